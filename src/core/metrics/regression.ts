import { DataError } from "../errors";
import { checkLengths } from "./check-lengths";

export const REGRESSION_METRICS = ["mse", "rmse", "mae", "medianAe", "r2", "explainedVariance", "maxError"] as const;

export type RegressionMetric = (typeof REGRESSION_METRICS)[number];

export type RegressionMetrics = Readonly<Record<RegressionMetric, number>>;

/** True where a larger value is the better one. */
export function isGain(metric: RegressionMetric): boolean {
  return metric === "r2" || metric === "explainedVariance";
}

/**
 * How far predictions are from the actual values, as scikit-learn counts it, in the target's unit (mse: squared).
 * `r2` and `explainedVariance` are at most 1; 0 is as good as the mean, below 0 worse. For a constant target they are 1
 * when there is no error (explained variance: none that varies) and 0 otherwise. O(n log n) for the median.
 *
 * @param weights one a row, non-negative, not all 0; the median is then the lower weighted one
 * @throws {DataError} "too-few-rows", "length-mismatch", "not-finite", "invalid-option" for unusable weights
 * @example regressionMetrics([3, -0.5, 2, 7], [2.5, 0, 2, 8]).mse // 0.375
 */
export function regressionMetrics(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  weights?: ArrayLike<number>,
): RegressionMetrics {
  checkLengths({ actual, predicted, weights });
  const n = actual.length;
  const absolute = new Float64Array(n);
  let total = 0;
  let sumSquared = 0;
  let sumAbsolute = 0;
  let sumError = 0;
  let sumActual = 0;
  let maxError = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights ? weights[i] : 1;
    if (!(weight >= 0))
      throw new DataError("invalid-option", `weights must be non-negative, got ${weight} in row ${i}`);
    const error = actual[i] - predicted[i];
    absolute[i] = Math.abs(error);
    total += weight;
    sumSquared += weight * error * error;
    sumAbsolute += weight * absolute[i];
    sumError += weight * error;
    sumActual += weight * actual[i];
    if (absolute[i] > maxError) maxError = absolute[i];
  }
  if (!Number.isFinite(sumSquared) || !Number.isFinite(sumActual)) throw notFinite(actual, predicted);
  if (!(total > 0)) throw new DataError("invalid-option", "weights must not all be 0");
  // squared deviations from the mean in a second pass: the difference of two sums would lose digits
  const meanActual = sumActual / total;
  const meanError = sumError / total;
  let spread = 0;
  let errorSpread = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights ? weights[i] : 1;
    spread += weight * (actual[i] - meanActual) ** 2;
    errorSpread += weight * (actual[i] - predicted[i] - meanError) ** 2;
  }
  const mse = sumSquared / total;
  return {
    mse,
    rmse: Math.sqrt(mse),
    mae: sumAbsolute / total,
    medianAe: weights ? weightedMedian(absolute, weights, total) : median(absolute),
    r2: shareExplained(sumSquared, spread),
    explainedVariance: shareExplained(errorSpread, spread),
    maxError,
  };
}

/** 1 - left / spread, as scikit-learn keeps it finite: without spread 1 if nothing is left, else 0. */
export function shareExplained(left: number, spread: number): number {
  return spread > 0 ? 1 - left / spread : left > 0 ? 0 : 1;
}

/** The predictions any model has to beat: the mean (best for squared error) and the median (best for absolute error). */
export function regressionBaselines(trainTargets: ArrayLike<number>): {
  readonly mean: number;
  readonly median: number;
} {
  checkLengths({ trainTargets });
  let sum = 0;
  for (let i = 0; i < trainTargets.length; i++) sum += trainTargets[i];
  return { mean: sum / trainTargets.length, median: median(Float64Array.from(trainTargets)) };
}

/** Of any order; sorts `values` in place. */
function median(values: Float64Array): number {
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/** The least value at which half of the weight is reached. */
function weightedMedian(values: Float64Array, weights: ArrayLike<number>, total: number): number {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  let sum = 0;
  for (const i of order) {
    sum += weights[i];
    if (sum >= total / 2 && weights[i] > 0) return values[i];
  }
  return values[order[order.length - 1]];
}

function notFinite(actual: ArrayLike<number>, predicted: ArrayLike<number>): DataError {
  for (let row = 0; row < actual.length; row++) {
    if (!Number.isFinite(actual[row]) || !Number.isFinite(predicted[row])) {
      const message = `values must be finite, got actual ${actual[row]} and predicted ${predicted[row]} in row ${row}`;
      return new DataError("not-finite", message, { row });
    }
  }
  return new DataError("not-finite", "the squared errors are too large to add up");
}
