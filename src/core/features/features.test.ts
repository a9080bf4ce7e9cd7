import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnOf, readCsv, tableOf } from "../../testing/table";
import { isDataError } from "../errors";
import { defaultOptions } from "../options";
import { joinRows, takeRows } from "../sparse/csr";
import { cellText } from "../table/cells";
import type { Table } from "../table/table";
import { cleanCells } from "../text/clean-cells";
import { CLEANING_OPTIONS } from "../text/cleaning-options";
import type { CleaningSettings } from "../text/cleaning-options";
import type { Tokens } from "../text/tokens";
import type { FeatureInputs } from "./feature-matrix";
import { featureNameAt, featureNames, textColumnCount } from "./feature-names";
import { CATEGORICAL_OPTIONS, DATE_OPTIONS, NUMERIC_OPTIONS, SHAPE_OPTIONS, TFIDF_OPTIONS } from "./feature-options";
import type { FeatureSettings } from "./feature-options";
import { fitFeatures } from "./fit-features";
import { transformFeatures } from "./transform-features";
import { makeRecordVectorizer } from "./vectorize-record";
import { columnWeights, vocabularySize, vocabularyTable } from "./vocabulary-table";

const CLEANING = defaultOptions(CLEANING_OPTIONS);
const SETTINGS: FeatureSettings = {
  text: defaultOptions(TFIDF_OPTIONS),
  categorical: defaultOptions(CATEGORICAL_OPTIONS),
  numeric: defaultOptions(NUMERIC_OPTIONS),
  date: defaultOptions(DATE_OPTIONS),
  shape: defaultOptions(SHAPE_OPTIONS),
};
const NO_INPUTS: FeatureInputs = { text: [], categorical: [], numeric: [], datetime: [] };
const INPUTS: FeatureInputs = { text: ["title", "body"], categorical: ["tag"], numeric: ["price"], datetime: ["when"] };

function clean(table: Table, names: readonly string[], cleaning: CleaningSettings = CLEANING): Tokens {
  const columns = names.map((name) => ({ name, cells: table.columns.find((column) => column.name === name)!.cells }));
  return cleanCells(columns, cleaning, 0, table.rowCount);
}

const CSV = `title,body,tag,price,when
Why do bees dance?,They dance a lot. See https://example.org,Biology,"1,5",31/12/2020
Do ants dance,,Biology,,01/02/2020 03:00
HOW hot is the sun?!,Very hot.,,"200.000,25",15/06/2021
The bees,bees bees,Physics,"2,0",
`;
const TABLE = readCsv(new TextEncoder().encode(CSV), {
  title: "text",
  body: "text",
  tag: "category",
  price: "number",
  when: "date",
});
const TOKENS = clean(TABLE, ["title", "body"]);
const ALL = Uint32Array.of(0, 1, 2, 3);

