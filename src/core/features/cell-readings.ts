import { isNullSpelling } from "../read/null-spellings";
import { parseCompactDate, parseDate, parseUnixTime } from "../read/parse-date";
import { parseNumber } from "../read/parse-number";
import { cellText } from "../table/cells";
import type { Column } from "../table/table";

/** How the text of a cell becomes a number (for dates: milliseconds since 1970 UTC); NaN where it does not. */
const READINGS = {
  "number-dot": (text: string) => parseNumber(text, "dot"),
  "number-comma": (text: string) => parseNumber(text, "comma"),
  "date-month-first": (text: string) => parseDate(text, "month-first"),
  "date-day-first": (text: string) => parseDate(text, "day-first"),
  "unix-time": (text: string) => parseUnixTime(parseNumber(text, "dot")),
  "compact-date": parseCompactDate,
} as const;

export type Reading = keyof typeof READINGS;

const NUMBERS: readonly Reading[] = ["number-dot", "number-comma"];
const DATES: readonly Reading[] = ["date-month-first", "date-day-first", "unix-time", "compact-date"];
/** Cells looked at, spread over the column, to tell one reading from another. */
const SAMPLE = 2000;

/** A number or date typed into a form, read as its column was; NaN where it stands for "no value" or does not read. */
export function readTyped(text: string, reading: Reading): number {
  return isNullSpelling(text) ? NaN : READINGS[reading](text);
}

/**
 * The reading that gives the column's own values back from its cells, or, where it has none of the kind asked for, the
 * one that reads most cells. Kept with what is fitted, so that text typed later is read the same way.
 */
export function chooseReading(column: Column, use: "numeric" | "datetime"): Reading {
  const values = valuesFor(column, use);
  const candidates = use === "datetime" || column.type === "date" ? DATES : NUMBERS;
  const rows: number[] = [];
  const step = Math.max(1, Math.floor(column.missing.length / SAMPLE));
  for (let row = 0; row < column.missing.length; row += step) {
    if (!column.missing[row] && !(values && Number.isNaN(values[row]))) rows.push(row);
  }
  let best = candidates[0];
  let most = 0;
  for (const candidate of candidates) {
    let hits = 0;
    for (const row of rows) {
      const value = READINGS[candidate](cellText(column.cells, row));
      if (values ? value === values[row] : !Number.isNaN(value)) hits++;
    }
    if (hits === rows.length) return candidate;
    if (hits > most) {
      best = candidate;
      most = hits;
    }
  }
  return best;
}

/** Every row's number; NaN where it is missing or does not read. The column's own values, not copied, where it has them. */
export function columnNumbers(column: Column, use: "numeric" | "datetime", reading: Reading): Float64Array {
  const values = valuesFor(column, use);
  if (values) return values;
  return Float64Array.from(column.missing, (missing, row) =>
    missing ? NaN : readTyped(cellText(column.cells, row), reading),
  );
}

/** A date can be used as a number, but a number is no date before it is read as one. */
function valuesFor(column: Column, use: "numeric" | "datetime"): Float64Array | undefined {
  return use === "numeric" || column.type === "date" ? column.values : undefined;
}
