import { DataError } from "../errors";
import { cellCount, cellHash, cellText, cellsEqual } from "../table/cells";
import type { Cells, Column, Table } from "../table/table";

/** Equal values have equal codes, 0 .. count - 1; `firstRow[code]` is where the value first stands. */
export interface RowCodes {
  readonly codes: Uint32Array;
  readonly count: number;
  readonly firstRow: Uint32Array;
}

/** @throws {DataError} "missing-column" naming the column and those there are */
export function columnNamed(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column) return column;
  const names = table.columns.map((candidate) => candidate.name);
  throw new DataError("missing-column", `there is no column "${name}", expected one of ${names.join(", ")}`, {
    column: name,
    columns: names,
  });
}

/** True for a cell that counts as missing, and for one of a number or date column that cannot be read. */
export function isMissing(column: Column, row: number): boolean {
  return column.missing[row] === 1 || (column.values !== undefined && Number.isNaN(column.values[row]));
}

/**
 * Numbers the distinct values of a column by first appearance. Number columns compare as numbers, so `1343` equals
 * `1343.0`; all others by their text as read; missing cells equal each other. O(bytes).
 */
export function codeColumn(column: Column): RowCodes {
  const { values, cells, missing } = column;
  if (!values) return codeCells(cells, missing);
  // missing cells share the key NaN; what cannot be read as a number is told apart by its text
  return codeKeys(values.length, (row) =>
    missing[row] ? NaN : Number.isNaN(values[row]) ? cellText(cells, row) : values[row],
  );
}

/**
 * Numbers the distinct rows of several columns taken together, as {@link codeColumn} does for one.
 *
 * @throws {DataError} "missing-column"
 */
export function codeRows(table: Table, columns: readonly string[]): RowCodes {
  let coded = codeColumn(columnNamed(table, columns[0]));
  for (const name of columns.slice(1)) coded = codePairs(coded, codeColumn(columnNamed(table, name)));
  return coded;
}

/**
 * Codes of the given rows in the order of the values, as numpy's `unique` gives them: numbers ascending, text by code
 * point. With `missing: "apart"` every missing cell is a value of its own, with `"together"` all are one; after the rest.
 */
export function sortedCodes(column: Column, rows: Uint32Array, missing: "apart" | "together"): RowCodes {
  const { codes, firstRow } = codeColumn(column);
  const present = [...new Set(rows.filter((row) => !column.missing[row]).map((row) => codes[row]))];
  present.sort((a, b) => compareValues(column, firstRow[a], firstRow[b]));
  const rank = new Map(present.map((code, index) => [code, index]));
  const first = present.map((code) => firstRow[code]);
  let count = present.length;
  let shared = -1;
  const ranked = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    if (!column.missing[rows[i]]) ranked[i] = rank.get(codes[rows[i]]) as number;
    else if (missing === "together" && shared >= 0) ranked[i] = shared;
    else {
      shared = count++;
      ranked[i] = shared;
      first.push(rows[i]);
    }
  }
  return { codes: ranked, count, firstRow: Uint32Array.from(first) };
}

function codeKeys(rowCount: number, keyOf: (row: number) => number | string): RowCodes {
  const seen = new Map<number | string, number>();
  const codes = new Uint32Array(rowCount);
  const firstRow: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const key = keyOf(row);
    let code = seen.get(key);
    if (code === undefined) {
      code = firstRow.push(row) - 1;
      seen.set(key, code);
    }
    codes[row] = code;
  }
  return { codes, count: firstRow.length, firstRow: Uint32Array.from(firstRow) };
}

function codeCells(cells: Cells, missing: Uint8Array): RowCodes {
  const rowCount = cellCount(cells);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rowCount + 2))).fill(-1);
  const mask = slots.length - 1;
  const codes = new Uint32Array(rowCount);
  const firstRow: number[] = [];
  let missingCode = -1;
  for (let row = 0; row < rowCount; row++) {
    if (missing[row]) {
      if (missingCode < 0) missingCode = firstRow.push(row) - 1;
      codes[row] = missingCode;
      continue;
    }
    let slot = cellHash(cells, row) & mask;
    while (slots[slot] >= 0 && !cellsEqual(cells, firstRow[slots[slot]], cells, row)) slot = (slot + 1) & mask;
    if (slots[slot] < 0) slots[slot] = firstRow.push(row) - 1;
    codes[row] = slots[slot];
  }
  return { codes, count: firstRow.length, firstRow: Uint32Array.from(firstRow) };
}

function codePairs(left: RowCodes, right: RowCodes): RowCodes {
  return codeKeys(left.codes.length, (row) => left.codes[row] * right.count + right.codes[row]);
}

/** Numbers ascending, then what cannot be read as one by its text. */
function compareValues({ values, cells }: Column, a: number, b: number): number {
  if (!values) return compareCells(cells, a, b);
  const unreadable = Number(Number.isNaN(values[a])) - Number(Number.isNaN(values[b]));
  return unreadable || (Number.isNaN(values[a]) ? compareCells(cells, a, b) : values[a] - values[b]);
}

/** The order of UTF-8 bytes is that of code points. */
function compareCells({ bytes, offsets }: Cells, a: number, b: number): number {
  const shorter = Math.min(offsets[a + 1] - offsets[a], offsets[b + 1] - offsets[b]);
  for (let i = 0; i < shorter; i++) {
    const difference = bytes[offsets[a] + i] - bytes[offsets[b] + i];
    if (difference !== 0) return difference;
  }
  return offsets[a + 1] - offsets[a] - (offsets[b + 1] - offsets[b]);
}