describe("fitFeatures and transformFeatures", () => {
  const fitted = fitFeatures({ table: TABLE, tokens: TOKENS, inputs: INPUTS, settings: SETTINGS, rows: ALL });
  const matrix = transformFeatures(fitted, { table: TABLE, tokens: TOKENS });

  it("lay the blocks side by side: words, categories, numbers, dates, shapes", () => {
    const names = featureNames(fitted);
    expect(names.length).toBe(matrix.columns);
    expect([...new Set(names.map(({ block }) => block))]).toEqual(["text", "categorical", "numeric", "date", "shape"]);
    expect(names.slice(0, 2)).toEqual([
      { block: "text", column: "title + body", label: "ant" },
      { block: "text", column: "title + body", label: "bee" },
    ]);
    expect(names.filter(({ block }) => block === "categorical").map(({ label }) => label)).toEqual([
      "Biology",
      "Physics",
      "Unknown",
    ]);
    expect(names.at(-1)).toEqual({ block: "shape", column: "body", label: "empty" });
  });

  it("name one column as all of them, and none outside", () => {
    const names = featureNames(fitted);
    expect(names.map((_, column) => featureNameAt(fitted, column))).toEqual(names);
    expect(() => featureNameAt(fitted, names.length)).toThrow(RangeError);
    expect(textColumnCount(fitted)).toBe(names.filter(({ block }) => block === "text").length);
  });

  it("write ascending columns and no zero", () => {
    for (let row = 0; row < matrix.rows; row++) {
      for (let e = matrix.indptr[row] + 1; e < matrix.indptr[row + 1]; e++) {
        expect(matrix.indices[e]).toBeGreaterThan(matrix.indices[e - 1]);
      }
    }
    expect(matrix.values.includes(0)).toBe(false);
  });

  it("survive structuredClone and JSON but for the typed arrays", () => {
    const copy = structuredClone(fitted);
    expect(transformFeatures(copy, { table: TABLE, tokens: TOKENS })).toEqual(matrix);
  });

  it("learn nothing from rows outside the training part", () => {
    const some = Uint32Array.of(1, 3);
    const other = readCsv(
      new TextEncoder().encode(CSV.replace("HOW hot", "quite else").replace("15/06/2021", "15/07/1999")),
      {
        title: "text",
        body: "text",
        tag: "category",
        price: "number",
        when: "date",
      },
    );
    const fit = (table: Table) =>
      fitFeatures({ table, tokens: clean(table, ["title", "body"]), inputs: INPUTS, settings: SETTINGS, rows: some });
    expect(fit(other)).toEqual(fit(TABLE));
  });

  it("give the vocabulary its counts and weights over the rows asked for", () => {
    const terms = vocabularyTable(fitted, columnWeights(matrix, [0, 3]));
    expect(vocabularySize(fitted)).toBe(terms.length);
    const bee = terms.find(({ term }) => term === "bee");
    expect(bee).toMatchObject({ column: "title + body", documents: 2, idf: Math.log(5 / 3) + 1 });
    const of = (row: number) =>
      matrix.values[matrix.indptr[row] + Array.from(takeRows(matrix, [row]).indices).indexOf(1)];
    expect(bee?.weight).toBeCloseTo(of(0) + of(3), 14);
    expect(terms.length).toBe(textColumnCount(fitted));
  });

  it("work without words", () => {
    const inputs = { ...NO_INPUTS, numeric: ["price"] };
    const only = fitFeatures({
      table: TABLE,
      tokens: { vocabulary: [], columns: [] },
      inputs,
      settings: SETTINGS,
      rows: ALL,
    });
    const x = transformFeatures(only, { table: TABLE, tokens: { vocabulary: [], columns: [] } });
    expect([x.rows, x.columns, textColumnCount(only)]).toEqual([4, 1, 0]);
    expect(vocabularyTable(only, columnWeights(x, ALL))).toEqual([]);
    expect(vocabularySize(only)).toBe(0);
  });

  it("refuse to make no column, no rows, and columns that are not there", () => {
    const base = { table: TABLE, tokens: TOKENS, settings: SETTINGS, rows: ALL };
    const code = (run: () => unknown) => {
      try {
        run();
      } catch (thrown) {
        return isDataError(thrown) ? thrown.code : thrown;
      }
    };
    expect(code(() => fitFeatures({ ...base, inputs: NO_INPUTS }))).toBe("no-features");
    const off = Object.fromEntries(
      Object.keys(SETTINGS.shape).map((name) => [name, false]),
    ) as FeatureSettings["shape"];
    const silent = { ...SETTINGS, text: { ...SETTINGS.text, enabled: false }, shape: off };
    expect(code(() => fitFeatures({ ...base, settings: silent, inputs: { ...NO_INPUTS, text: ["title"] } }))).toBe(
      "no-features",
    );
    expect(code(() => fitFeatures({ ...base, inputs: INPUTS, rows: new Uint32Array(0) }))).toBe("empty-split");
    expect(code(() => fitFeatures({ ...base, inputs: { ...NO_INPUTS, numeric: ["size"] } }))).toBe("missing-column");
    expect(code(() => transformFeatures(fitted, { table: tableOf(), tokens: TOKENS }))).toBe("missing-column");
  });

  it("stop when aborted and say what is being done", () => {
    const notes: (string | undefined)[] = [];
    const base = { table: TABLE, tokens: TOKENS, inputs: INPUTS, settings: SETTINGS, rows: ALL };
    fitFeatures(base, { onProgress: ({ note }) => notes.push(note) });
    expect(notes).toEqual(["words", "tag", "price", "when", "title", "body"]);
    const signal = {
      aborted: true,
      throwIfAborted: () => {
        throw new Error("stopped");
      },
    };
    expect(() => fitFeatures(base, { signal })).toThrow("stopped");
    expect(() => transformFeatures(fitted, base, { signal })).toThrow("stopped");
  });
});

