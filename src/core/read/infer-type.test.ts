import { describe, expect, it } from "vitest";
import { cellsFromStrings } from "../table/cells";
import type { ColumnType } from "../table/table";
import { inferType } from "./infer-type";
import { isNullCell, typeColumn } from "./type-column";
import { isNullSpelling } from "./null-spellings";
import { readTable } from "./read-table";
import { typeTable } from "./type-table";

const infer = (name: string, texts: readonly string[]) => inferType(name, cellsFromStrings(texts));
const typeOf = (name: string, texts: readonly string[]): ColumnType => infer(name, texts).column.type;
const many = (length: number, make: (i: number) => string): string[] => Array.from({ length }, (_, i) => make(i));

describe("inferType", () => {
  it.each<[string, string, string[], ColumnType]>([
    ["whole and decimal numbers mixed", "score", ["1343", "34365.0", "0", ""], "number"],
    ["thousands separators", "total", ["19,582", "2,705", "472"], "number"],
    ["decimal commas", "a", ["1,7", "2,25"], "number"],
    ["missing integers", "b", ["2", "", "1"], "number"],
    ["numbers with **** for missing", "djf", ["-43", "12", "****", "*****"], "number"],
    ["codes with leading zeros", "zip", ["007", "123", "456"], "category"],
    ["zeros and decimals", "x", ["0", "0.5", "0"], "number"],
    ["percentages", "p", ["5%", "6%", "5%", "6%"], "category"],
    ["dates and times", "datetime", ["2022-12-09 02:52:07", "2022-12-08 01:00:00"], "date"],
    ["US dates", "created_at", ["6/24/2016 3:48", "1/2/2016 13:00"], "date"],
    ["seconds since 1970 by their name", "created_utc", ["1356613589.0", "1356600000.0"], "date"],
    ["the same numbers under another name", "amount", ["1356613589.0", "1356600000.0"], "number"],
    ["eight digits under a date's name", "order_date", ["20140102", "20121231"], "date"],
    ["eight digits under another name", "a", ["20140102", "20121231"], "number"],
    ["keys by name", "id", ["1", "2", "3"], "id"],
    ["null spellings only", "a", ["", "NA", "N/A", "NULL", "."], "empty"],
    ["nothing", "a", [], "empty"],
    ["true and false", "over_18", ["True", "False", "False"], "category"],
    [
      "true, false and a number now and then",
      "edited",
      many(100, (i) => (i % 10 ? "False" : String(1356613589 + i))),
      "category",
    ],
    ["few values", "species", many(60, (i) => ["setosa", "virginica"][i % 2]), "category"],
    ["short and all different", "key", many(50, (i) => `t3_${i.toString(36)}x`), "id"],
    [
      "web addresses, some repeated",
      "url",
      many(50, (i) => `https://example.org/comments/${i % 44}/${"long/".repeat(20)}`),
      "id",
    ],
    ["authors that repeat", "author", many(100, (i) => `user${i % 60}`), "category"],
    ["sentences", "title", many(50, (i) => `Why does thing ${i} happen so often?`), "text"],
    ["utterances that repeat", "text", many(60, (i) => (i % 3 ? `go ${i} steps to the left` : "okay")), "text"],
    ["texts written without blanks", "c", many(30, (i) => `景點特色詳細文字簡述第${i}號景點`), "text"],
    ["single words under a text's name", "review", many(30, (i) => `word${i}`), "text"],
  ])("%s", (_, name, texts, type) => {
    expect(typeOf(name, texts)).toBe(type);
  });

  it("lets two in a hundred values be unreadable, and lists them", () => {
    const texts = many(100, (i) => (i === 40 || i === 70 ? "x" : String(i)));
    const { column, why } = infer("score", texts);
    expect(column.type).toBe("number");
    expect(column.unreadable).toEqual({ count: 2, rows: [40, 70] });
    expect(column.values![40]).toBeNaN();
    expect(column.missing[40]).toBe(0);
    expect(why).toContain("all but 2");
    texts[80] = "y";
    expect(typeOf("score", texts)).not.toBe("number");
  });

  it("is not misled by a sample that looks better than the column", () => {
    // rows the sample of 1,000 does not meet: every second one of 2,000
    const texts = many(2000, (i) => (i % 2 ? "unknown" : String(i)));
    expect(typeOf("a", texts)).not.toBe("number");
    expect(
      typeOf(
        "a",
        many(2000, (i) => (i === 1999 ? "007" : String(i))),
      ),
    ).not.toBe("number");
  });

  it("decides day and month by the whole column", () => {
    const { column } = infer("a", ["02/01/2014", "31/12/2012"]);
    expect([...column.values!]).toEqual([Date.UTC(2014, 0, 2), Date.UTC(2012, 11, 31)]);
    expect(column.format).toBe("day before month");
  });

  it("gives the same type to the same column", () => {
    const texts = many(5000, (i) => String((i * 7919) % 1000));
    expect(infer("a", texts)).toEqual(infer("a", texts));
  });
});

