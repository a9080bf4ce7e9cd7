import { DataError } from "../errors";
import { checkLengths } from "./check-lengths";

/**
 * How far the actual value may lie from a prediction, by how large the prediction is. Bin `i` is for predictions up to
 * `upTo[i]` (the last for all larger ones); the interval is prediction + `low[i]` to prediction + `high[i]`.
 */
export interface ResidualIntervals {
  /** share of actual values that such intervals hold, in (0, 1) */
  readonly coverage: number;
  readonly upTo: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** held-out rows behind each bin */
  readonly rows: Uint32Array;
  /** 0 where no target was negative: an interval does not go below; else null */
  readonly floor: number | null;
}

export interface ResidualIntervalOptions {
  readonly coverage?: number;
  /** bins of about equal rows before merging */
  readonly bins?: number;
  /** a bin with fewer rows is merged with its neighbour */
  readonly minRows?: number;
}

export const RESIDUAL_INTERVAL_DEFAULTS = { coverage: 0.8, bins: 10, minRows: 50 } as const;

/**
 * Split conformal intervals by bins of the prediction (Mondrian; Vovk et al. 2005): from rows the model was not fitted
 * on, in each bin the residuals that cut off equal tails, taken one rank further out as the finite sample asks. For
 * new rows alike to these, at least `coverage` of them lie inside, in every bin. With fewer rows than that needs (9 for
 * 80%) the extreme residuals are taken, which hold less.
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "invalid-option"
 */
export function fitResidualIntervals(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  options: ResidualIntervalOptions = {},
): ResidualIntervals {
  const { coverage, bins, minRows } = { ...RESIDUAL_INTERVAL_DEFAULTS, ...options };
  checkLengths({ predicted, actual });
  if (!(coverage > 0 && coverage < 1))
    throw new DataError("invalid-option", `coverage must be between 0 and 1, got ${coverage}`);
  if (!Number.isInteger(bins) || bins < 1)
    throw new DataError("invalid-option", `bins must be a positive integer, got ${bins}`);
  const n = predicted.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => predicted[a] - predicted[b]);
  const ends = binEnds(order, predicted, Math.max(minRows, Math.ceil(n / bins)), minRows);
  const upTo = new Float64Array(ends.length);
  const low = new Float64Array(ends.length);
  const high = new Float64Array(ends.length);
  const rows = new Uint32Array(ends.length);
  let start = 0;
  ends.forEach((end, bin) => {
    const residuals = Float64Array.from(order.subarray(start, end), (row) => actual[row] - predicted[row]).sort();
    // the small addend keeps 10 * 0.1 from rounding down to 0
    const outside = Math.floor((residuals.length + 1) * ((1 - coverage) / 2) + 1e-9);
    low[bin] = residuals[Math.max(0, outside - 1)];
    high[bin] = residuals[Math.min(residuals.length - 1, residuals.length - outside)];
    rows[bin] = residuals.length;
    upTo[bin] = bin === ends.length - 1 ? Infinity : predicted[order[end - 1]];
    start = end;
  });
  return { coverage, upTo, low, high, rows, floor: Array.from(actual).every((value) => value >= 0) ? 0 : null };
}

/** The interval around one prediction, ends included. O(log bins). */
export function intervalAt(
  intervals: ResidualIntervals,
  prediction: number,
): { readonly low: number; readonly high: number } {
  const { upTo, floor } = intervals;
  let first = 0;
  let last = upTo.length - 1;
  while (first < last) {
    const middle = (first + last) >> 1;
    if (prediction <= upTo[middle]) last = middle;
    else first = middle + 1;
  }
  const low = prediction + intervals.low[first];
  const high = prediction + intervals.high[first];
  return floor === null ? { low, high } : { low: Math.max(floor, low), high: Math.max(floor, high) };
}

/** Where each bin ends in `order`: at `target` rows or more, never between equal predictions, the last not too small. */
function binEnds(order: Uint32Array, predicted: ArrayLike<number>, target: number, minRows: number): number[] {
  const n = order.length;
  const ends: number[] = [];
  let start = 0;
  for (let end = 1; end <= n; end++) {
    const full = end - start >= target;
    if (end === n || (full && predicted[order[end]] > predicted[order[end - 1]])) {
      if (end === n && end - start < minRows && ends.length > 0) ends.pop();
      ends.push(end);
      start = end;
    }
  }
  return ends;
}
