import { confusionMatrix, confusionScores, mostLikely } from "./confusion";
import type { Confusion } from "./confusion";
import { brierLosses, logLosses } from "./probability-scores";
import { bootstrapInterval, forEachResample } from "./resample";
import type { BootstrapOptions, Interval } from "./resample";

/** Read off the confusion matrix. */
const CONFUSION_METRICS = [
  "accuracy",
  "balancedAccuracy",
  "macroPrecision",
  "macroRecall",
  "macroF1",
  "weightedPrecision",
  "weightedRecall",
  "weightedF1",
] as const;

export const CLASSIFICATION_METRICS = [...CONFUSION_METRICS, "logLoss", "brier"] as const;

export type ClassificationMetric = (typeof CLASSIFICATION_METRICS)[number];

/**
 * Every classification metric with its bootstrap interval, all from the same resamples. The class with the largest
 * probability counts as predicted. `probabilities` are row by row, rows x classes. O(resamples * (rows + classes²)).
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "invalid-option" for a class that is not there
 */
export function bootstrapClassification(
  actual: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classes: number,
  options: BootstrapOptions,
): Readonly<Record<ClassificationMetric, Interval>> {
  const log = logLosses(actual, probabilities, classes);
  const brier = brierLosses(actual, probabilities, classes);
  const predicted = mostLikely(probabilities, classes);
  const full = confusionMatrix(actual, predicted, classes);
  const cells = predicted.map((label, row) => actual[row] * classes + label);
  const n = actual.length;

  const values = measure(full, mean(log), mean(brier));
  const resampled = fromMetrics(() => new Float64Array(options.resamples));
  const drawn: Confusion = { classes, counts: new Float64Array(classes * classes) };
  forEachResample(n, options, (counts, index) => {
    drawn.counts.fill(0);
    let sumLog = 0;
    let sumBrier = 0;
    for (let row = 0; row < n; row++) {
      const count = counts[row];
      drawn.counts[cells[row]] += count;
      sumLog += count * log[row];
      sumBrier += count * brier[row];
    }
    const measured = measure(drawn, sumLog / n, sumBrier / n);
    for (const metric of CLASSIFICATION_METRICS) resampled[metric][index] = measured[metric];
  });
  const jackknife = options.method === "percentile" || n < 3 ? null : leaveOneOut(full, cells, log, brier);
  return fromMetrics((metric) => bootstrapInterval(values[metric], resampled[metric], options, jackknife?.[metric]));
}

function measure(confusion: Confusion, logLoss: number, brier: number): Record<ClassificationMetric, number> {
  const { accuracy, balancedAccuracy, macro, weighted } = confusionScores(confusion);
  return {
    accuracy,
    balancedAccuracy,
    macroPrecision: macro.precision,
    macroRecall: macro.recall,
    macroF1: macro.f1,
    weightedPrecision: weighted.precision,
    weightedRecall: weighted.recall,
    weightedF1: weighted.f1,
    logLoss,
    brier,
  };
}

/** Each metric with one row left out: of the confusion scores there are only as many values as cells. */
function leaveOneOut(full: Confusion, cells: Uint32Array, log: Float64Array, brier: Float64Array) {
  const n = cells.length;
  const byCell = new Map<number, Record<ClassificationMetric, number>>();
  for (const cell of new Set(cells)) {
    const counts = full.counts.slice();
    counts[cell]--;
    byCell.set(cell, measure({ classes: full.classes, counts }, 0, 0));
  }
  const without = (losses: Float64Array) => {
    const total = mean(losses) * n;
    return losses.map((loss) => (total - loss) / (n - 1));
  };
  return fromMetrics((metric) => {
    if (metric === "logLoss") return without(log);
    if (metric === "brier") return without(brier);
    return Float64Array.from(cells, (cell) => byCell.get(cell)?.[metric] ?? 0);
  });
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function fromMetrics<T>(make: (metric: ClassificationMetric) => T): Record<ClassificationMetric, T> {
  return Object.fromEntries(CLASSIFICATION_METRICS.map((metric) => [metric, make(metric)])) as Record<
    ClassificationMetric,
    T
  >;
}
