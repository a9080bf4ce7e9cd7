import { codeColumn, isMissing } from "../split/row-codes";
import type { Column } from "../table/table";

const MOST_BINS = 32;
const ROWS_PER_BIN = 12;
/** Groups of few rows are drawn towards the mean as if they had this many more. */
const PRIOR_ROWS = 1;
/** Rows looked at: every k-th past this many. */
const ROWS = 50_000;

/**
 * How much of the order of the target one column explains by itself: R2 of a one-column tree on ranks, fitted on one half of the rows and
 * judged on the other, both ways round. 0 says nothing, 1 gives the target away; never below 0. Numbers and dates are cut into at most
 * 32 bins of equally many rows, all else counts as categories; missing is a category of its own. O(n log n).
 */
export function columnPower(column: Column, rows: ArrayLike<number>, ranks: Float64Array): number {
  const step = Math.max(1, Math.ceil(rows.length / ROWS));
  const halves: [number[], number[]] = [[], []];
  for (let i = 0; i < rows.length; i += step) {
    if (!Number.isNaN(ranks[rows[i]])) halves[isInFirstHalf(rows[i]) ? 0 : 1].push(rows[i]);
  }
  const [a, b] = halves;
  if (a.length < 10 || b.length < 10) return 0;
  return Math.max(0, (explained(column, a, b, ranks) + explained(column, b, a, ranks)) / 2);
}

/** By a hash of the row, so that neither the order of the file nor a period in it decides. */
function isInFirstHalf(row: number): boolean {
  return Math.imul(row + 1, 0x9e3779b1) >>> 31 === 0;
}

function explained(column: Column, fit: readonly number[], judge: readonly number[], ranks: Float64Array): number {
  const groupOf = column.values ? numberGroups(column, column.values, fit) : categoryGroups(column);
  let total = 0;
  for (const row of fit) total += ranks[row];
  const mean = total / fit.length;
  const sums = new Map<number, { sum: number; rows: number }>();
  for (const row of fit) {
    const group = groupOf(row);
    const known = sums.get(group);
    if (known) {
      known.sum += ranks[row];
      known.rows++;
    } else sums.set(group, { sum: ranks[row], rows: 1 });
  }
  let judged = 0;
  for (const row of judge) judged += ranks[row];
  judged /= judge.length;
  let left = 0;
  let all = 0;
  for (const row of judge) {
    const known = sums.get(groupOf(row));
    const predicted = known ? (known.sum + PRIOR_ROWS * mean) / (known.rows + PRIOR_ROWS) : mean;
    left += (ranks[row] - predicted) ** 2;
    all += (ranks[row] - judged) ** 2;
  }
  return all === 0 ? 0 : 1 - left / all;
}

function categoryGroups(column: Column): (row: number) => number {
  const { codes } = codeColumn(column);
  return (row) => codes[row];
}

function numberGroups(column: Column, values: Float64Array, fit: readonly number[]): (row: number) => number {
  const sorted = Float64Array.from(
    fit.filter((row) => !isMissing(column, row)),
    (row) => values[row],
  ).sort();
  const bins = Math.min(MOST_BINS, Math.max(2, Math.floor(sorted.length / ROWS_PER_BIN)));
  const edges: number[] = [];
  for (let bin = 1; bin < bins; bin++) {
    const edge = sorted[Math.floor((bin * sorted.length) / bins)];
    if (edge !== undefined && edge !== edges.at(-1) && edge !== sorted[0]) edges.push(edge);
  }
  return (row) => {
    if (isMissing(column, row)) return -1;
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edges[middle] <= values[row]) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
