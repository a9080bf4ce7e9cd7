import { DataError } from "../../errors";
import type { CsrMatrix } from "../../sparse/csr";
import type { FitData } from "../model";

/**
 * A sparse matrix seen as if its columns were centred and its rows scaled by the root of their weight, without ever
 * being filled: `s_i (x_ij - m_j)`. Least squares on it leaves the intercept unpenalised.
 */
export interface CentredDesign {
  readonly x: CsrMatrix;
  /** weighted mean of each column; zeros without an intercept */
  readonly means: Float64Array;
  /** root of each row's weight; null where every row weighs 1 */
  readonly scales: Float64Array | null;
  /** weighted sum of squares of each centred column */
  readonly squares: Float64Array;
  readonly totalWeight: number;
}

/** The target, centred and scaled like the rows. */
export interface CentredTarget {
  readonly values: Float64Array;
  /** weighted mean, 0 without an intercept */
  readonly mean: number;
}

/**
 * Checks the data of a linear model and takes the means. O(entries).
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "not-finite", "invalid-option" for unusable weights
 */
export function centre(data: FitData, fitIntercept: boolean): { design: CentredDesign; target: CentredTarget } {
  const { x, y, weights } = data;
  checkFitData(data);
  let totalWeight = 0;
  for (let row = 0; row < x.rows; row++) totalWeight += weights ? weights[row] : 1;
  const means = new Float64Array(x.columns);
  let mean = 0;
  if (fitIntercept) {
    for (let row = 0; row < x.rows; row++) {
      const weight = (weights ? weights[row] : 1) / totalWeight;
      mean += weight * y[row];
      for (let e = x.indptr[row]; e < x.indptr[row + 1]; e++) means[x.indices[e]] += weight * x.values[e];
    }
  }
  const scales = weights ? weights.map(Math.sqrt) : null;
  const design = { x, means, scales, squares: centredSquares(x, means, weights, totalWeight), totalWeight };
  return { design, target: { values: y.map((value, row) => (value - mean) * (scales ? scales[row] : 1)), mean } };
}

/** Standard deviation of each column over the rows, by weight. */
export function columnDeviations({ squares, totalWeight }: CentredDesign): Float64Array {
  return squares.map((square) => Math.sqrt(square / totalWeight));
}

/** @throws {DataError} "too-few-rows", "length-mismatch", "not-finite", "invalid-option" */
export function checkFitData({ x, y, weights }: FitData): void {
  if (x.rows < 1) throw new DataError("too-few-rows", "a model needs at least 1 training row, got 0");
  if (y.length !== x.rows)
    throw new DataError("length-mismatch", `the target must have ${x.rows} rows, got ${y.length}`);
  if (weights && weights.length !== x.rows) {
    throw new DataError("length-mismatch", `weights must have ${x.rows} rows, got ${weights.length}`);
  }
  const badTarget = y.findIndex((value) => !Number.isFinite(value));
  if (badTarget >= 0)
    throw new DataError("not-finite", `the target must be finite, got ${y[badTarget]} in training row ${badTarget}`);
  const badValue = x.values.findIndex((value) => !Number.isFinite(value));
  if (badValue >= 0) {
    const column = x.indices[badValue];
    throw new DataError(
      "not-finite",
      `a linear model needs every feature, got ${x.values[badValue]} in matrix column ${column}`,
      { column },
    );
  }
  const badWeight = weights?.findIndex((value) => !(value >= 0 && value < Infinity)) ?? -1;
  if (badWeight >= 0)
    throw new DataError("invalid-option", `weights must be non-negative, got ${weights?.[badWeight]}`);
  if (weights?.every((value) => value === 0)) throw new DataError("invalid-option", "weights must not all be 0");
}

/** Sum over rows of weight (x - mean)²: stored entries one by one, the zeros of a column all at once. */
function centredSquares(
  x: CsrMatrix,
  means: Float64Array,
  weights: Float64Array | undefined,
  totalWeight: number,
): Float64Array {
  const squares = new Float64Array(x.columns);
  const stored = new Float64Array(x.columns);
  for (let row = 0; row < x.rows; row++) {
    const weight = weights ? weights[row] : 1;
    for (let e = x.indptr[row]; e < x.indptr[row + 1]; e++) {
      const column = x.indices[e];
      const gap = x.values[e] - means[column];
      squares[column] += weight * gap * gap;
      stored[column] += weight;
    }
  }
  for (let j = 0; j < x.columns; j++) squares[j] += Math.max(0, totalWeight - stored[j]) * means[j] * means[j];
  return squares;
}
