import type { Metric } from "../experiment/metrics";
import type { ClassMetricTable, Interval, MetricTable } from "./views";

/** A metric by its name; null where this table has none of that name, or it is undefined for these rows. */
export function metricOf(table: MetricTable | ClassMetricTable, metric: Metric): Interval | null {
  return (table as Partial<Record<Metric, Interval | null>>)[metric] ?? null;
}

/** True where a larger value is the better one. */
export function isGainMetric(metric: Metric): boolean {
  return !["rmse", "mse", "mae", "logLoss"].includes(metric);
}
