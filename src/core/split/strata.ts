import type { Task } from "../models/model";
import { cellText } from "../table/cells";
import type { Column } from "../table/table";
import { sortedCodes } from "./row-codes";

/** A class for each of some rows, 0 .. count - 1, and a class's name. */
export interface Strata {
  readonly classes: Uint32Array;
  readonly count: number;
  readonly label: (index: number) => string;
}

const MOST_BINS = 10;
const SMALLEST_BIN = 10;

/**
 * What a stratified split keeps in proportion: the classes of the target, in sorted order, or for a number up to ten
 * bins of about equal size (fewer when rows or distinct values are few).
 */
export function strataOf(target: Column, rows: Uint32Array, task: Task): Strata {
  if (task === "regression" && target.values)
    return quantileBins(Float64Array.from(rows, (row) => target.values![row]));
  const { codes, count, firstRow } = sortedCodes(target, rows, "together");
  return { classes: codes, count, label: (index) => cellText(target.cells, firstRow[index]) };
}

/** Bins with upper ends at quantiles, ends included; equal values share a bin and small bins join the one below. */
function quantileBins(values: Float64Array): Strata {
  const sorted = values.slice().sort();
  const bins = Math.max(1, Math.min(MOST_BINS, Math.floor(sorted.length / SMALLEST_BIN)));
  const ends: number[] = [];
  let taken = 0;
  for (let bin = 1; bin <= bins; bin++) {
    const end = bin === bins ? sorted[sorted.length - 1] : sorted[Math.ceil((bin * sorted.length) / bins) - 1];
    const upTo = upperBound(sorted, end);
    if (upTo - taken < Math.min(SMALLEST_BIN, sorted.length) / 2) {
      if (ends.length > 0) ends[ends.length - 1] = end;
      else continue;
    } else ends.push(end);
    taken = upTo;
  }
  const classes = Uint32Array.from(values, (value) => ends.findIndex((end) => value <= end));
  return { classes, count: ends.length, label: (index) => `up to ${ends[index]}` };
}

/** How many of the ascending values are at most `end`. */
function upperBound(sorted: Float64Array, end: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= end) low = middle + 1;
    else high = middle;
  }
  return low;
}
