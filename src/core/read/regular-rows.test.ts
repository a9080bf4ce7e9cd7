import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellTexts } from "../table/cells";
import { readTable } from "./read-table";

/** The same text in two encodings: as UTF-8 its rows are taken from the bytes, as UTF-16 every row goes through PapaParse. */
function readBothWays(text: string, options: Parameters<typeof readTable>[1] = {}) {
  const wide = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(wide.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), true);
  return [new TextEncoder().encode(text), wide].map((bytes) => {
    try {
      const { names, unnamed, cells, rowCount, lineOfRow, problems, problemCounts, dialect } = readTable(
        bytes,
        options,
      );
      const { delimiter, quote, headerLine } = dialect;
      const columns = cells.map(cellTexts);
      return { names, unnamed, columns, rowCount, lineOfRow: [...lineOfRow], problems, problemCounts, delimiter, quote, headerLine }; // prettier-ignore
    } catch (thrown) {
      return { code: (thrown as { code?: string }).code, message: (thrown as Error).message };
    }
  });
}

const bare = fc.constantFrom("", "a", "word", "12", "-3.5", "naïve", "日本", "😀", "x y", " a", "a ", "\r", "a\rb", "5\" disk", "'", "it's"); // prettier-ignore
const quoted = fc.constantFrom('""', '"a"', '"a,b"', '"a\nb"', '"a\r\nb"', '"say ""hi"""', '""""', '"é\n\n"', '"a\r"', '"a" ', '"a"b"', '"a', 'a"', '"a;b"'); // prettier-ignore
const cell = fc.oneof({ weight: 4, arbitrary: bare }, { weight: 2, arbitrary: quoted });
const lineEnd = fc.constantFrom("\n", "\r\n");

function textOf(rows: readonly (readonly string[])[], ends: readonly string[], last: string): string {
  return rows.map((cells, i) => cells.join(",") + (ends[i] ?? "\n")).join("") + last;
}

describe("rows taken from the bytes", () => {
  it("are those PapaParse gives, and so are the problems", () => {
    const row = fc.oneof(
      { weight: 8, arbitrary: fc.array(cell, { minLength: 3, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.array(cell, { minLength: 0, maxLength: 5 }) },
    );
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 14 }),
        fc.oneof(fc.array(lineEnd, { maxLength: 14 }), fc.constant([])),
        fc.constantFrom("", "\n", "\n\n", "x,y,z", '"open'),
        fc.boolean(),
        (rows, ends, last, header) => {
          // What a few lines are guessed to be is not the question here.
          const text = `one,two,three\n${"1,2,3\n".repeat(8)}${textOf(rows, ends, last)}`;
          const [bytes, papa] = readBothWays(text, { delimiter: ",", quote: '"', header });
          expect(bytes).toEqual(papa);
        },
      ),
      { numRuns: 800 },
    );
  });

  it("stay the same over many blocks, with rows that need mending between", () => {
    const long = "the quick brown fox, jumps over the lazy dog. ".repeat(8);
    const lines = Array.from({ length: 9000 }, (_, i) => {
      if (i % 1500 === 700) return `${i},"stray "quote" here",x`;
      if (i % 2000 === 900) return "";
      if (i % 2500 === 1100) return `${i},short`;
      return `${i},"${i % 3 === 0 ? `say ""${i}"" 日本\n` : ""}${long}",${i % 7}`;
    });
    const [bytes, papa] = readBothWays(`id,text,digit\n${lines.join("\n")}\n\n`);
    expect(bytes).toEqual(papa);
    expect(bytes.rowCount).toBe(lines.filter((line) => line !== "").length);
  });

  it.each(["\t", ";", "|"])("knows the delimiter %j", (delimiter) => {
    const rows = Array.from({ length: 20 }, (_, i) => [`k${i}`, `"a${delimiter}b ""${i}"""`, `${i}.5`].join(delimiter));
    const [bytes, papa] = readBothWays(`${["key", "text", "number"].join(delimiter)}\r\n${rows.join("\r\n")}\r\n`);
    expect(bytes).toEqual(papa);
    expect(bytes).toMatchObject({ delimiter, rowCount: 20 });
  });
});
