import { describe, expect, it } from "vitest";
import { cellText } from "../table/cells";
import { listedProblems, readText, refusalOf, textRows, utf8 } from "../../testing/read-text";
import { readTable } from "./read-table";

describe("readTable mends and reports", () => {
  it("pads short rows and joins what is too long, losing nothing", () => {
    const raw = readText("a,b,c\n1,27,,I'm too long!\n,short\n0,mixed,17\n9,9,9,,\n");
    expect(textRows(raw)).toEqual([
      ["1", "27", ",I'm too long!"],
      ["", "short", ""],
      ["0", "mixed", "17"],
      ["9", "9", "9"],
    ]);
    expect(listedProblems(raw)).toEqual([
      [2, "long-row"],
      [3, "short-row"],
      [5, "long-row"],
    ]);
    expect(raw.problems[1]).toMatchObject({
      message: "the row has 2 of 3 cells",
      repair: "the missing cells are empty",
    });
  });

  it("ends a row whose quote is never closed with its line", () => {
    const body = Array.from({ length: 50 }, (_, i) => `${i},text ${i},${i}`);
    body[10] = '10,"never closed,10';
    const raw = readText(`id,text,n\n${body.join("\n")}\n`);
    expect(raw.rowCount).toBe(50);
    expect(textRows(raw)[10]).toEqual(["10", '"never closed', "10"]);
    expect(listedProblems(raw)).toEqual([[12, "unclosed-quote"]]);
    expect(raw.lineOfRow[49]).toBe(51);
  });

  it("notices a quote that a later row closes by accident", () => {
    const body = Array.from({ length: 50 }, (_, i) => `${i},"text, ${i}",${i}`);
    body[10] = '10,"never closed,10';
    const raw = readText(`id,text,n\n${body.join("\n")}\n`);
    expect(raw.rowCount).toBe(50);
    expect(textRows(raw)[11]).toEqual(["11", "text, 11", "11"]);
    expect(listedProblems(raw)).toEqual([[12, "unclosed-quote"]]);
  });

  it("notices an unclosed quote megabytes before the end", () => {
    const body = Array.from({ length: 150_000 }, (_, i) => `${i},some words of text ${i},${i}`);
    body[1000] = '1000,"never closed,1000';
    const raw = readText(`id,text,n\n${body.join("\n")}\n`);
    expect(raw.rowCount).toBe(150_000);
    expect(listedProblems(raw)).toEqual([[1002, "unclosed-quote"]]);
    expect(raw.lineOfRow[149_999]).toBe(150_001);
  });

  it("keeps cells of many lines, also where a block ends inside one", () => {
    const long = "line of text\n".repeat(30_000);
    const body = Array.from({ length: 12 }, (_, i) => `${i},"${long}",${i}`);
    const raw = readText(`id,text,n\n${body.join("\n")}\n`);
    expect(raw.rowCount).toBe(12);
    expect(cellText(raw.cells[1], 11)).toBe(long);
    expect(raw.lineOfRow[11]).toBe(2 + 11 * 30_001);
    expect(raw.problems).toEqual([]);
  });

  it("keeps quotes that are not doubled as written", () => {
    const raw = readText('id,text\n1,"he said "no" twice"\n2,"x, y"\n');
    expect(textRows(raw)[0]).toEqual(["1", 'he said "no" twice']);
    expect(listedProblems(raw)).toEqual([[2, "stray-quote"]]);
  });

  it("skips blank lines and makes no ghost rows", () => {
    const raw = readText("a,b\n1,2\n\n3,4\n\n  \n");
    expect(raw.rowCount).toBe(2);
    expect(listedProblems(raw)).toEqual([
      [3, "blank-line"],
      [5, "ghost-row"],
      [6, "ghost-row"],
    ]);
    expect(readText("a,b\n1,2\n").problems).toEqual([]);
  });

  it("tells a quoted empty cell of a single column from a blank line", () => {
    const raw = readText('text\nx\n""\n\ny\n');
    expect(textRows(raw)).toEqual([["x"], [""], ["y"]]);
    expect(listedProblems(raw)).toEqual([[4, "blank-line"]]);
  });

  it("names columns without a name and renames repeated ones", () => {
    const raw = readText("id,,score,score,score_2\n1,2,3,4,5\n");
    expect(raw.names).toEqual(["id", "column_2", "score", "score_3", "score_2"]);
    expect(raw.unnamed).toEqual([1]);
    expect(listedProblems(raw)).toEqual([
      [1, "empty-name"],
      [1, "repeated-name"],
    ]);
  });

  it("cleans control characters and line ends out of names", () => {
    expect(readText('"\t\n\u000b start \t\n end ",b\nx,1\n').names).toEqual(["start end", "b"]);
  });

  it("takes a header that is one name short as R writes it", () => {
    const raw = readText("x,y\n1,a,5\n2,b,6\n3,c,7\n");
    expect(raw.names).toEqual(["column_1", "x", "y"]);
    expect(listedProblems(raw)[0]).toEqual([1, "short-header"]);
  });

  it("keeps a NUL and says where it is", () => {
    const raw = readText("a,b,c\n\0,2,3\n");
    expect(textRows(raw)).toEqual([["\0", "2", "3"]]);
    expect(listedProblems(raw)).toEqual([[2, "nul"]]);
  });

  it("reports what stands above the header", () => {
    const raw = readText("Table 1,,\nstate,code,count\nAlabama,AL,7738\nAlaska,AK,1781\n");
    expect(raw.problems[0]).toMatchObject({ line: 1, code: "preamble", repair: "kept out of the table" });
    expect(raw.problems[0].message).toContain("Table 1");
  });

  it("names the line of invalid bytes", () => {
    const data = utf8(`a,b\n${"é,1\n".repeat(20)}x,2\n`);
    data[data.length - 4] = 0xff;
    const raw = readTable(data);
    expect(raw.dialect.encoding).toBe("utf-8");
    expect(listedProblems(raw)).toEqual([[22, "invalid-bytes"]]);
    expect(textRows(raw)[20]).toEqual(["\ufffd", "2"]);
  });

  it("counts every bad line but lists a thousand of a kind", () => {
    const raw = readText(`a,b\n${"1,2\n".repeat(3000)}${"1\n".repeat(2500)}`);
    expect(raw.problemCounts).toEqual({ "short-row": 2500 });
    expect(raw.problems.length).toBe(1000);
  });
});

