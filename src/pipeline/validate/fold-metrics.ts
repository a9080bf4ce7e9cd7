import { bootstrapClassification } from "../../core/metrics/bootstrap-classification";
import { bootstrapRanking } from "../../core/metrics/bootstrap-ranking";
import { bootstrapIntervals } from "../../core/metrics/bootstrap-regression";
import type { Interval } from "../../core/metrics/resample";
import { METRICS_BY_TASK } from "../../experiment/metrics";
import type { Metric } from "../../experiment/metrics";
import type { FoldMetrics } from "./validation-view";

export interface Judged {
  readonly actual: Float64Array;
  /** one a row, or rows x classes probabilities */
  readonly predicted: Float64Array;
  /** 0 for regression */
  readonly classCount: number;
}

/** Every metric a problem of this task can be judged by. */
export function foldMetrics(judged: Judged): FoldMetrics {
  const intervals = metricIntervals(judged, { resamples: 0, confidence: 0.95, seed: 0 });
  return Object.fromEntries(Object.entries(intervals).map(([metric, interval]) => [metric, interval?.value ?? null]));
}

/** The same with bootstrap intervals. */
export function metricIntervals(
  { actual, predicted, classCount }: Judged,
  options: { readonly resamples: number; readonly confidence: number; readonly seed: number },
): Readonly<Partial<Record<Metric, Interval | null>>> {
  if (classCount === 0) return pick(METRICS_BY_TASK.regression, bootstrapIntervals(actual, predicted, options));
  return pick(METRICS_BY_TASK.classification, {
    ...bootstrapClassification(actual, predicted, classCount, options),
    ...bootstrapRanking(actual, predicted, classCount, options),
  });
}

/** The least and greatest value a metric can have. */
export function metricRange(metric: Metric): readonly [number, number] {
  if (metric === "r2") return [-Infinity, 1];
  return ["rmse", "mse", "mae", "logLoss"].includes(metric) ? [0, Infinity] : [0, 1];
}

function pick<M extends Metric>(metrics: readonly M[], table: Readonly<Record<M, Interval | null>>) {
  return Object.fromEntries(metrics.map((metric) => [metric, table[metric]]));
}
