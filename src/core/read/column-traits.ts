import { cellCount, cellHash, cellText, textOf } from "../table/cells";
import type { Cells } from "../table/table";
import { isBlankCell, isNullSpelling } from "./null-spellings";
import { looksDate, parseCompactDate, parseUnixTime } from "./parse-date";
import { hasLeadingZero, looksNumeric, parseNumber } from "./parse-number";

/** What a sample of a column's filled cells looks like. Shares are of the cells that hold a value. */
export interface ColumnTraits {
  /** cells of the whole column that are not blank */
  readonly filled: number;
  /** sampled cells that hold a value, so neither blank nor a null spelling */
  readonly sampled: number;
  readonly numbers: number;
  readonly integers: number;
  readonly dates: number;
  readonly unixTimes: number;
  readonly compactDates: number;
  readonly urls: number;
  readonly leadingZeros: number;
  /** different values in the sample */
  readonly distinct: number;
  readonly meanWords: number;
  readonly meanLength: number;
}

const SAMPLE = 1000;
const WORD_SAMPLE = 300;
const URL = /^(?:https?:\/\/|www\.)\S+$/i;

/** Traits of at most 1,000 filled cells spread evenly over the column, the same ones every time. */
export function columnTraits(cells: Cells): ColumnTraits {
  const filled = filledRows(cells);
  const count = Math.min(filled.length, SAMPLE);
  const seen = new Set<string | number>();
  const sums = {
    sampled: 0,
    numbers: 0,
    integers: 0,
    dates: 0,
    unixTimes: 0,
    compactDates: 0,
    urls: 0,
    leadingZeros: 0,
    words: 0,
    length: 0,
  };
  for (let i = 0; i < count; i++) {
    const row = filled[Math.floor((i * filled.length) / count)];
    if (isProse(cells, row)) {
      sums.sampled++;
      sums.length += unitsOf(cells, row);
      seen.add(cellHash(cells, row));
      if (sums.sampled <= WORD_SAMPLE) sums.words += countWords(beginningOf(cells, row));
      continue;
    }
    const text = cellText(cells, row).trim();
    if (isNullSpelling(text)) continue;
    sums.sampled++;
    sums.length += text.length;
    seen.add(text);
    if (text.length <= 100) countValue(text, sums);
    if (URL.test(text)) sums.urls++;
    if (sums.sampled <= WORD_SAMPLE) sums.words += countWords(text);
  }
  const { words, length, ...shares } = sums;
  const divisor = Math.max(1, sums.sampled);
  return {
    ...shares,
    filled: filled.length,
    distinct: seen.size,
    meanWords: words / Math.min(divisor, WORD_SAMPLE),
    meanLength: length / divisor,
  };
}

/** Bytes that are more than a hundred characters in any script, blanks around them or not. */
const PROSE_BYTES = 500;

/**
 * Whether a cell is too long for a value, and no address: its text, which takes a call to the decoder, need not be made whole.
 * Different ones are told apart by their hashes.
 */
function isProse({ bytes, offsets }: Cells, row: number): boolean {
  const [from, to] = [offsets[row], offsets[row + 1]];
  if (to - from < PROSE_BYTES) return false;
  const first = bytes[from] | 0x20;
  return bytes[to - 1] > 0x20 && first > 0x2d && first !== 0x68 && first !== 0x77;
}

/** UTF-16 units: what `length` is of the text. */
function unitsOf({ bytes, offsets }: Cells, row: number): number {
  let units = 0;
  for (let at = offsets[row]; at < offsets[row + 1]; at++) {
    if ((bytes[at] & 0xc0) !== 0x80) units += bytes[at] >= 0xf0 ? 2 : 1;
  }
  return units;
}

/** At least as much of a cell as words are counted in. */
function beginningOf({ bytes, offsets }: Cells, row: number): string {
  return textOf(bytes, offsets[row], Math.min(offsets[row + 1], offsets[row] + 4 * WORDS_WITHIN));
}

function countValue(
  text: string,
  sums: {
    numbers: number;
    integers: number;
    dates: number;
    unixTimes: number;
    compactDates: number;
    leadingZeros: number;
  },
): void {
  if (looksNumeric(text)) {
    const value = parseNumber(text);
    sums.numbers++;
    if (Number.isInteger(value)) sums.integers++;
    if (!Number.isNaN(parseUnixTime(value))) sums.unixTimes++;
    if (hasLeadingZero(text)) sums.leadingZeros++;
    if (!Number.isNaN(parseCompactDate(text))) sums.compactDates++;
  } else if (looksDate(text)) {
    sums.dates++;
  }
}

function filledRows(cells: Cells): Uint32Array {
  const rows = cellCount(cells);
  const filled = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (!isBlankCell(cells, row)) filled[count++] = row;
  return filled.subarray(0, count);
}

/** Characters of a cell in which words are counted: enough to tell prose. */
const WORDS_WITHIN = 400;

/** Words between blanks; two characters of a script written without blanks count as a word. */
function countWords(text: string): number {
  let words = 0;
  let inWord = false;
  let ideographs = 0;
  const end = Math.min(text.length, WORDS_WITHIN);
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 32 || (code >= 9 && code <= 13)) {
      inWord = false;
    } else if (code >= 0x2e80 && code <= 0xd7ff) {
      ideographs++;
      inWord = false;
    } else if (!inWord) {
      words++;
      inWord = true;
    }
  }
  return words + ideographs / 2;
}