describe("readTable refuses", () => {
  it.each([
    ["no bytes", "", "empty-file"],
    ["blank lines only", "\n \r\n\n", "empty-file"],
    ["a header only", "title,body,score\n", "header-only"],
    ["HTML", "<!DOCTYPE html>\n<html><body>404</body></html>\n", "not-a-table"],
    ["JSON", '{"rows": [{"a": 1}]}\n', "not-a-table"],
    ["JSON Lines", '{"a": 1}\n{"a": 2}\n', "not-a-table"],
    ["XML", '<?xml version="1.0"?>\n<a/>\n', "not-a-table"],
    ["50 MB in one line", "x".repeat(50_000_000), "line-too-long"],
  ])("%s", (_, text, code) => {
    expect(refusalOf(() => readText(text)).code).toBe(code);
  });

  it("a workbook, with the remedy", () => {
    const { code, message } = refusalOf(() => readTable(Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0])));
    expect(code).toBe("binary-file");
    expect(message).toContain("save the sheet as CSV");
  });

  it("a header only, and says how to open it as data", () => {
    expect(refusalOf(() => readText("kitten,win")).message).toContain('set header to "no"');
    expect(textRows(readText("kitten,win", { header: false }))).toEqual([["kitten", "win"]]);
  });

  it.each([
    [{ delimiter: "" }, /delimiter must be/],
    [{ delimiter: '"' }, /delimiter must be/],
    [{ quote: "x" as "none" }, /quote must be/],
    [{ delimiter: "'", quote: "'" as const }, /must differ/],
    [{ header: 0 }, /header must be/],
    [{ encoding: "utf-99" }, /encoding must be/],
  ])("the option %j", (options, message) => {
    expect(() => readText("a,b\n1,2\n", options)).toThrow(message);
  });
});
