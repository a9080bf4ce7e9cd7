import type { Cells } from "../table/table";

const SPELLINGS: ReadonlySet<string> = new Set([
  "na",
  "n/a",
  "#n/a",
  "null",
  "none",
  "nan",
  "nil",
  "-",
  "--",
  ".",
  "?",
  "\\n",
]);

const LONGEST = 5;

/**
 * Whether a text stands for "no value" in a column of numbers, dates or categories: empty, NA, N/A, #N/A, NULL, None,
 * NaN, nil, \N, -, --, ., ? or three and more asterisks, in any case and with spaces around.
 */
export function isNullSpelling(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === "") return true;
  if (trimmed.length <= LONGEST && SPELLINGS.has(trimmed.toLowerCase())) return true;
  return trimmed[0] === "*" && /^\*{3,}$/.test(trimmed);
}

/** Whether a cell holds nothing but blanks (spaces, tabs, line ends, no-break spaces). */
export function isBlankCell(cells: Cells, row: number): boolean {
  const { bytes, offsets } = cells;
  for (let i = offsets[row], end = offsets[row + 1]; i < end; i++) {
    const byte = bytes[i];
    if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) continue;
    if (byte === 0xc2 && bytes[i + 1] === 0xa0) {
      i++;
      continue;
    }
    return false;
  }
  return true;
}
