import { cellCount, cellText } from "../table/cells";
import type { Cells, Column, ColumnType } from "../table/table";
import { isBlankCell, isNullSpelling } from "./null-spellings";
import { type DayOrder, DayOrderVote, parseCompactDate, parseDate, parsePlainDate, parseUnixTime } from "./parse-date";
import { type NumberFormat, NumberFormatVote, parseNumber, parsePlainNumber } from "./parse-number";

/** A column under a type, with what does not fit the type. */
export interface TypedColumn extends Column {
  readonly unreadable: {
    /** cells that hold something which the type cannot read; they keep their text, and their value is NaN */
    readonly count: number;
    /** the first of them, at most {@link ROWS_LISTED} */
    readonly rows: readonly number[];
  };
  /** how numbers or dates were read, in words; empty for other types */
  readonly format: string;
}

export const ROWS_LISTED = 100;

/** Rows looked at to decide between decimal point and comma, or between day and month. */
const FORMAT_ROWS = 2000;

/**
 * Reads a column of texts as a type, whatever it was guessed to be. Empty cells are missing in every type, null spellings
 * (NA, null, ****, ...) in numbers, dates and categories. Under "empty" every filled cell is unreadable. O(bytes).
 */
export function typeColumn(name: string, cells: Cells, type: ColumnType): TypedColumn {
  switch (type) {
    case "number": {
      const format = numberFormatOf(cells);
      return typeValues(
        name,
        cells,
        type,
        numberReader(cells, format),
        format === "comma" ? "decimal comma" : "decimal point",
      );
    }
    case "date": {
      const { read, format } = dateReader(name, cells);
      return typeValues(name, cells, type, read, format);
    }
    case "category":
      return typeTexts(name, cells, type, (row) => isNullCell(cells, row));
    case "text":
    case "id":
      return typeTexts(name, cells, type, (row) => isBlankCell(cells, row));
    case "empty": {
      const column = typeTexts(name, cells, type, (row) => isNullCell(cells, row));
      const rows: number[] = [];
      for (let row = 0; row < column.missing.length && rows.length < ROWS_LISTED; row++)
        if (!column.missing[row]) rows.push(row);
      return { ...column, unreadable: { count: cellCount(cells) - column.missingCount, rows } };
    }
  }
}

/** Whether a cell is empty or a null spelling, mostly without making a string. */
export function isNullCell(cells: Cells, row: number): boolean {
  const start = cells.offsets[row];
  const end = cells.offsets[row + 1];
  if (start === end) return true;
  // the spellings begin with a letter of n, a sign or a blank
  const first = cells.bytes[start];
  if (end - start > 64 && first > 0x20 && first < 0x80 && first !== 0x2a) return false;
  if (
    (first >= 0x30 && first <= 0x39) ||
    (first >= 0x61 && first <= 0x7a && first !== 0x6e) ||
    (first >= 0x41 && first <= 0x5a && first !== 0x4e)
  )
    return false;
  return isNullSpelling(cellText(cells, row));
}

function typeTexts(name: string, cells: Cells, type: ColumnType, isMissing: (row: number) => boolean): TypedColumn {
  const rows = cellCount(cells);
  const missing = new Uint8Array(rows);
  let missingCount = 0;
  for (let row = 0; row < rows; row++) {
    if (!isMissing(row)) continue;
    missing[row] = 1;
    missingCount++;
  }
  return { name, type, cells, missing, missingCount, unreadable: { count: 0, rows: [] }, format: "" };
}

function typeValues(
  name: string,
  cells: Cells,
  type: ColumnType,
  read: (row: number) => number,
  format: string,
): TypedColumn {
  const rows = cellCount(cells);
  const values = new Float64Array(rows).fill(NaN);
  const missing = new Uint8Array(rows);
  const unreadable: number[] = [];
  let missingCount = 0;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const value = read(row);
    if (!Number.isNaN(value)) {
      values[row] = value;
    } else if (isNullCell(cells, row)) {
      missing[row] = 1;
      missingCount++;
    } else {
      count++;
      if (unreadable.length < ROWS_LISTED) unreadable.push(row);
    }
  }
  return { name, type, cells, missing, missingCount, values, unreadable: { count, rows: unreadable }, format };
}

function numberReader(cells: Cells, format: NumberFormat): (row: number) => number {
  const { bytes, offsets } = cells;
  return (row) => {
    const start = offsets[row];
    const end = offsets[row + 1];
    if (start === end) return NaN;
    if (format === "dot") {
      const plain = parsePlainNumber(bytes, start, end);
      if (plain !== undefined) return plain;
    }
    // the longest double has 25 characters; the rest is blanks and grouping
    return end - start > 400 ? NaN : parseNumber(cellText(cells, row), format);
  };
}

function numberFormatOf(cells: Cells): NumberFormat {
  const vote = new NumberFormatVote();
  forFilled(cells, (row) => {
    const { bytes, offsets } = cells;
    // plain whole numbers fit both formats and decide nothing
    const value = parsePlainNumber(bytes, offsets[row], offsets[row + 1]);
    if (value === undefined || bytes.subarray(offsets[row], offsets[row + 1]).includes(0x2e))
      vote.add(cellText(cells, row));
  });
  return vote.format;
}

/** What a column of dates is written in: a calendar, seconds since 1970, or eight digits. */
function dateReader(name: string, cells: Cells): { read: (row: number) => number; format: string } {
  const vote = new DayOrderVote();
  let seen = 0;
  let unix = 0;
  let compact = 0;
  forFilled(cells, (row) => {
    seen++;
    if (parsePlainDate(cells.bytes, cells.offsets[row], cells.offsets[row + 1]) !== undefined) return;
    const text = cellText(cells, row);
    vote.add(text);
    if (!Number.isNaN(parseUnixTime(parseNumber(text)))) unix++;
    if (!Number.isNaN(parseCompactDate(text))) compact++;
  });
  if (seen > 0 && compact >= 0.9 * seen)
    return { read: (row) => parseCompactDate(shortText(cells, row)), format: "year, month and day as eight digits" };
  if (seen > 0 && unix >= 0.9 * seen)
    return { read: (row) => parseUnixTime(parseNumber(shortText(cells, row))), format: `seconds since 1970 (${name})` };
  const order: DayOrder = vote.order;
  const format = vote.undecided ? "calendar dates" : order === "day-first" ? "day before month" : "month before day";
  return {
    read: (row) =>
      parsePlainDate(cells.bytes, cells.offsets[row], cells.offsets[row + 1]) ??
      parseDate(shortText(cells, row), order),
    format,
  };
}

/** The cell if it is short enough for a date. */
function shortText(cells: Cells, row: number): string {
  return cells.offsets[row + 1] - cells.offsets[row] > 100 ? "" : cellText(cells, row);
}

/** Calls back for filled cells spread evenly over the column, at most {@link FORMAT_ROWS}; for fewer when there are fewer. */
function forFilled(cells: Cells, visit: (row: number) => void): void {
  const rows = cellCount(cells);
  const step = Math.max(1, Math.floor(rows / FORMAT_ROWS));
  for (let row = 0; row < rows; row += step) {
    const length = cells.offsets[row + 1] - cells.offsets[row];
    if (length > 0 && length <= 100) visit(row);
  }
}
