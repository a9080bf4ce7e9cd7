import type { Task } from "../core/models/model";

/** What a problem can be judged by; the first is the default. */
export const METRICS_BY_TASK = {
  regression: ["rmse", "mse", "mae", "r2"],
  classification: ["accuracy", "balancedAccuracy", "macroF1", "logLoss", "rocAuc"],
} as const satisfies Readonly<Record<Task, readonly string[]>>;
export type Metric = (typeof METRICS_BY_TASK)[Task][number];
export const METRICS: readonly Metric[] = [...METRICS_BY_TASK.regression, ...METRICS_BY_TASK.classification];
