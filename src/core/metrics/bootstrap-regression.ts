import { checkLengths } from "./check-lengths";
import { isGain, regressionMetrics, shareExplained } from "./regression";
import { bootstrapInterval, forEachResample } from "./resample";
import type { BootstrapOptions, Interval } from "./resample";

/** The largest error is left out: no interval of it can be had by resampling. */
export const INTERVAL_METRICS = ["mse", "rmse", "mae", "medianAe", "r2", "explainedVariance"] as const;

export type IntervalMetric = (typeof INTERVAL_METRICS)[number];

/**
 * Every regression metric with its bootstrap interval. All metrics see the same resamples, each read off sums over
 * rows, so that nothing is evaluated again: O(resamples * rows), about 10 ms for 841 rows 1,000 times.
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "not-finite"
 */
export function bootstrapIntervals(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: BootstrapOptions,
): Readonly<Record<IntervalMetric, Interval>> {
  const values = regressionMetrics(actual, predicted);
  const rows = rowErrors(actual, predicted);
  const resampled = metricArrays(options.resamples);
  forEachResample(actual.length, options, (counts, index) => measure(rows, counts, resampled, index));
  const jackknife = options.method === "percentile" ? {} : leaveOneOut(rows);
  return fromMetrics((metric) => bootstrapInterval(values[metric], resampled[metric], options, jackknife[metric]));
}

/** How much better one set of predictions is than another. */
export interface PairedDifference extends Interval {
  /** share of resamples in which the first is better (ties count half); 0.5 without resamples */
  readonly firstBetter: number;
}

/**
 * First minus second, by metric, with intervals from resampling both on the same rows: far narrower than what the two
 * separate intervals suggest. Where the interval holds 0, the two cannot be told apart.
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "not-finite"
 */
export function pairedBootstrap(
  actual: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  options: BootstrapOptions,
): Readonly<Record<IntervalMetric, PairedDifference>> {
  checkLengths({ actual, first, second });
  const valuesFirst = regressionMetrics(actual, first);
  const valuesSecond = regressionMetrics(actual, second);
  const rowsFirst = rowErrors(actual, first);
  const rowsSecond = rowErrors(actual, second);
  const resampledFirst = metricArrays(options.resamples);
  const resampledSecond = metricArrays(options.resamples);
  // counts come by row of the table here, and each side wants them in the order of its own errors
  const counts = new Uint16Array(actual.length);
  forEachResample(actual.length, options, (drawn, index) => {
    for (let i = 0; i < drawn.length; i++) counts[rowsFirst.rank[i]] = drawn[i];
    measure(rowsFirst, counts, resampledFirst, index);
    for (let i = 0; i < drawn.length; i++) counts[rowsSecond.rank[i]] = drawn[i];
    measure(rowsSecond, counts, resampledSecond, index);
  });
  const leftFirst = options.method === "percentile" ? {} : leaveOneOut(rowsFirst);
  const leftSecond = options.method === "percentile" ? {} : leaveOneOut(rowsSecond);
  return fromMetrics((metric) => {
    const difference = resampledFirst[metric].map((value, index) => value - resampledSecond[metric][index]);
    let better = 0;
    for (const value of difference) better += value === 0 ? 0.5 : value > 0 === isGain(metric) ? 1 : 0;
    const a = leftFirst[metric];
    const b = leftSecond[metric];
    const jackknife = a && b ? a.map((_, row) => a[rowsFirst.rank[row]] - b[rowsSecond.rank[row]]) : undefined;
    return {
      ...bootstrapInterval(valuesFirst[metric] - valuesSecond[metric], difference, options, jackknife),
      firstBetter: difference.length > 0 ? better / difference.length : 0.5,
    };
  });
}

/** What each row adds to the sums, in ascending order of the absolute error; `rank[row]` is where a row stands. */
interface RowErrors {
  readonly rank: Uint32Array;
  readonly absolute: Float64Array;
  readonly error: Float64Array;
  /** the actual value less the mean of all */
  readonly actual: Float64Array;
}

type MetricArrays = Record<IntervalMetric, Float64Array>;

