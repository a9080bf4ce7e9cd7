import { confusionScores } from "../../../core/metrics/confusion";
import type { ClassScores } from "../../../core/metrics/confusion";
import type { ClassMetricTable, ClassView, Interval, PartName } from "../../../pipeline/views";
import type { ChartTable } from "../../../ui/charts/chart-table";
import { formatChange, formatNumber, formatPercent } from "../../../ui/format";

export type ClassMetricName = keyof ClassMetricTable;

export const CLASS_METRIC_NAMES: readonly ClassMetricName[] = [
  "accuracy",
  "balancedAccuracy",
  "macroPrecision",
  "macroRecall",
  "macroF1",
  "weightedPrecision",
  "weightedRecall",
  "weightedF1",
  "logLoss",
  "brier",
  "rocAuc",
  "averagePrecision",
];

export const CLASS_METRIC_LABELS: Readonly<Record<ClassMetricName, string>> = {
  accuracy: "Accuracy",
  balancedAccuracy: "Balanced accuracy",
  macroPrecision: "Precision, macro",
  macroRecall: "Recall, macro",
  macroF1: "F1, macro",
  weightedPrecision: "Precision, weighted",
  weightedRecall: "Recall, weighted",
  weightedF1: "F1, weighted",
  logLoss: "Log loss",
  brier: "Brier score",
  rocAuc: "ROC AUC",
  averagePrecision: "Average precision",
};

export interface ClassMetricColumn {
  readonly name: string;
  readonly isBaseline: boolean;
  readonly metrics: ClassMetricTable;
}

/** Every part, then both baselines. */
export function classMetricColumns({ metrics, baselines }: ClassView): readonly ClassMetricColumn[] {
  return [
    { name: "Train", isBaseline: false, metrics: metrics.train },
    ...(metrics.validation ? [{ name: "Validation", isBaseline: false, metrics: metrics.validation }] : []),
    { name: "Test", isBaseline: false, metrics: metrics.test },
    { name: "Majority", isBaseline: true, metrics: baselines.majority },
    { name: "Shares", isBaseline: true, metrics: baselines.prior },
  ];
}

/** Accuracies are shares, the others plain numbers. */
export function formatClassMetric(metric: ClassMetricName, value: number): string {
  return metric === "accuracy" || metric === "balancedAccuracy" ? formatPercent(value) : formatNumber(value, 3);
}

/** "58.2% to 63.4%", or null where no interval was drawn. */
export function classIntervalText(metric: ClassMetricName, interval: Interval | null): string | null {
  if (!interval || !(interval.low < interval.high)) return null;
  return `${formatClassMetric(metric, interval.low)} to ${formatClassMetric(metric, interval.high)}`;
}

/** One line for the head of the cell. */
export function classSummary(view: Pick<ClassView, "metrics" | "baselines">, testRows: number): string {
  const { accuracy, macroF1 } = view.metrics.test;
  const interval = classIntervalText("accuracy", accuracy);
  const gain = (accuracy.value - view.baselines.majority.accuracy.value) * 100;
  const counted = `on ${formatNumber(testRows)} posts`;
  return `Test accuracy ${formatPercent(accuracy.value)}${interval ? ` (${interval})` : ""} ${counted}, ${formatChange(gain, 1)} points on the majority, macro F1 ${formatNumber(macroF1.value, 3)}`;
}

/** Whether the bar is met, in words; null without a bar. */
export function classBarSentence({ bar, metrics }: ClassView): string | null {
  if (!bar || !(CLASS_METRIC_NAMES as readonly string[]).includes(bar.metric)) return null;
  const metric = bar.metric as ClassMetricName;
  const measured = metrics.test[metric];
  if (!measured) return `The bar (${CLASS_METRIC_LABELS[metric]}) cannot be judged: all test posts are of one class.`;
  const verdict = `The bar (${CLASS_METRIC_LABELS[metric]}, ${formatClassMetric(metric, bar.value)}) is ${bar.met ? "met" : "not met"}: ${formatClassMetric(metric, measured.value)}`;
  const holds = measured.low < bar.value && bar.value < measured.high;
  return holds ? `${verdict}. The interval holds the bar, so other test posts might say otherwise.` : `${verdict}.`;
}

export interface ClassRow extends ClassScores {
  readonly label: string;
  /** rows that were given this label */
  readonly predicted: number;
}

/** Precision, recall and F1 of every class of a part. */
export function perClassRows(view: ClassView, part: PartName): readonly ClassRow[] {
  const counts = Float64Array.from(view.confusions[part] ?? view.confusions.test);
  const classes = view.classes.length;
  const { perClass } = confusionScores({ classes, counts });
  return perClass.map((scores, k) => ({
    ...scores,
    label: view.classes[k],
    predicted: view.classes.reduce((total, _, actual) => total + counts[actual * classes + k], 0),
  }));
}

/** What is copied as CSV: one line a metric and column. */
export function classMetricTable(columns: readonly ClassMetricColumn[]): ChartTable {
  return {
    columns: [{ name: "metric" }, { name: "of" }, { name: "value" }, { name: "low" }, { name: "high" }],
    rows: CLASS_METRIC_NAMES.flatMap((metric) =>
      columns.flatMap(({ name, isBaseline, metrics }) => {
        const measured = metrics[metric];
        const of = isBaseline ? `baseline ${name.toLowerCase()}` : name.toLowerCase();
        return measured ? [[metric, of, measured.value, measured.low, measured.high]] : [];
      }),
    ),
  };
}
