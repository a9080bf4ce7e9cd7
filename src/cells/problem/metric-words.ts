import type { Task } from "../../core/models/model";
import { METRICS } from "../../experiment/metrics";
import type { Metric } from "../../experiment/metrics";
import type { Interval, Run } from "../../pipeline/views";
import { formatNumber, formatTarget } from "../../ui/format";

export interface MetricWords {
  readonly task: Task;
  readonly short: string;
  readonly help: string;
  readonly better: "more" | "less";
  /** in the target's unit, or a plain number of three decimals */
  readonly unit: "target" | "none";
}

const WORDS: Readonly<Record<string, MetricWords>> = {
  rmse: {
    task: "regression",
    short: "RMSE",
    help: "In the target's unit; large errors weigh more.",
    better: "less",
    unit: "target",
  },
  mae: {
    task: "regression",
    short: "MAE",
    help: "The average error, in the target's unit.",
    better: "less",
    unit: "target",
  },
  mse: {
    task: "regression",
    short: "MSE",
    help: "The squared error; large errors weigh most.",
    better: "less",
    unit: "target",
  },
  r2: {
    task: "regression",
    short: "R²",
    help: "Share of the spread explained; 0 is no better than the mean.",
    better: "more",
    unit: "none",
  },
  accuracy: {
    task: "classification",
    short: "accuracy",
    help: "Share of the posts given their label.",
    better: "more",
    unit: "none",
  },
  balancedAccuracy: {
    task: "classification",
    short: "balanced accuracy",
    help: "The same, every class counting alike.",
    better: "more",
    unit: "none",
  },
  macroF1: {
    task: "classification",
    short: "macro F1",
    help: "F1 averaged over classes, a rare one counting as much as a common one.",
    better: "more",
    unit: "none",
  },
  logLoss: {
    task: "classification",
    short: "log loss",
    help: "How surprised the probabilities were; 0 is certain and right.",
    better: "less",
    unit: "none",
  },
  rocAuc: {
    task: "classification",
    short: "ROC AUC",
    help: "How well posts are ranked; 0.5 is by chance.",
    better: "more",
    unit: "none",
  },
};

/** How a metric is called and read; one of a newer file by its own name. */
export function metricWords(metric: string): MetricWords {
  return Object.hasOwn(WORDS, metric)
    ? WORDS[metric]
    : { task: "regression", short: metric, help: "", better: "less", unit: "none" };
}

export function metricsOf(task: Task): readonly Metric[] {
  return METRICS.filter((metric) => metricWords(metric).task === task);
}

export function isBetter(metric: string, a: number, b: number): boolean {
  return metricWords(metric).better === "more" ? a > b : a < b;
}

export function formatMetric(metric: string, value: number, scale?: number): string {
  return metricWords(metric).unit === "none" ? formatNumber(value, 3) : formatTarget(value, scale);
}

/** A run's metric on its test rows, or null where a run of another task has none. */
export function testMetric(run: Pick<Run, "metrics">, metric: string): Interval | null {
  return (run.metrics.test as Readonly<Record<string, Interval | null | undefined>>)[metric] ?? null;
}

/** The two figures a run is told apart by. */
export function mainMetrics(run: Pick<Run, "metrics">): readonly [string, string] {
  return testMetric(run, "rmse") === null ? ["accuracy", "macroF1"] : ["rmse", "r2"];
}
