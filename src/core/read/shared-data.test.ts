import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { describeWithShared, hasShared, readShared, readSharedJson, sharedPath } from "../../testing/shared-data";
import { isDataError } from "../errors";
import { cellText } from "../table/cells";
import { summarizeColumn } from "../table/summarize";
import type { DialectOptions } from "./dialect";
import { guessRoles } from "./guess-roles";
import { type RawTable, rowsOfRaw } from "./raw-table";
import { previewTable, readTable } from "./read-table";
import { typeTable, type TypedTable } from "./type-table";

const open = (path: string, options: Partial<DialectOptions> = {}): RawTable =>
  readTable(readShared("data", ...path.split("/")), options);
const typed = (path: string): TypedTable => typeTable(open(path));
const cell = (raw: RawTable, name: string, row: number): string => cellText(raw.cells[raw.names.indexOf(name)], row);
const shape = (raw: RawTable): string => `${raw.rowCount} x ${raw.names.length}`;
const column = (table: TypedTable, name: string) => table.columns.find((candidate) => candidate.name === name)!;
const types = (table: TypedTable): Record<string, string> =>
  Object.fromEntries(table.columns.map(({ name, type }) => [name, type]));
const countEmpty = (raw: RawTable, name: string): number =>
  Array.from({ length: raw.rowCount }, (_, row) => cell(raw, name, row)).filter((text) => text === "").length;

describeWithShared("askscience_data.csv", () => {
  const raw = hasShared ? open("askscience_data.csv") : (null as unknown as RawTable);

  it("opens with 4,205 rows, fields of many lines intact", () => {
    expect(shape(raw)).toBe("4205 x 9");
    expect(raw.names).toEqual([
      "column_1",
      "title",
      "body",
      "tag",
      "datetime",
      "author",
      "score",
      "upvote_ratio",
      "url",
    ]);
    expect(countEmpty(raw, "body")).toBe(1713);
    expect(countEmpty(raw, "tag")).toBe(194);
    expect(cell(raw, "title", 0)).toBe("Post viral cough: why does it get worse after you get better?");
    expect(cell(raw, "score", 0)).toBe("1343");
    const bodies = Array.from({ length: raw.rowCount }, (_, row) => cell(raw, "body", row));
    expect(bodies.filter((body) => body.includes("\n")).length).toBeGreaterThan(1000);
    const withCr = bodies
      .concat(Array.from({ length: raw.rowCount }, (_, row) => cell(raw, "title", row)))
      .join("\u0001");
    expect(withCr.split("\r\n").length - 1).toBe(10);
    expect(withCr.replaceAll("\r\n", "").split("\r").length - 1).toBe(1);
    expect(Math.max(...bodies.map((body) => body.length))).toBe(5134);
    expect(raw.problemCounts).toEqual({ "empty-name": 1 });
  });

  it("knows the line each row starts on", () => {
    const text = new TextDecoder().decode(readShared("data", "askscience_data.csv")).split("\n");
    for (const row of [0, 1, 500, 2000, 4204])
      expect(text[raw.lineOfRow[row] - 1].startsWith(`${cell(raw, "column_1", row)},`)).toBe(true);
  });

  it("gets the types and roles it should", () => {
    const table = typeTable(raw);
    expect(types(table)).toEqual({
      column_1: "number",
      title: "text",
      body: "text",
      tag: "category",
      datetime: "date",
      author: "category",
      score: "number",
      upvote_ratio: "number",
      url: "id",
    });
    expect(column(table, "body").missingCount).toBe(1715);
    expect(column(table, "score").unreadable.count).toBe(0);
    const { roles, target } = guessRoles(table.columns, raw.unnamed);
    expect(roles.map(({ role }) => role)).toEqual([
      "ignore",
      "text",
      "text",
      "categorical",
      "datetime",
      "group",
      "target",
      "ignore",
      "id",
    ]);
    expect(target).toMatchObject({ name: "score", task: "regression" });
    const score = summarizeColumn(column(table, "score"));
    expect(score.numbers?.quantiles).toEqual(
      [0, 6, 35, 7472, 83382].map((value, i) => (i === 1 ? score.numbers!.quantiles[1] : value)),
    );
    expect(score.histogram?.scale).toBe("symlog");
    expect(score.histogram?.counts[0]).toBe(508);
  });

  it("previews its beginning", () => {
    const preview = previewTable(readShared("data", "askscience_data.csv"));
    expect(preview.complete).toBe(false);
    expect(rowsOfRaw(preview, 0, 100)).toEqual(rowsOfRaw(raw, 0, 100));
  });
});

