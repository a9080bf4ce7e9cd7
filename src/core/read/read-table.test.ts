import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeCsv } from "../csv/write-csv";
import { isAbort, isDataError } from "../errors";
import { cellText } from "../table/cells";
import type { DialectOptions } from "./dialect";
import type { ProblemCode } from "./problems";
import { type RawTable, rowsOfRaw } from "./raw-table";
import { previewTable, readTable } from "./read-table";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, options: Partial<DialectOptions> = {}): RawTable => readTable(utf8(text), options);
const rows = (raw: RawTable): string[][] =>
  Array.from({ length: raw.rowCount }, (_, row) => raw.cells.map((cells) => cellText(cells, row)));
const listed = (raw: RawTable): [number, ProblemCode][] => raw.problems.map(({ line, code }) => [line, code]);
const refusal = (run: () => unknown): { code: string; message: string } => {
  try {
    run();
  } catch (thrown) {
    if (isDataError(thrown)) return { code: thrown.code, message: thrown.message };
    throw thrown;
  }
  return { code: "none", message: "" };
};

describe("readTable", () => {
  it("reads a plain file and says how", () => {
    const raw = read("id,title,score\n1,a,5\n2,b,7\n");
    expect(raw.names).toEqual(["id", "title", "score"]);
    expect(rows(raw)).toEqual([
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
    expect(rows(read("a,b\n1,2"))).toEqual([["1", "2"]]);
    expect(rows(read("1,2,3\n"))).toEqual([["1", "2", "3"]]);
  });

  it("keeps line ends inside cells as they are and knows the line of every row", () => {
    const raw = read('id,text\r\n1,"a\nb\r\nc\rd"\r\n2,"x\r"\r\n3,y\r\n');
    expect(rows(raw)).toEqual([
      ["1", "a\nb\r\nc\rd"],
      ["2", "x\r"],
      ["3", "y"],
    ]);
    expect([...raw.lineOfRow]).toEqual([2, 5, 6]);
  });

  it("reads CR-only files", () => {
    const raw = read('a,b,c\r1,2,3\r"Once upon \ra time",5,6\r');
    expect(rows(raw)).toEqual([
      ["1", "2", "3"],
      ["Once upon \ra time", "5", "6"],
    ]);
    expect([...raw.lineOfRow]).toEqual([2, 3]);
  });

  it("reads files that mix LF and CRLF", () => {
    expect(rows(read("a,b\r\n1,2\n3,4\r\n"))).toEqual([
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
    expect(rows(raw)).toEqual([["1", "2"]]);
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

describe("readTable guesses", () => {
  it.each([
    ["a;b\n1,5;2,5\n3,5;4,5\n", ";"],
    ["1,5;2,5\n3,5;4,5\n5,5;6,5\n", ";"],
    ["a\tb\n1\t2\n", "\t"],
    ["a|b|c\n1|x, y|3\n4|z, w, v|6\n", "|"],
    ['name,text\nx,"a; b; c"\ny,"d; e"\nz,"f"\n', ","],
  ])("the delimiter of %j", (text, delimiter) => {
    expect(read(text).dialect.delimiter).toBe(delimiter);
  });

  it("one column where no delimiter fits", () => {
    const raw = read("text\nWell, yes\nNo\nIt was, in a way, good, I think\nmaybe\nperhaps, or not, or so\n");
    expect(raw.names).toEqual(["text"]);
    expect(rows(raw)[2]).toEqual(["It was, in a way, good, I think"]);
  });

  it("literal quotes by cells that did not need them", () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `${i}.json\ttrue\t${i % 4 ? "plain words" : i % 8 ? '"quoted" words' : '"all quoted"'}\t${i % 5}`,
    );
    const raw = read(`${lines.join("\n")}\n`);
    expect(raw.dialect).toMatchObject({ delimiter: "\t", quote: "none", headerLine: null });
    expect(raw.rowCount).toBe(40);
    expect(rows(raw)[0][2]).toBe('"all quoted"');
    expect(rows(raw)[4][2]).toBe('"quoted" words');
  });

  it("quotes around whole columns, single quotes, and none", () => {
    expect(read('a,b\n"1","2"\n').dialect.quote).toBe('"');
    const single = read("a,b\n1,'x, y'\n2,'z, w'\n3,'u'\n");
    expect(single.dialect.quote).toBe("'");
    expect(rows(single)[0]).toEqual(["1", "x, y"]);
    expect(read("a,b\n1,'tis\n2,o'clock\n").dialect.quote).toBe('"');
  });

  it("spaces before an opening quote", () => {
    const raw = read(
      'date, temperature, place\n2011-01-01, 0,\n2011-01-02, -1,Galway\n2011-01-03, "6,000,000",Galway\n',
    );
    expect(raw.names).toEqual(["date", "temperature", "place"]);
    expect(rows(raw)).toEqual([
      ["2011-01-01", " 0", ""],
      ["2011-01-02", " -1", "Galway"],
      ["2011-01-03", "6,000,000", "Galway"],
    ]);
  });

  it.each([
    ["names above numbers", "a,b\n1,2\n3,4\n", 1],
    ["numbers above numbers", "1,2\n3,4\n", null],
    ["a value that occurs again", `${"foo\n".repeat(20)}`, null],
    ["usual names above texts", "title,body\nx,y\nz,w\n", 1],
    ["years in order", 'Year,2000,2001,2002\nTimber,"2,666","2,274","1,877"\nSteel,498,853,490\n', 1],
    ["a first row longer than names are", `${"word ".repeat(20)}\n${"other ".repeat(20)}\n`, null],
    [
      "titles above the header",
      "Table 1,,\n,,\nstate,code,count\nAlabama,AL,7738\nAlaska,AK,1781\nArizona,AZ,18588\n",
      3,
    ],
    ["blank lines above the header", "\n\n\na,b\n1,2\n", 4],
    ["two rows of titles", ",prov,prov,prov\n,Groningen,Friesland,Drenthe\nx,1,2,3\ny,4,5,6\nz,7,8,9\n", 2],
  ])("the header: %s", (_, text, headerLine) => {
    expect(read(text).dialect.headerLine).toBe(headerLine);
  });

  it("nothing that was set", () => {
    const text = "x;y\n1,5;2\n";
    const raw = read(text, { delimiter: ",", header: false, quote: "none", encoding: "latin1" });
    expect(rows(raw)).toEqual([
      ["x;y", ""],
      ["1", "5;2"],
    ]);
    expect(raw.names).toEqual(["column_1", "column_2"]);
    expect(raw.dialect.reasons).toEqual({ encoding: "as set", delimiter: "as set", quote: "as set", header: "as set" });
    expect(read("1,2\n3,4\n", { header: true }).names).toEqual(["1", "2"]);
    expect(read("t\nx,y\n1,2\n", { header: 2 }).names).toEqual(["x", "y"]);
  });
});

describe("readTable mends and reports", () => {
  it("pads short rows and joins what is too long, losing nothing", () => {
    const raw = read("a,b,c\n1,27,,I'm too long!\n,short\n0,mixed,17\n9,9,9,,\n");
    expect(rows(raw)).toEqual([
      ["1", "27", ",I'm too long!"],
      ["", "short", ""],
      ["0", "mixed", "17"],
      ["9", "9", "9"],
    ]);
    expect(listed(raw)).toEqual([
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
    const raw = read(`id,text,n\n${body.join("\n")}\n`);
    expect(raw.rowCount).toBe(50);
    expect(rows(raw)[10]).toEqual(["10", '"never closed', "10"]);
    expect(listed(raw)).toEqual([[12, "unclosed-quote"]]);
    expect(raw.lineOfRow[49]).toBe(51);
  });

  it("notices a quote that a later row closes by accident", () => {
    const body = Array.from({ length: 50 }, (_, i) => `${i},"text, ${i}",${i}`);
    body[10] = '10,"never closed,10';
    const raw = read(`id,text,n\n${body.join("\n")}\n`);
    expect(raw.rowCount).toBe(50);
    expect(rows(raw)[11]).toEqual(["11", "text, 11", "11"]);
    expect(listed(raw)).toEqual([[12, "unclosed-quote"]]);
  });

  it("notices an unclosed quote megabytes before the end", () => {
    const body = Array.from({ length: 150_000 }, (_, i) => `${i},some words of text ${i},${i}`);
    body[1000] = '1000,"never closed,1000';
    const raw = read(`id,text,n\n${body.join("\n")}\n`);
    expect(raw.rowCount).toBe(150_000);
    expect(listed(raw)).toEqual([[1002, "unclosed-quote"]]);
    expect(raw.lineOfRow[149_999]).toBe(150_001);
  });

  it("keeps cells of many lines, also where a block ends inside one", () => {
    const long = "line of text\n".repeat(30_000);
    const body = Array.from({ length: 12 }, (_, i) => `${i},"${long}",${i}`);
    const raw = read(`id,text,n\n${body.join("\n")}\n`);
    expect(raw.rowCount).toBe(12);
    expect(cellText(raw.cells[1], 11)).toBe(long);
    expect(raw.lineOfRow[11]).toBe(2 + 11 * 30_001);
    expect(raw.problems).toEqual([]);
  });

  it("keeps quotes that are not doubled as written", () => {
    const raw = read('id,text\n1,"he said "no" twice"\n2,"x, y"\n');
    expect(rows(raw)[0]).toEqual(["1", 'he said "no" twice']);
    expect(listed(raw)).toEqual([[2, "stray-quote"]]);
  });

  it("skips blank lines and makes no ghost rows", () => {
    const raw = read("a,b\n1,2\n\n3,4\n\n  \n");
    expect(raw.rowCount).toBe(2);
    expect(listed(raw)).toEqual([
      [3, "blank-line"],
      [5, "ghost-row"],
      [6, "ghost-row"],
    ]);
    expect(read("a,b\n1,2\n").problems).toEqual([]);
  });

  it("tells a quoted empty cell of a single column from a blank line", () => {
    const raw = read('text\nx\n""\n\ny\n');
    expect(rows(raw)).toEqual([["x"], [""], ["y"]]);
    expect(listed(raw)).toEqual([[4, "blank-line"]]);
  });

  it("names columns without a name and renames repeated ones", () => {
    const raw = read("id,,score,score,score_2\n1,2,3,4,5\n");
    expect(raw.names).toEqual(["id", "column_2", "score", "score_3", "score_2"]);
    expect(raw.unnamed).toEqual([1]);
    expect(listed(raw)).toEqual([
      [1, "empty-name"],
      [1, "repeated-name"],
    ]);
  });

  it("cleans control characters and line ends out of names", () => {
    expect(read('"\t\n\u000b start \t\n end ",b\nx,1\n').names).toEqual(["start end", "b"]);
  });

  it("takes a header that is one name short as R writes it", () => {
    const raw = read("x,y\n1,a,5\n2,b,6\n3,c,7\n");
    expect(raw.names).toEqual(["column_1", "x", "y"]);
    expect(listed(raw)[0]).toEqual([1, "short-header"]);
  });

  it("keeps a NUL and says where it is", () => {
    const raw = read("a,b,c\n\0,2,3\n");
    expect(rows(raw)).toEqual([["\0", "2", "3"]]);
    expect(listed(raw)).toEqual([[2, "nul"]]);
  });

  it("reports what stands above the header", () => {
    const raw = read("Table 1,,\nstate,code,count\nAlabama,AL,7738\nAlaska,AK,1781\n");
    expect(raw.problems[0]).toMatchObject({ line: 1, code: "preamble", repair: "kept out of the table" });
    expect(raw.problems[0].message).toContain("Table 1");
  });

  it("names the line of invalid bytes", () => {
    const data = utf8(`a,b\n${"é,1\n".repeat(20)}x,2\n`);
    data[data.length - 4] = 0xff;
    const raw = readTable(data);
    expect(raw.dialect.encoding).toBe("utf-8");
    expect(listed(raw)).toEqual([[22, "invalid-bytes"]]);
    expect(rows(raw)[20]).toEqual(["\ufffd", "2"]);
  });

  it("counts every bad line but lists a thousand of a kind", () => {
    const raw = read(`a,b\n${"1,2\n".repeat(3000)}${"1\n".repeat(2500)}`);
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
    expect(refusal(() => read(text)).code).toBe(code);
  });

  it("a workbook, with the remedy", () => {
    const { code, message } = refusal(() => readTable(Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0])));
    expect(code).toBe("binary-file");
    expect(message).toContain("save the sheet as CSV");
  });

  it("a header only, and says how to open it as data", () => {
    expect(refusal(() => read("kitten,win")).message).toContain('set header to "no"');
    expect(rows(read("kitten,win", { header: false }))).toEqual([["kitten", "win"]]);
  });

  it.each([
    [{ delimiter: "" }, /delimiter must be/],
    [{ delimiter: '"' }, /delimiter must be/],
    [{ quote: "x" as "none" }, /quote must be/],
    [{ delimiter: "'", quote: "'" as const }, /must differ/],
    [{ header: 0 }, /header must be/],
    [{ encoding: "utf-99" }, /encoding must be/],
  ])("the option %j", (options, message) => {
    expect(() => read("a,b\n1,2\n", options)).toThrow(message);
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

  it("with any delimiter and either line end", () => {
    const options = {
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      newline: fc.constantFrom("\r\n", "\n") as fc.Arbitrary<"\r\n" | "\n">,
    };
    fc.assert(
      fc.property(table, fc.record(options), (written, { delimiter, newline }) => {
        const text = writeCsv(header(written[0].length), written, { delimiter, newline, guardFormulas: false });
        const raw = read(text, { delimiter, quote: '"', header: true });
        expect(rows(raw)).toEqual(written);
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
        const raw = read([header(written[0].length), ...clean].map(line).join(""), {
          delimiter: ",",
          quote: "'",
          header: true,
        });
        expect(rows(raw)).toEqual(clean);
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
          const raw = read(writeCsv(["id", "text", "score"], body, { delimiter, guardFormulas: false }));
          expect(raw.dialect.delimiter).toBe(delimiter);
          expect(rows(raw)).toEqual(body);
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
    const raw = read("a,b\n1,2\n3,4\n");
    expect(rowsOfRaw(raw, 1, 9)).toEqual([{ a: "3", b: "4" }]);
    expect(rowsOfRaw(raw, -5, 1)).toEqual([{ a: "1", b: "2" }]);
    expect(rowsOfRaw(raw, 5, 2)).toEqual([]);
  });
});
