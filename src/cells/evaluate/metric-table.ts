import { regressionMetrics } from "../../core/metrics/regression";
import type { RegressionView, Interval, MetricTable } from "../../pipeline/views";
import type { ChartTable } from "../../ui/charts/chart-table";
import { formatNumber, formatPercent, formatTarget } from "../../ui/format";
import type { EvaluationPart } from "./evaluation-part";

export const METRIC_NAMES = ["rmse", "mse", "mae", "medianAe", "r2"] as const;
export type MetricName = (typeof METRIC_NAMES)[number];

export const METRIC_LABELS: Readonly<Record<MetricName, string>> = {
  rmse: "RMSE",
  mse: "MSE",
  mae: "MAE",
  medianAe: "Median error",
  r2: "R²",
};

export interface MetricColumn {
  readonly name: string;
  readonly kind: "part" | "seen" | "unseen" | "baseline";
  readonly metrics: Readonly<Record<MetricName, Interval>>;
}

/** Every part, then seen and unseen test posts where some leak, then both baselines: the columns of the table. */
export function metricColumns(view: RegressionView, test: EvaluationPart): readonly MetricColumn[] {
  const { metrics, baselines } = view;
  const columns: MetricColumn[] = [
    { name: "Train", kind: "part", metrics: metrics.train },
    ...(metrics.validation ? [{ name: "Validation", kind: "part" as const, metrics: metrics.validation }] : []),
    { name: "Test", kind: "part", metrics: metrics.test },
  ];
  const halves = seenAndUnseen(test);
  if (halves) {
    columns.push(
      { name: `${formatNumber(test.seenCount)} seen`, kind: "seen", metrics: halves.seen },
      { name: `${formatNumber(test.rows.length - test.seenCount)} unseen`, kind: "unseen", metrics: halves.unseen },
    );
  }
  return [
    ...columns,
    { name: "Mean", kind: "baseline", metrics: baselines.mean },
    { name: "Median", kind: "baseline", metrics: baselines.median },
  ];
}

export interface Halves {
  readonly seen: MetricTable;
  readonly unseen: MetricTable;
}

/** The strip, the line below it and the table all ask for the same. */
const halvesOf = new WeakMap<EvaluationPart, Halves | null>();

/** Metrics of the test posts seen in training and of the others; null where there are not both. */
export function seenAndUnseen(test: EvaluationPart): Halves | null {
  if (!halvesOf.has(test)) halvesOf.set(test, measureHalves(test));
  return halvesOf.get(test) ?? null;
}

function measureHalves(test: EvaluationPart): Halves | null {
  const { seen, seenCount, rows } = test;
  if (!seen || seenCount === rows.length) return null;
  const among = (wanted: number): MetricTable => {
    const count = wanted === 1 ? seenCount : rows.length - seenCount;
    const actual = new Float64Array(count);
    const predicted = new Float64Array(count);
    for (let i = 0, at = 0; i < seen.length; i++) {
      if (seen[i] !== wanted) continue;
      actual[at] = test.actual[i];
      predicted[at++] = test.predicted[i];
    }
    const values = regressionMetrics(actual, predicted);
    const plain = (value: number): Interval => ({ value, low: value, high: value });
    return {
      rmse: plain(values.rmse),
      mse: plain(values.mse),
      mae: plain(values.mae),
      medianAe: plain(values.medianAe),
      r2: plain(values.r2),
    };
  };
  return { seen: among(1), unseen: among(0) };
}

export function formatMetric(metric: MetricName, value: number): string {
  return metric === "r2" ? formatNumber(value, 3) : formatTarget(value);
}

/** "3,950 to 5,640", or null where no interval was drawn. */
export function intervalText(metric: MetricName, { low, high }: Interval): string | null {
  return low < high ? `${formatMetric(metric, low)} to ${formatMetric(metric, high)}` : null;
}

/** Whether the bar is met, in words, with what the interval says of it; null without a bar. */
export function barSentence(view: RegressionView, target: string): string | null {
  const { bar, metrics, confidence } = view;
  if (!bar || !(METRIC_NAMES as readonly string[]).includes(bar.metric)) return null;
  const metric = bar.metric as MetricName;
  const { value, low, high } = metrics.test[metric];
  const label = metric === "r2" ? METRIC_LABELS.r2 : `${METRIC_LABELS[metric]}, ${target}`;
  const verdict = `The bar (${label}, ${formatMetric(metric, bar.value)}) is ${bar.met ? "met" : "not met"}: ${formatMetric(metric, value)}`;
  if (!(low < high)) return `${verdict}.`;
  const holds = low < bar.value && bar.value < high;
  return holds
    ? `${verdict}. The ${formatPercent(confidence, 0)} interval holds the bar, so other test posts might say otherwise.`
    : `${verdict}, and the whole ${formatPercent(confidence, 0)} interval lies on that side.`;
}

/** One line a metric and column: what is copied as CSV. */
export function metricCsvTable(columns: readonly MetricColumn[]): ChartTable {
  return {
    columns: [{ name: "metric" }, { name: "of" }, { name: "value" }, { name: "low" }, { name: "high" }],
    rows: METRIC_NAMES.flatMap((metric) =>
      columns.map(({ name, kind, metrics }) => {
        const { value, low, high } = metrics[metric];
        const of =
          kind === "baseline"
            ? `baseline ${name.toLowerCase()}`
            : kind === "part"
              ? name.toLowerCase()
              : `test, ${name}`;
        return [metric, of, value, low, high];
      }),
    ),
  };
}