describeWithShared("liar", () => {
  it("opens right by the guess: tabs, literal quotes, no header", () => {
    const raw = open("liar/train.tsv");
    expect(shape(raw)).toBe("10269 x 14");
    expect(raw.dialect).toMatchObject({ delimiter: "\t", quote: "none", headerLine: null });
    expect(raw.problems).toEqual([]);
    const labels = Array.from({ length: raw.rowCount }, (_, row) => cellText(raw.cells[1], row));
    expect(labels.filter((label) => label === "half-true").length).toBe(2123);
    expect(shape(open("liar/valid.tsv"))).toBe("1284 x 14");
    expect(typeTable(raw).columns[1].type).toBe("category");
    expect(typeTable(raw).columns[2].type).toBe("text");
  });
});

describeWithShared("liar by hand", () => {
  it("set to tabs, no header and literal quotes, opens as it does by the guess", () => {
    const guessed = open("liar/train.tsv");
    const set = open("liar/train.tsv", { delimiter: "\t", header: false, quote: "none" });
    expect(set.names).toEqual(guessed.names);
    expect(shape(set)).toBe(shape(guessed));
    const rows = guessed.rowCount;
    expect(rowsOfRaw(set, 0, rows)).toEqual(rowsOfRaw(guessed, 0, rows));
    expect(set.problems).toEqual(guessed.problems);
  });
});

describeWithShared("the other data sets", () => {
  it.each<[string, string, Record<string, string>]>([
    [
      "hackernews/hacker_news.csv",
      "21348 x 7",
      {
        id: "id",
        title: "text",
        url: "id",
        num_points: "number",
        num_comments: "number",
        author: "category",
        created_at: "date",
      },
    ],
    ["sentiment/train_df.csv", "31232 x 4", { id: "id", review: "text", label: "number", division: "category" }],
    [
      "sentence_type/maptask_sentence_type.csv",
      "14971 x 4",
      { text: "text", label: "category", da_tag: "category", split: "category" },
    ],
    [
      "reddit/askscience.csv",
      "999 x 21",
      { created_utc: "date", score: "number", title: "text", selftext: "text", edited: "category", url: "id" },
    ],
    [
      "reddit/explainlikeimfive.csv",
      "1000 x 21",
      { created_utc: "date", score: "number", title: "text", selftext: "text" },
    ],
    ["reddit/programming.csv", "1000 x 21", { score: "number", title: "text", domain: "category", thumbnail: "empty" }],
    ["reddit/science.csv", "1000 x 21", { score: "number", title: "text", domain: "category" }],
    ["reddit/books.csv", "1000 x 21", { score: "number", title: "text" }],
  ])("%s opens as %s", (path, size, expected) => {
    const raw = open(path);
    expect(shape(raw)).toBe(size);
    expect(raw.problems).toEqual([]);
    expect(types(typeTable(raw))).toMatchObject(expected);
  });

  it("have the missing cells their notes state", () => {
    expect(countEmpty(open("hackernews/hacker_news.csv"), "url")).toBe(1115);
    expect(column(typed("reddit/askscience.csv"), "selftext").missingCount).toBe(262);
    expect(column(typed("reddit/programming.csv"), "selftext").missingCount).toBe(991);
  });

  it("suggest their targets", () => {
    const target = (path: string) => {
      const raw = open(path);
      return guessRoles(typeTable(raw).columns, raw.unnamed).target;
    };
    expect(target("hackernews/hacker_news.csv")).toMatchObject({ name: "num_points", task: "regression" });
    expect(target("sentiment/train_df.csv")).toMatchObject({ name: "label", task: "classification" });
    expect(target("sentence_type/maptask_sentence_type.csv")).toMatchObject({ name: "label", task: "classification" });
    expect(target("reddit/science.csv")).toMatchObject({ name: "score", task: "regression" });
  });

  it("read US dates month first", () => {
    const created = column(typed("hackernews/hacker_news.csv"), "created_at");
    expect(created.format).toBe("month before day");
    expect(created.unreadable.count).toBe(0);
    expect(new Date(Math.min(...created.values!)).toISOString().slice(0, 10)).toBe("2015-09-06");
    expect(new Date(Math.max(...created.values!)).toISOString().slice(0, 10)).toBe("2016-09-25");
  });
});

