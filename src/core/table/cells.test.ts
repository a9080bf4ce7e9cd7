import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cellCount,
  cellHash,
  cellText,
  cellTexts,
  cellsEqual,
  cellsFromStrings,
  concatCells,
  sliceCells,
  takeCells,
} from "./cells";
import { CellsBuilder } from "./cells-builder";

const texts = fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary", maxLength: 200 })));

describe("cells", () => {
  it("hold no cell, an empty cell and every width of UTF-8", () => {
    expect(cellTexts(cellsFromStrings([]))).toEqual([]);
    const cells = cellsFromStrings(["", "a", "é", "€", "😀", "\0"]);
    expect(cellTexts(cells)).toEqual(["", "a", "é", "€", "😀", "\0"]);
    expect([...cells.offsets]).toEqual([0, 0, 1, 3, 6, 10, 11]);
    expect(cells.bytes.length).toBe(11);
  });

  it("are the same in memory that is asked for, which is not copied to be of their size", () => {
    fc.assert(
      fc.property(texts, fc.nat(50), fc.nat(500), (given, rows, bytes) => {
        const asked: ArrayBufferLike[] = [];
        const builder = new CellsBuilder(rows, bytes, (size) => {
          asked.push(new SharedArrayBuffer(size));
          return asked.at(-1)!;
        });
        for (const text of given) builder.append(text);
        const cells = builder.finish();
        const plain = cellsFromStrings(given);
        expect(cells.bytes).toEqual(plain.bytes);
        expect(cells.offsets).toEqual(plain.offsets);
        expect(asked).toContain(cells.bytes.buffer);
        expect(asked).toContain(cells.offsets.buffer);
      }),
    );
    const roomy = new CellsBuilder(10, 1000, (size) => new SharedArrayBuffer(size));
    for (let row = 0; row < 10; row++) roomy.append("x".repeat(100));
    expect(roomy.finish().bytes.buffer.byteLength).toBe(1300);
  });

  it("give an empty text outside the rows", () => {
    expect(cellText(cellsFromStrings(["a"]), 5)).toBe("");
  });

  it("write a lone surrogate as U+FFFD, short or long", () => {
    expect(cellText(cellsFromStrings(["a\ud800b"]), 0)).toBe("a\ufffdb");
    const long = "x".repeat(100);
    expect(cellText(cellsFromStrings([`${long}\udc00`]), 0)).toBe(`${long}\ufffd`);
  });

  it("keep a byte order mark inside a cell", () => {
    expect(cellText(cellsFromStrings(["\ufeffé"]), 0)).toBe("\ufeffé");
  });

  it("read back what was written, with the encoder's bytes", () => {
    fc.assert(
      fc.property(texts, (values) => {
        const cells = cellsFromStrings(values);
        expect(cellTexts(cells)).toEqual(values);
        expect(cells.bytes).toEqual(new TextEncoder().encode(values.join("")));
      }),
    );
  });

  it("slice, take and join as arrays do", () => {
    fc.assert(
      fc.property(texts, texts, fc.nat(), fc.nat(), (a, b, x, y) => {
        const cells = cellsFromStrings(a);
        const [from, to] = [x % (a.length + 1), y % (a.length + 1)].toSorted((p, q) => p - q);
        expect(cellTexts(sliceCells(cells, from, to))).toEqual(a.slice(from, to));
        expect(cellTexts(concatCells([sliceCells(cells, from, to), cellsFromStrings(b)]))).toEqual([
          ...a.slice(from, to),
          ...b,
        ]);
        const rows = a.length === 0 ? [] : [a.length - 1, 0, x % a.length, 0];
        expect(cellTexts(takeCells(cells, rows))).toEqual(rows.map((row) => a[row]));
      }),
    );
  });

  it("are equal exactly when their texts are, and then hash alike", () => {
    const cells = cellsFromStrings(["ab", "ab", "ba", "", "abc"]);
    for (let i = 0; i < cellCount(cells); i++) {
      for (let j = 0; j < cellCount(cells); j++) {
        const equal = cellText(cells, i) === cellText(cells, j);
        expect(cellsEqual(cells, i, cells, j)).toBe(equal);
        expect(cellHash(cells, i) === cellHash(cells, j)).toBe(equal);
      }
    }
  });

  it("spread hashes over all 32 bits", () => {
    const cells = cellsFromStrings(Array.from({ length: 4096 }, (_, i) => `user${i}`));
    const buckets = new Uint16Array(256);
    for (let row = 0; row < 4096; row++) buckets[cellHash(cells, row) >>> 24]++;
    expect(Math.max(...buckets)).toBeLessThan(45); // mean 16; Poisson makes 45 a one in 10^8 event
    expect(Math.min(...buckets)).toBeGreaterThan(0);
  });
});

describe("CellsBuilder", () => {
  it("grows past its hints and finishes in arrays of exactly its size", () => {
    const builder = new CellsBuilder(1, 1);
    for (let i = 0; i < 1000; i++) builder.append(`cell ${i}`);
    const cells = builder.finish();
    expect(cells.offsets.length).toBe(1001);
    expect(cells.bytes.length).toBe(cells.offsets[1000]);
    expect(cellText(cells, 999)).toBe("cell 999");
  });
});