function rowErrors(actual: ArrayLike<number>, predicted: ArrayLike<number>): RowErrors {
  const n = actual.length;
  const gaps = Float64Array.from(actual, (value, row) => value - predicted[row]);
  const order = Uint32Array.from({ length: n }, (_, row) => row).sort((a, b) => Math.abs(gaps[a]) - Math.abs(gaps[b]));
  const rank = new Uint32Array(n);
  order.forEach((row, place) => (rank[row] = place));
  let mean = 0;
  for (let row = 0; row < n; row++) mean += actual[row] / n;
  return {
    rank,
    absolute: Float64Array.from(order, (row) => Math.abs(gaps[row])),
    error: Float64Array.from(order, (row) => gaps[row]),
    actual: Float64Array.from(order, (row) => actual[row] - mean),
  };
}

/** All metrics of one resample. `counts` are in the order of the errors: for a single set any labelling of rows will do. */
function measure(rows: RowErrors, counts: Uint16Array, into: MetricArrays, index: number): void {
  const { absolute, error, actual } = rows;
  const n = counts.length;
  let squared = 0;
  let sumAbsolute = 0;
  let sumError = 0;
  let sumActual = 0;
  let sumActual2 = 0;
  let seen = 0;
  let lower = -1;
  let upper = -1;
  const lowerAt = (n + 1) >> 1;
  const upperAt = (n >> 1) + 1;
  for (let i = 0; i < n; i++) {
    const count = counts[i];
    if (count === 0) continue;
    const e = error[i];
    const y = actual[i];
    squared += count * e * e;
    sumAbsolute += count * absolute[i];
    sumError += count * e;
    sumActual += count * y;
    sumActual2 += count * y * y;
    seen += count;
    if (lower < 0 && seen >= lowerAt) lower = absolute[i];
    if (upper < 0 && seen >= upperAt) upper = absolute[i];
  }
  const spread = Math.max(0, sumActual2 - (sumActual * sumActual) / n);
  into.mse[index] = squared / n;
  into.rmse[index] = Math.sqrt(squared / n);
  into.mae[index] = sumAbsolute / n;
  into.medianAe[index] = (lower + upper) / 2;
  into.r2[index] = shareExplained(squared, spread);
  into.explainedVariance[index] = shareExplained(Math.max(0, squared - (sumError * sumError) / n), spread);
}

/** Each metric with one row left out; none for the median, whose jackknife says nothing. */
function leaveOneOut({ absolute, error, actual }: RowErrors): Partial<MetricArrays> {
  const n = error.length;
  if (n < 3) return {};
  const left = metricArrays(n);
  const sum = (values: Float64Array, of: (value: number) => number) =>
    values.reduce((total, value) => total + of(value), 0);
  const squared = sum(error, (e) => e * e);
  const sumAbsolute = sum(absolute, (e) => e);
  const sumError = sum(error, (e) => e);
  const sumActual = sum(actual, (y) => y);
  const sumActual2 = sum(actual, (y) => y * y);
  for (let i = 0; i < n; i++) {
    const rest = squared - error[i] ** 2;
    const spread = Math.max(0, sumActual2 - actual[i] ** 2 - (sumActual - actual[i]) ** 2 / (n - 1));
    left.mse[i] = rest / (n - 1);
    left.rmse[i] = Math.sqrt(Math.max(0, rest) / (n - 1));
    left.mae[i] = (sumAbsolute - absolute[i]) / (n - 1);
    left.r2[i] = shareExplained(rest, spread);
    left.explainedVariance[i] = shareExplained(rest - (sumError - error[i]) ** 2 / (n - 1), spread);
  }
  return { mse: left.mse, rmse: left.rmse, mae: left.mae, r2: left.r2, explainedVariance: left.explainedVariance };
}

function metricArrays(length: number): MetricArrays {
  return fromMetrics(() => new Float64Array(length));
}

function fromMetrics<T>(make: (metric: IntervalMetric) => T): Record<IntervalMetric, T> {
  return Object.fromEntries(INTERVAL_METRICS.map((metric) => [metric, make(metric)])) as Record<IntervalMetric, T>;
}
