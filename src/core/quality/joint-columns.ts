import { codeColumn, isMissing } from "../split/row-codes";
import { cellText } from "../table/cells";
import type { Column } from "../table/table";
import { amount } from "./phrases";

/** One column of a small matrix in which every value is a whole number of the order: 0 is missing, or "is not". */
export interface JointColumn {
  readonly source: string;
  readonly codes: Uint32Array;
  /** what codes `low` to `high` (both included) say: "votes is 0", "tag is not Physics"; empty where they say nothing */
  describe(low: number, high: number): string;
}

/** Categories with more values than this are names, not classes. */
const MOST_VALUES = 50;
const INDICATORS = 8;

/** Numbers and dates by the order of their values, categories of few values as one indicator for each frequent value. */
export function jointColumnsOf(column: Column, rows: readonly number[]): JointColumn[] {
  return column.values ? [orderedColumn(column, column.values, rows)] : indicatorsOf(column, rows);
}

function orderedColumn(column: Column, values: Float64Array, rows: readonly number[]): JointColumn {
  const present = rows.filter((row) => !isMissing(column, row));
  const distinct = [...new Set(present.map((row) => values[row]))].sort((a, b) => a - b);
  const codeOf = new Map(distinct.map((value, i) => [value, i + 1]));
  const said = (code: number) =>
    column.type === "date" ? new Date(distinct[code - 1]).toISOString().slice(0, 10) : amount(distinct[code - 1]);
  const last = distinct.length;
  return {
    source: column.name,
    codes: Uint32Array.from(rows, (row) => (isMissing(column, row) ? 0 : codeOf.get(values[row])!)),
    describe(low, high) {
      const { name } = column;
      if (high === 0) return `${name} is missing`;
      const from = Math.max(1, low);
      if (from === high) return `${name} is ${said(from)}`;
      if (from === 1) return high >= last ? "" : `${name} is at most ${said(high)}`;
      return high >= last ? `${name} is at least ${said(from)}` : `${name} is from ${said(from)} to ${said(high)}`;
    },
  };
}

function indicatorsOf(column: Column, rows: readonly number[]): JointColumn[] {
  const { codes, firstRow, count } = codeColumn(column);
  const counts = new Uint32Array(count);
  for (const row of rows) counts[codes[row]]++;
  const frequent = Array.from(counts.keys())
    .filter((code) => counts[code] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b);
  if (frequent.length > MOST_VALUES) return [];
  return frequent.slice(0, INDICATORS).map((code) => {
    const value = cellText(column.cells, firstRow[code]).trim().slice(0, 40) || "empty";
    return {
      source: column.name,
      codes: Uint32Array.from(rows, (row) => (codes[row] === code ? 1 : 0)),
      describe: (low, high) => (low === high ? `${column.name} is ${low === 1 ? value : `not ${value}`}` : ""),
    };
  });
}
