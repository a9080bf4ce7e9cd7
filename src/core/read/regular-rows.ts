import type { RowSyntax } from "./dialect";

/** Takes the rows of a file that are written by the book; the others are for {@link parseRows} to look at. */
export interface RegularRows {
  /**
   * Takes rows of `bytes[from .. to)` from the first on. Stops before a row that is not by the book, or that does not end before
   * `to`. `line` is that of the first row; `lines` are those taken.
   */
  take(from: number, to: number, line: number): { readonly end: number; readonly lines: number };
}

/** A row as it lies in the bytes: cell `i` is `bytes[starts[i] .. ends[i])`, its quotes taken off. */
export interface RowSpan {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** 1 where quotes inside the cell are written twice */
  readonly doubled: Uint8Array;
}

const LF = 10;
const CR = 13;
const NONE = -1;

/** Whether rows in this syntax can be told by single bytes of UTF-8. A table of one column has rows that look blank. */
export function hasByteSyntax({ delimiter, newline, skipInitialSpace }: RowSyntax, width: number): boolean {
  return delimiter.length === 1 && delimiter.charCodeAt(0) < 0x80 && newline !== "\r" && !skipInitialSpace && width > 1;
}

/**
 * Splits UTF-8 bytes into rows of `width` cells without making a string. By the book is a row whose every cell is either bare and
 * without quotes, or quoted from end to end with the quotes inside doubled: there PapaParse, `scanRow` and this agree
 * (tested). O(bytes); cells in quotes are passed at the speed of `indexOf`.
 */
export function makeRegularRows(
  bytes: Uint8Array,
  { delimiter, quote }: RowSyntax,
  width: number,
  emit: (row: RowSpan, line: number) => void,
): RegularRows {
  const stop = delimiter.charCodeAt(0);
  const mark = quote === "none" ? NONE : quote.charCodeAt(0);
  const row: RowSpan = {
    starts: new Uint32Array(width),
    ends: new Uint32Array(width),
    doubled: new Uint8Array(width),
  };
  const { starts, ends, doubled } = row;

  return {
    take(from, to, firstLine) {
      // Searching no further than `to`: an open quote must not cost the rest of the file at every block.
      const part = to === bytes.length ? bytes : bytes.subarray(0, to);
      let line = firstLine;
      let rowStart = from;
      let at = from;
      let cell = 0;
      let inside = 0;
      for (;;) {
        if (at >= to) break;
        let end: number;
        let next: number;
        if (part[at] === mark) {
          const close = closingQuote(part, at, mark);
          if (close === NONE) break;
          starts[cell] = at + 1;
          end = close;
          next = close + 1;
          // Found by looking for it only past the cell, where it is closed by a line end in any case.
          inside += countLines(part, at + 1, close);
          doubled[cell] = hasMark(part, at + 1, close, mark) ? 1 : 0;
          if (part[next] === CR && part[next + 1] === LF) next++;
        } else {
          end = at;
          while (end < to && part[end] !== stop && part[end] !== LF && part[end] !== mark) end++;
          starts[cell] = at;
          next = end;
          doubled[cell] = 0;
          if (end < to && part[end] === LF && end > at && part[end - 1] === CR) end--;
        }
        ends[cell] = end;
        if (next >= to) break;
        cell++;
        at = next + 1;
        if (part[next] === stop) {
          if (cell === width) break;
          continue;
        }
        if (part[next] !== LF || cell !== width) break;
        emit(row, line);
        line += 1 + inside;
        rowStart = at;
        cell = 0;
        inside = 0;
      }
      return { end: rowStart, lines: line - firstLine };
    },
  };
}

/** Position of the first quote behind the one at `open` that is not doubled. */
function closingQuote(bytes: Uint8Array, open: number, mark: number): number {
  for (let at = bytes.indexOf(mark, open + 1); at !== NONE; at = bytes.indexOf(mark, at + 2))
    if (bytes[at + 1] !== mark) return at;
  return NONE;
}

function hasMark(bytes: Uint8Array, from: number, to: number, mark: number): boolean {
  const at = bytes.indexOf(mark, from);
  return at !== NONE && at < to;
}

function countLines(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LF, from); at !== NONE && at < to; at = bytes.indexOf(LF, at + 1)) count++;
  return count;
}
