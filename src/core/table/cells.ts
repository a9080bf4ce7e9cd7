import { CellsBuilder } from "./cells-builder";
import type { Cells } from "./table";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Below this length, building an ASCII string by hand beats the call into the decoder. */
const SHORT = 48;
/** By length: changing that of an array costs more than filling it. */
const codesOf = Array.from({ length: SHORT + 1 }, (_, length) => Array.from({ length }, () => 0));

export function cellCount(cells: Cells): number {
  return cells.offsets.length - 1;
}

/** The text of one cell. `row` from 0 to one less than the number of cells; outside that the text is empty. */
export function cellText(cells: Cells, row: number): string {
  return textOf(cells.bytes, cells.offsets[row], cells.offsets[row + 1]);
}

/** `bytes[from .. to)` as text. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  const length = to - from;
  if (!(length > 0)) return "";
  if (length > SHORT) return decode(bytes, from, to);
  const codes = codesOf[length];
  for (let i = 0; i < length; i++) {
    const byte = bytes[from + i];
    if (byte >= 0x80) return decode(bytes, from, to);
    codes[i] = byte;
  }
  return String.fromCharCode.apply(null, codes);
}

/** The decoder refuses shared memory, so from there the bytes are copied first. */
function decode(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.buffer instanceof ArrayBuffer ? bytes.subarray(from, to) : bytes.slice(from, to));
}

/** Every cell as a string, in order. For small columns and tests: a string costs far more than its bytes. */
export function cellTexts(cells: Cells): string[] {
  return Array.from({ length: cellCount(cells) }, (_, row) => cellText(cells, row));
}

/** @example cellTexts(cellsFromStrings(["a", ""])) // ["a", ""] */
export function cellsFromStrings(texts: Iterable<string>): Cells {
  const builder = new CellsBuilder();
  for (const text of texts) builder.append(text);
  return builder.finish();
}

/** Rows `from` up to but not including `to`, copied, so that the result can be moved to another worker. */
export function sliceCells(cells: Cells, from: number, to: number): Cells {
  const start = cells.offsets[from];
  return {
    bytes: cells.bytes.slice(start, cells.offsets[to]),
    offsets: cells.offsets.slice(from, to + 1).map((offset) => offset - start),
  };
}

/** The given rows, in the given order, repeats allowed. */
export function takeCells(cells: Cells, rows: ArrayLike<number>): Cells {
  let size = 0;
  for (let i = 0; i < rows.length; i++) size += cells.offsets[rows[i] + 1] - cells.offsets[rows[i]];
  const builder = new CellsBuilder(rows.length, size);
  for (let i = 0; i < rows.length; i++)
    builder.appendBytes(cells.bytes, cells.offsets[rows[i]], cells.offsets[rows[i] + 1]);
  return builder.finish();
}

/** One column under another. */
export function concatCells(parts: readonly Cells[]): Cells {
  const rows = parts.reduce((sum, part) => sum + cellCount(part), 0);
  const bytes = parts.reduce((sum, part) => sum + part.offsets[part.offsets.length - 1] - part.offsets[0], 0);
  const builder = new CellsBuilder(rows, bytes);
  for (const part of parts) builder.appendCells(part);
  return builder.finish();
}

/** Whether two cells hold the same bytes. */
export function cellsEqual(a: Cells, rowA: number, b: Cells, rowB: number): boolean {
  const startA = a.offsets[rowA];
  const startB = b.offsets[rowB];
  const length = a.offsets[rowA + 1] - startA;
  if (b.offsets[rowB + 1] - startB !== length) return false;
  for (let i = 0; i < length; i++) if (a.bytes[startA + i] !== b.bytes[startB + i]) return false;
  return true;
}

/**
 * 32-bit hash of a cell's bytes: MurmurHash3 (Appleby 2011), four bytes at a time. Equal cells have equal hashes; the
 * reverse needs {@link cellsEqual}.
 */
export function cellHash(cells: Cells, row: number): number {
  const { bytes, offsets } = cells;
  const start = offsets[row];
  const end = offsets[row + 1];
  let hash = 0;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    let word = bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    word = Math.imul(word, 0xcc9e2d51);
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    hash ^= word;
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let shift = 0; i < end; i++, shift += 8) tail |= bytes[i] << shift;
  tail = Math.imul(tail, 0xcc9e2d51);
  hash ^= Math.imul((tail << 15) | (tail >>> 17), 0x1b873593);
  hash ^= end - start;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
