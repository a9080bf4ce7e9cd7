import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeCsv } from "../csv/write-csv";
import { isAbort } from "../errors";
import { cellText } from "../table/cells";
import { readText, textRows, utf8 } from "../../testing/read-text";
import { rowsOfRaw } from "./raw-table";
import { previewTable, readTable } from "./read-table";

describe("readTable", () => {
  it("reads a plain file and says how", () => {
    const raw = readText("id,title,score\n1,a,5\n2,b,7\n");
    expect(raw.names).toEqual(["id", "title", "score"]);
    expect(textRows(raw)).toEqual([
      ["1", "a", "5"],
      ["2", "b", "7"],
    ]);
    expect([...raw.lineOfRow]).toEqual([2, 3]);
    expect(raw.problems).toEqual([]);
    expect(raw.complete).toBe(true);
    expect(raw.dialect).toMatchObject({
      encoding: "utf-8",
      delimiter: ",",
      quote: '"',
      newline: "\n",
      headerLine: 1,
      compression: "none",
    });
    for (const reason of Object.values(raw.dialect.reasons)) expect(reason).not.toBe("");
  });

  it("opens one data row", () => {
    expect(textRows(readText("a,b\n1,2"))).toEqual([["1", "2"]]);
    expect(textRows(readText("1,2,3\n"))).toEqual([["1", "2", "3"]]);
  });

  it("keeps line ends inside cells as they are and knows the line of every row", () => {
    const raw = readText('id,text\r\n1,"a\nb\r\nc\rd"\r\n2,"x\r"\r\n3,y\r\n');
    expect(textRows(raw)).toEqual([
      ["1", "a\nb\r\nc\rd"],
      ["2", "x\r"],
      ["3", "y"],
    ]);
    expect([...raw.lineOfRow]).toEqual([2, 5, 6]);
  });

  it("reads CR-only files", () => {
    const raw = readText('a,b,c\r1,2,3\r"Once upon \ra time",5,6\r');
    expect(textRows(raw)).toEqual([
      ["1", "2", "3"],
      ["Once upon \ra time", "5", "6"],
    ]);
    expect([...raw.lineOfRow]).toEqual([2, 3]);
  });

  it("reads files that mix LF and CRLF", () => {
    expect(textRows(readText("a,b\r\n1,2\n3,4\r\n"))).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  it("does not put a byte order mark into the first name", () => {
    for (const data of [
      utf8("\ufeffa,b\n1,2\n"),
      Uint8Array.from([0xff, 0xfe, ...[..."a,b\n1,2\n"].flatMap((c) => [c.charCodeAt(0), 0])]),
    ]) {
      const raw = readTable(data);
      expect(raw.names).toEqual(["a", "b"]);
      expect(raw.dialect.bom).toBe(true);
    }
  });

  it("reads gzip", () => {
    const raw = readTable(gzipSync("a,b\n1,2\n"));
    expect(textRows(raw)).toEqual([["1", "2"]]);
    expect(raw.dialect.compression).toBe("gzip");
  });

  it("reports progress in bytes and stops when told to", () => {
    const data = utf8(`a,b\n${"1,2\n".repeat(600_000)}`);
    const done: number[] = [];
    readTable(data, {}, { onProgress: (progress) => done.push(progress.done) });
    expect(done.at(-1)).toBe(data.length);
    expect(done.length).toBeGreaterThan(1);
    const controller = new AbortController();
    expect(() => {
      try {
        readTable(data, {}, { signal: controller.signal, onProgress: () => controller.abort() });
      } catch (thrown) {
        expect(isAbort(thrown)).toBe(true);
        throw thrown;
      }
    }).toThrow();
  });
});

describe("readTable reads back what was written", () => {
  const cell = fc
    .array(fc.constantFrom("a", "é", "😀", '"', "'", ",", ";", "\t", "|", " ", "0", "-", "\n", "\r\n", "\r"), {
      maxLength: 6,
    })
    .map((parts) => parts.join(""));
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    );
  const header = (width: number): string[] => Array.from({ length: width }, (_, i) => `name ${i + 1}`);
  // The header's line is set, not only that there is one: texts that happen to stand above columns of numbers are what
  // a second line of titles looks like, and no guess can tell them apart.
  const headerLine = 1;

  it("with any delimiter and either line end", () => {
    const options = {
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      newline: fc.constantFrom("\r\n", "\n") as fc.Arbitrary<"\r\n" | "\n">,
    };
    fc.assert(
      fc.property(table, fc.record(options), (written, { delimiter, newline }) => {
        const text = writeCsv(header(written[0].length), written, { delimiter, newline, guardFormulas: false });
        const raw = readText(text, { delimiter, quote: '"', header: headerLine });
        expect(textRows(raw)).toEqual(written);
        expect(raw.names).toEqual(header(written[0].length));
        expect(raw.problems).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("with every cell in single quotes, and with CR between rows", () => {
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r"), (written, newline) => {
        const clean = written.map((row) => row.map((text) => (newline === "\r" ? text.replaceAll("\n", "") : text)));
        const line = (row: readonly string[]): string =>
          row.map((text) => `'${text.replaceAll("'", "''")}'`).join(",") + newline;
        const raw = readText([header(written[0].length), ...clean].map(line).join(""), {
          delimiter: ",",
          quote: "'",
          header: headerLine,
        });
        expect(textRows(raw)).toEqual(clean);
      }),
      { numRuns: 500 },
    );
  });

  it("with everything guessed, when there are numbers under names", () => {
    const words = fc
      .array(fc.constantFrom("the", "cat", "sat", "on, well,", 'a "mat"', "today;", "and\nthen", "it's"), {
        minLength: 1,
        maxLength: 8,
      })
      .map((parts) => parts.join(" "));
    const row = fc.tuple(fc.integer({ min: 0, max: 9999 }), words, fc.integer({ min: -99, max: 99 }));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 6, maxLength: 40 }),
        fc.constantFrom(",", ";", "\t"),
        (written, delimiter) => {
          const body = written.map((cells) => cells.map(String));
          const raw = readText(writeCsv(["id", "text", "score"], body, { delimiter, guardFormulas: false }));
          expect(raw.dialect.delimiter).toBe(delimiter);
          expect(textRows(raw)).toEqual(body);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("previewTable", () => {
  it("equals the whole reading of a small file", () => {
    const data = utf8("a,b\n1,2\n3,4\n");
    expect(previewTable(data)).toEqual(readTable(data));
  });

  it("reads the beginning of a large file and leaves out the row it cuts", () => {
    const data = utf8(`id,text\n${Array.from({ length: 30_000 }, (_, i) => `${i},"two\nlines ${i}"`).join("\n")}\n`);
    const raw = previewTable(data, {}, 1e9);
    expect(raw.complete).toBe(false);
    expect(raw.rowCount).toBeGreaterThan(5000);
    expect(raw.problems).toEqual([]);
    expect(cellText(raw.cells[1], raw.rowCount - 1)).toBe(`two\nlines ${raw.rowCount - 1}`);
    expect(previewTable(data, {}, 10).rowCount).toBe(10);
  });

  it("unpacks no more of a gzip file than it needs", () => {
    const raw = previewTable(gzipSync(`a,b\n${"1,2\n".repeat(2_000_000)}`), {}, 20);
    expect(raw.rowCount).toBe(20);
    expect(raw.complete).toBe(false);
  });
});

describe("rowsOfRaw", () => {
  it("gives records of texts, clipped to the rows there are", () => {
    const raw = readText("a,b\n1,2\n3,4\n");
    expect(rowsOfRaw(raw, 1, 9)).toEqual([{ a: "3", b: "4" }]);
    expect(rowsOfRaw(raw, -5, 1)).toEqual([{ a: "1", b: "2" }]);
    expect(rowsOfRaw(raw, 5, 2)).toEqual([]);
  });
});