describe("typeColumn", () => {
  const cells = cellsFromStrings(["7", "NA", "x", "", "2020-01-02"]);

  it("forces any type and counts what it cannot read", () => {
    const shape = (type: ColumnType) => {
      const { missing, missingCount, unreadable, values } = typeColumn("c", cells, type);
      return { missing: [...missing], missingCount, unreadable: unreadable.rows, values: values && [...values] };
    };
    expect(shape("number")).toEqual({
      missing: [0, 1, 0, 1, 0],
      missingCount: 2,
      unreadable: [2, 4],
      values: [7, NaN, NaN, NaN, NaN],
    });
    expect(shape("date")).toEqual({
      missing: [0, 1, 0, 1, 0],
      missingCount: 2,
      unreadable: [0, 2],
      values: [NaN, NaN, NaN, NaN, Date.UTC(2020, 0, 2)],
    });
    expect(shape("category")).toEqual({ missing: [0, 1, 0, 1, 0], missingCount: 2, unreadable: [], values: undefined });
    expect(shape("text")).toEqual({ missing: [0, 0, 0, 1, 0], missingCount: 1, unreadable: [], values: undefined });
    expect(shape("id")).toMatchObject({ missingCount: 1 });
    expect(shape("empty")).toMatchObject({ missingCount: 2, unreadable: [0, 2, 4] });
  });

  it("reads leading zeros as numbers when told to", () => {
    expect([...typeColumn("c", cellsFromStrings(["007", "12"]), "number").values!]).toEqual([7, 12]);
  });

  it("knows the same missing cells as the spellings do", () => {
    const texts = [
      "",
      " ",
      "NA",
      "na",
      "None",
      "n/a",
      "-",
      "--",
      "****",
      ".",
      "?",
      "\\N",
      "\u00a0",
      "0",
      "a",
      "Nancy",
      "x".repeat(100),
      "*".repeat(90),
      " NA",
    ];
    const column = cellsFromStrings(texts);
    for (let row = 0; row < texts.length; row++)
      expect([texts[row], isNullCell(column, row)]).toEqual([texts[row], isNullSpelling(texts[row])]);
  });
});

describe("typeTable", () => {
  const raw = readTable(new TextEncoder().encode("id,code,score\n1,007,5\n2,008,6\n3,009,\n"));

  it("types every column, keeps the guess beside a forced type and says why", () => {
    const table = typeTable(raw, { score: "category" });
    expect(table.rowCount).toBe(3);
    expect(table.columns.map((column) => [column.name, column.type])).toEqual([
      ["id", "id"],
      ["code", "category"],
      ["score", "category"],
    ]);
    expect(table.guesses[2]).toEqual({ type: "number", why: expect.stringContaining("numbers") });
  });

  it("refuses unknown columns and types", () => {
    expect(() => typeTable(raw, { none: "text" })).toThrow('the column "none" is not in the file');
    expect(() => typeTable(raw, { id: "money" as ColumnType })).toThrow(
      'must be one of text, number, category, date, id, empty, got "money"',
    );
  });
});