describe("makeRecordVectorizer", () => {
  const fitted = fitFeatures({ table: TABLE, tokens: TOKENS, inputs: INPUTS, settings: SETTINGS, rows: ALL });
  const vectorize = makeRecordVectorizer(fitted, CLEANING);

  it("says what was missing, unseen and known", () => {
    const result = vectorize({ title: "Dancing bees and wasps", tag: "History", price: "much", when: "1/2/2021" });
    expect(result.missing).toEqual(["body", "price"]);
    expect(result.knownTokens).toEqual(["danc", "bee"]);
    expect(result.unseenTokens).toEqual(["wasp"]);
    expect(result.unseenCategories).toEqual([{ column: "tag", value: "History" }]);
  });

  it("says which words of a post fall in a hashed column, and names the column by them", () => {
    const settings = { ...SETTINGS, text: { ...SETTINGS.text, vectorizer: "hashing", nFeatures: 16 } } as const;
    const hashed = fitFeatures({ table: TABLE, tokens: TOKENS, inputs: INPUTS, settings, rows: ALL });
    const { terms } = makeRecordVectorizer(hashed, CLEANING)({ title: "Dancing bees dance" });
    const said = [...terms!.values()].flatMap((words) => [...words]);
    expect(said.toSorted()).toEqual(["bee", "danc"]);
    for (const [column, words] of terms!) {
      const { hash } = /^(?<words>.*) \(hash (?<hash>\d+)\)$/.exec(featureNameAt(hashed, column).label)!.groups!;
      expect(featureNameAt(hashed, column, terms).label).toBe(`${[...words].join(", ")} (hash ${hash})`);
    }
    expect(featureNames(hashed).map((_, column) => featureNameAt(hashed, column))).toEqual(featureNames(hashed));
    expect(vectorize({ title: "bees" }).terms).toBeNull();
  });

  it("takes any column for missing, all of them too", () => {
    const { row, missing } = vectorize({});
    expect(missing).toEqual(["title", "body", "tag", "price", "when"]);
    expect([row.rows, row.columns]).toEqual([1, fitted.columns]);
    expect(vectorize({ title: "", body: undefined, tag: "NA", price: "-", when: " " })).toEqual({ ...vectorize({}) });
  });

  it("does not depend on what was asked before", () => {
    const record = { title: "bees dance", tag: "Physics" };
    const before = vectorize(record);
    vectorize({ title: "hot sun", body: "bees", price: "3" });
    expect(vectorize(record)).toEqual(before);
  });

  const settingsArbitrary = fc.record({
    columns: fc.constantFrom("joined", "apart"),
    ngramMax: fc.integer({ min: 1, max: 3 }),
    ngramMin: fc.constant(1),
    maxFeatures: fc.constantFrom(null, 5, 20),
    vectorizer: fc.constantFrom("vocabulary", "hashing"),
    nFeatures: fc.constantFrom(16, 64, 1000),
    alternateSign: fc.boolean(),
    sublinearTf: fc.boolean(),
    norm: fc.constantFrom("l1", "l2", "none"),
    impute: fc.constantFrom("median", "mean", "none"),
    missing: fc.constantFrom("category", "zeros"),
    minCount: fc.constantFrom(1, 2),
  });
  const word = fc.oneof(
    fc.constantFrom("bees", "dance", "the", "Sun", "É", "e\u0301", "12", "!", "?", "https://x.org", "σΣ", "😀", "\r\n"),
    fc.string({ unit: "grapheme", maxLength: 4 }),
  );
  const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));
  const rowArbitrary = fc.record({
    title: text.map((t) => `bees ${t}`),
    body: text,
    tag: fc.constantFrom("a", "b", " a", "NA", "", "Unknown", "\u00a0", "\u2003"),
    price: fc.oneof(
      fc.constantFrom("", "n/a", "1", "2,5", "1.000,5", "x", " 7 "),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    ),
    when: fc.oneof(
      fc.constantFrom("", "null", "2020-02-30", "31/12/2020", "5.6.2021 13:45", "Oct 24, 2011"),
      fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }).map((date) => date.toISOString()),
    ),
  });

  it("gives the very row of the matrix for the same cells, whatever they hold", () => {
    const rows = fc.array(rowArbitrary, { minLength: 1, maxLength: 8 });
    const cleaning: fc.Arbitrary<CleaningSettings> = fc.constantFrom(CLEANING, {
      ...CLEANING,
      lowercase: false,
      urls: "token",
      punctuation: "keep",
    });
    fc.assert(
      fc.property(rows, settingsArbitrary, cleaning, fc.nat(), (drawnRows, drawn, cleaned, pick) => {
        // Apart, each column needs a word of its own.
        const apart = drawn.columns === "apart";
        const records = drawnRows.map((record) => (apart ? { ...record, body: `moth ${record.body}` } : record));
        const column = (name: keyof (typeof records)[number], type: Parameters<typeof columnOf>[1]) =>
          columnOf(
            name,
            type,
            records.map((record) => record[name]),
          );
        const table = tableOf(
          column("title", "text"),
          column("body", "text"),
          column("tag", pick % 2 === 0 ? "category" : "text"),
          column("price", "number"),
          column("when", "date"),
        );
        const tokens = clean(table, ["title", "body"], cleaned);
        const { impute, missing, minCount, ...words } = drawn;
        const settings: FeatureSettings = {
          ...SETTINGS,
          text: { ...SETTINGS.text, ...words },
          categorical: { missing, minCount },
          numeric: { ...SETTINGS.numeric, impute },
        };
        const train = Uint32Array.from(records.keys()).filter((i) => i === 0 || (pick >> (i % 16)) % 2 === 0);
        const learnt = fitFeatures({ table, tokens, inputs: INPUTS, settings, rows: train });
        const matrix = transformFeatures(learnt, { table, tokens });
        const cut = pick % (table.rowCount + 1);
        const part = (from: number, to: number) => transformFeatures(learnt, { table, tokens }, {}, { from, to });
        expect(joinRows([part(0, cut), part(cut, table.rowCount)], learnt.columns)).toEqual(matrix);
        const typed = makeRecordVectorizer(learnt, cleaned);
        records.forEach((_, i) => {
          const record = Object.fromEntries(table.columns.map((c) => [c.name, cellText(c.cells, i)]));
          expect(typed(record).row).toEqual(takeRows(matrix, [i]));
        });
      }),
      { numRuns: 300 },
    );
  });
});
