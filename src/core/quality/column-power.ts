import { codeColumn, isMissing } from "../split/row-codes";
import type { Column } from "../table/table";
import type { TargetOutput } from "./check";

const MOST_BINS = 32;
const ROWS_PER_BIN = 12;
/** Groups of few rows are drawn towards the mean as if they had this many more. */
const PRIOR_ROWS = 1;
/** Rows looked at: every k-th past this many. */
const ROWS = 50_000;

/**
 * How much of the target one column explains by itself: R2 of a one-column tree on ranks, or on the classes taken together, fitted on one
 * half of the rows and judged on the other, both ways round. 0 says nothing, 1 gives the target away; never below 0. Numbers and dates are cut into at most
 * 32 bins of equally many rows, all else counts as categories; missing is a category of its own. O(n log n).
 */
export function columnPower(column: Column, rows: ArrayLike<number>, outputs: readonly TargetOutput[]): number {
  const present = outputs[0].values;
  const step = Math.max(1, Math.ceil(rows.length / ROWS));
  const halves: [number[], number[]] = [[], []];
  for (let i = 0; i < rows.length; i += step) {
    if (!Number.isNaN(present[rows[i]])) halves[isInFirstHalf(rows[i]) ? 0 : 1].push(rows[i]);
  }
  const [a, b] = halves;
  if (a.length < 10 || b.length < 10) return 0;
  return Math.max(0, (explained(column, a, b, outputs) + explained(column, b, a, outputs)) / 2);
}

/** By a hash of the row, so that neither the order of the file nor a period in it decides. */
export function isInFirstHalf(row: number): boolean {
  return Math.imul(row + 1, 0x9e3779b1) >>> 31 === 0;
}

function explained(
  column: Column,
  fit: readonly number[],
  judge: readonly number[],
  outputs: readonly TargetOutput[],
): number {
  const groupOf = column.values ? numberGroups(column, column.values, fit) : categoryGroups(column);
  const fitGroups = fit.map(groupOf);
  const judgeGroups = judge.map(groupOf);
  let left = 0;
  let all = 0;
  for (const { values } of outputs) {
    const mean = meanOf(values, fit);
    const sums = new Map<number, { sum: number; rows: number }>();
    fit.forEach((row, i) => {
      const known = sums.get(fitGroups[i]);
      if (known) {
        known.sum += values[row];
        known.rows++;
      } else sums.set(fitGroups[i], { sum: values[row], rows: 1 });
    });
    const judged = meanOf(values, judge);
    judge.forEach((row, i) => {
      const known = sums.get(judgeGroups[i]);
      const predicted = known ? (known.sum + PRIOR_ROWS * mean) / (known.rows + PRIOR_ROWS) : mean;
      left += (values[row] - predicted) ** 2;
      all += (values[row] - judged) ** 2;
    });
  }
  return all === 0 ? 0 : 1 - left / all;
}

function meanOf(values: Float64Array, rows: readonly number[]): number {
  let sum = 0;
  for (const row of rows) sum += values[row];
  return sum / rows.length;
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