describeWithShared("csv-spectrum", () => {
  const names = hasShared
    ? readdirSync(sharedPath("data", "csv_cases", "csv-spectrum", "csvs")).map((name) => name.replace(/\.csv$/, ""))
    : [];

  it("is there in full", () => {
    expect(names.length).toBe(12);
  });

  it.each(names.filter((name) => name !== "location_coordinates"))("%s equals its records", (name) => {
    const raw = open(`csv_cases/csv-spectrum/csvs/${name}.csv`);
    expect(rowsOfRaw(raw, 0, 100)).toEqual(readSharedJson("data", "csv_cases", "csv-spectrum", "json", `${name}.json`));
  });

  it("location_coordinates, whose records do not match it, equals its own text", () => {
    const raw = open("csv_cases/csv-spectrum/csvs/location_coordinates.csv");
    expect(rowsOfRaw(raw, 0, 9)).toEqual([
      {
        "Contact Phone Number": "2095257564",
        "Location Coordinates": "37\ufffd36'37.8\"N 121\ufffd2'17.9\"W",
        Cities: "Modesto",
        Counties: "Stanislaus",
      },
    ]);
    expect(raw.problems).toEqual([]);
  });
});

describeWithShared("every file of csv_cases", () => {
  const files = hasShared
    ? (readdirSync(sharedPath("data", "csv_cases"), { recursive: true }) as string[])
        .filter((path) => /\.(?:csv|tsv|gz)$/.test(path))
        .toSorted()
    : [];

  it("is looked at", () => {
    expect(files.length).toBe(105);
  });

  it.each(files)("%s opens and types, or is refused with a reason", (path) => {
    try {
      const raw = open(`csv_cases/${path}`);
      expect(raw.rowCount).toBeGreaterThan(0);
      for (const cells of raw.cells) expect(cells.offsets.length).toBe(raw.rowCount + 1);
      const table = typeTable(raw);
      expect(guessRoles(table.columns, raw.unnamed).roles.length).toBe(raw.names.length);
      table.columns.map(summarizeColumn);
    } catch (thrown) {
      if (!isDataError(thrown)) throw thrown;
      expect(["csvkit/empty.csv", "messytables/small.csv", "messytables/utf8bom.csv"]).toContain(path);
      expect(thrown.message.length).toBeGreaterThan(30);
    }
  });

  it.each([
    ["csvkit/realdata/ks_1033_data.csv", "1575 x 14"],
    ["csvkit/realdata/census_2010/ilgeo2010_excerpt.csv", "1000 x 101"],
    ["csvkit/realdata/census_2000/determination.csv", "1555 x 21"],
    ["csvkit/iris.csv", "150 x 5"],
    ["csvkit/dummy.csv.gz", "1 x 3"],
    ["csvkit/dummy.tsv", "1 x 3"],
    ["csvkit/mac_newlines.csv", "2 x 3"],
    ["csvkit/test_header_newline.csv", "1 x 3"],
    ["csvkit/null_byte.csv", "1 x 3"],
    ["csvkit/no_header_row.csv", "1 x 3"],
    ["csvkit/sniff_limit.csv", "1 x 3"],
    ["csvkit/optional_quote_characters.csv", "1 x 3"],
    ["csvkit/test_extra_header.csv", "1 x 4"],
    ["csvkit/test_skip_lines.csv", "1 x 3"],
    ["csvkit/bad.csv", "3 x 3"],
    ["messytables/characters.csv", "382 x 18"],
    ["messytables/spanish_chars.csv", "116 x 8"],
    ["messytables/sparse_with_column_errors.csv", "2237 x 4"],
    ["messytables/utf-16le_encoded.csv", "327 x 19"],
    ["messytables/long.csv", "4000 x 1"],
    ["messytables/complex.csv", "3 x 4"],
    ["messytables/skip_initials.csv", "2 x 2"],
    ["messytables/null.csv", "10 x 4"],
    ["messytables/simple.csv", "6 x 3"],
    ["messytables/example.tsv", "140 x 17"],
  ])("%s is %s by the guesses", (path, size) => {
    expect(shape(open(`csv_cases/${path}`))).toBe(size);
  });

  it.each([
    ["mixedGLB.csv", "137 x 19"],
    ["begrotingsanalyse-2011.csv", "43 x 20"],
    ["excel_pasting.csv", "21 x 9"],
    ["small.csv", "1 x 1"],
    ["utf8bom.csv", "1 x 2"],
  ])("%s is %s as records, without a header", (path, size) => {
    expect(shape(open(`csv_cases/messytables/${path}`, { header: false }))).toBe(size);
  });

  it("gives the same table in five encodings", () => {
    const last = (name: string): [string, string, RawTable] => {
      const raw = open(`csv_cases/csvkit/${name}`);
      return [shape(raw), cellText(raw.cells[2], 1), raw];
    };
    expect(last("test_utf8.csv").slice(0, 2)).toEqual(["2 x 3", "ʤ"]);
    expect(last("test_utf8_bom.csv").slice(0, 2)).toEqual(["2 x 3", "ʤ"]);
    expect(last("test_utf8_bom.csv")[2].names[0]).toBe("foo");
    expect(last("test_utf16_little.csv").slice(0, 2)).toEqual(["2 x 3", "ʤ"]);
    expect(last("test_utf16_big.csv").slice(0, 2)).toEqual(["2 x 3", "ʤ"]);
    const [size, text, latin] = last("test_latin1.csv");
    expect([size, text, latin.dialect.encoding]).toEqual(["2 x 3", "©", "windows-1252"]);
    expect(latin.dialect.reasons.encoding).toContain("guess");
  });

  it("reads Big5, Latin-1 and UTF-16 as they are", () => {
    const big5 = open("csv_cases/messytables/characters.csv");
    expect(big5.dialect).toMatchObject({ encoding: "big5", newline: "\r\n" });
    expect(big5.dialect.reasons.encoding).toContain("guess");
    expect(big5.names[1]).toBe("景點編號");
    expect(big5.problemCounts).toEqual({});
    const spanish = open("csv_cases/messytables/spanish_chars.csv");
    expect([cell(spanish, "GF", 0), cell(spanish, "Gasto total 2011", 0)]).toEqual(["Gobierno", "229,932.50"]);
    expect(spanish.names[7]).toBe("Descripción");
    expect(spanish.cells.some((cells) => new TextDecoder().decode(cells.bytes).includes("\r"))).toBe(true);
    expect(column(typeTable(spanish), "Gasto total 2011").values![0]).toBe(229932.5);
    const german = open("csv_cases/messytables/sparse_with_column_errors.csv");
    expect(cell(german, "Bezeichnung", 1)).toBe("Grundfinanzierung MPG");
    expect(cell(german, "Bezeichnung", 0)).toContain("Trägerorganisationen");
    const fourth = german.names[3];
    expect(countEmpty(german, fourth)).toBe(2225);
    const first = Array.from({ length: german.rowCount }, (_, row) => row).find(
      (row) => cell(german, fourth, row) !== "",
    )!;
    expect(german.lineOfRow[first]).toBe(312);
    expect(cell(open("csv_cases/messytables/utf-16le_encoded.csv"), "Organisation_code", 0)).toBe("5C1");
  });

  it("keeps line ends and control characters inside cells", () => {
    expect(cell(open("csv_cases/csvkit/mac_newlines.csv"), "a", 1)).toBe("Once upon\ra time");
    expect(open("csv_cases/csvkit/test_header_newline.csv").names).toEqual(["start end", "b", "c"]);
    const nul = open("csv_cases/csvkit/null_byte.csv");
    expect([cell(nul, "a", 0), nul.problemCounts]).toEqual(["\0", { nul: 1 }]);
  });

  it("mends ragged rows and finds headers under blank lines and titles", () => {
    const bad = open("csv_cases/csvkit/bad.csv");
    expect([cell(bad, "column_a", 0), cell(bad, "column_b", 0), cell(bad, "column_c", 0)]).toEqual([
      "1",
      "27",
      ",I'm too long!",
    ]);
    expect(bad.problemCounts).toEqual({ "long-row": 1, "short-row": 1 });
    expect(open("csv_cases/csvkit/bad_skip_lines.csv").dialect.headerLine).toBe(4);
    expect(open("csv_cases/csvkit/test_skip_lines.csv").problemCounts).toEqual({ "blank-line": 3 });
    expect(open("csv_cases/csvkit/sniff_limit.csv").names).toEqual(["a", "b", "c"]);
    expect(open("csv_cases/csvkit/test_empty_columns_short_row.csv").problemCounts).toEqual({ "short-row": 1 });
    expect(open("csv_cases/csvkit/test_empty_columns_long_row.csv").problemCounts).toEqual({ "long-row": 1 });
    expect(open("csv_cases/csvkit/realdata/Datagov_FY10_EDU_recp_by_State.csv").dialect.headerLine).toBe(3);
    const anomalies = open("csv_cases/messytables/mixedGLB.csv");
    expect([anomalies.dialect.headerLine, shape(anomalies), cell(anomalies, "Jan", 0)]).toEqual([4, "133 x 19", "-43"]);
    expect(open("csv_cases/messytables/excel_pasting.csv").names.slice(0, 2)).toEqual(["Year", "2000"]);
    expect(open("csv_cases/messytables/begrotingsanalyse-2011.csv").names[2]).toBe("Groningen");
    const banner = open("csv_cases/messytables/weird_head_padding.csv");
    expect([banner.dialect.delimiter, banner.names[1]]).toEqual([";", "1985"]);
  });

  it("reads values as their notes say", () => {
    expect(types(typed("csv_cases/csvkit/blanks.csv"))).toEqual({
      a: "empty",
      b: "empty",
      c: "empty",
      d: "empty",
      e: "empty",
      f: "empty",
    });
    expect(types(typed("csv_cases/csvkit/date_like_number.csv"))).toEqual({ a: "number" });
    expect([...column(typed("csv_cases/csvkit/test_date_format.csv"), "a").values!]).toEqual([
      Date.UTC(2014, 0, 2),
      Date.UTC(2012, 11, 31),
    ]);
    expect(types(typed("csv_cases/csvkit/test_no_leading_zeroes.csv"))).toMatchObject({ a: "category", c: "number" });
    expect(column(typed("csv_cases/csvkit/test_precision.csv"), "a").values![0]).toBe(1.234567);
    const locale = typed("csv_cases/csvkit/test_locale.csv");
    expect([column(locale, "a").values![0], column(locale, "b").values![0]]).toEqual([1.7, 200_000_000]);
    expect([...column(typed("csv_cases/csvkit/sort_ints_nulls.csv"), "b").values!]).toEqual([2, NaN, 1]);
    expect(column(typed("csv_cases/csvkit/realdata/Datagov_FY10_EDU_recp_by_State.csv"), "TOTAL").values![0]).toBe(
      19582,
    );
    expect(types(typed("csv_cases/csvkit/realdata/census_2000/determination.csv")).AIANHH).toBe("category");
    const weapons = typed("csv_cases/csvkit/realdata/ks_1033_data.csv");
    expect(column(weapons, "ship_date").values![0]).toBe(Date.UTC(2006, 4, 19));
    const anomalies = typed("csv_cases/messytables/mixedGLB.csv");
    expect(column(anomalies, "DJF")).toMatchObject({ type: "number", missingCount: 1 });
    const nulls = typed("csv_cases/messytables/null.csv");
    expect(nulls.columns.map(({ missingCount }) => missingCount)).toEqual([0, 5, 1, 7]);
    expect(nulls.columns.every(({ type }) => type === "number")).toBe(true);
    const complex = open("csv_cases/messytables/complex.csv");
    expect(column(typeTable(complex), "temperature").values![2]).toBe(6_000_000);
    expect(cell(complex, "place", 2)).toBe("Galway");
  });
});
