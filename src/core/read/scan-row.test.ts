import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RowSyntax } from "./dialect";
import { papaRows } from "./papa-rows";
import { scanRow } from "./scan-row";

const comma: RowSyntax = { delimiter: ",", quote: '"', newline: "\n", skipInitialSpace: false };

const scanAll = (text: string, syntax: RowSyntax): { rows: string[][]; consumed: number } => {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row = scanRow(text, at, syntax);
    if (row.open) break;
    rows.push(row.cells.length === 0 ? [""] : row.cells);
    at = row.end;
  }
  return { rows, consumed: at };
};

describe("scanRow", () => {
  it.each([
    ["a,b\n", ["a", "b"]],
    ["a,b\r\n", ["a", "b"]],
    ["\n", []],
    ["\r\n", []],
    ['""\n', [""]],
    [",\n", ["", ""]],
    ['"a,b","say ""x"""\n', ["a,b", 'say "x"']],
    ['"two\nlines",2\n', ["two\nlines", "2"]],
    ['"a\r"\r\n', ["a\r"]],
    ['"a"  ,b\n', ["a", "b"]],
    ['a "b",c\n', ['a "b"', "c"]],
    ['"x" y,c\n"d",e\n', ['x" y,c\n"d', "e"]],
  ])("reads %j as %j", (text, cells) => {
    expect(scanRow(text, 0, comma).cells).toEqual(cells);
  });

  it("says where a quote is left open, and reads past it when told to take it as text", () => {
    const text = 'a,"b,c\nd,e,f\n';
    expect(scanRow(text, 0, comma)).toMatchObject({ open: true, oddQuote: 2 });
    expect(scanRow(text, 0, comma, [2])).toMatchObject({ cells: ["a", '"b', "c"], open: false, end: 7 });
  });

  it("takes spaces before an opening quote only when told to", () => {
    expect(scanRow('a, "b,c"\n', 0, comma).cells).toEqual(["a", ' "b', 'c"']);
    expect(scanRow('a, "b,c", d\n', 0, { ...comma, skipInitialSpace: true }).cells).toEqual(["a", "b,c", " d"]);
  });

  it("ends rows at CR in files that do, and keeps LF inside cells", () => {
    expect(scanRow("a,b\nc\rd", 0, { ...comma, newline: "\r" })).toMatchObject({ cells: ["a", "b\nc"], end: 6 });
  });

  it("agrees with PapaParse on any lines, well-formed or not", () => {
    const piece = fc.constantFrom("a", "b", " ", ",", ",", ";", '"', '"', '""', ',"', '",', '"\n', "\n", "\n", "é");
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => `${pieces.join("")}\n`);
    const delimiter = fc.constantFrom(",", ";", "\t", "||");
    fc.assert(
      fc.property(text, delimiter, fc.constantFrom("\n", "\r") as fc.Arbitrary<"\n" | "\r">, (lines, by, newline) => {
        const syntax = { ...comma, delimiter: by, newline };
        const input = lines.replaceAll("\n", newline).replaceAll(",", by);
        const papa = papaRows(input, syntax);
        const own = scanAll(input, syntax);
        expect(own.rows).toEqual(papa.rows);
        expect(own.consumed).toBe(papa.consumed);
      }),
      { numRuns: 2000 },
    );
  });

  it("agrees with PapaParse where quotes are ordinary text", () => {
    const text = fc
      .array(fc.constantFrom("a", ",", '"', "\n", " "), { maxLength: 30 })
      .map((pieces) => `${pieces.join("")}\n`);
    fc.assert(
      fc.property(text, (lines) => {
        const syntax: RowSyntax = { ...comma, quote: "none" };
        expect(scanAll(lines, syntax).rows).toEqual(papaRows(lines, syntax).rows);
      }),
    );
  });
});
