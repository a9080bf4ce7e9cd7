import { checkLengths } from "./check-lengths";
import { confusionMatrix, confusionScores, mostLikely } from "./confusion";
import type { Confusion } from "./confusion";
import type { PairedDifference } from "./bootstrap-regression";
import { logLosses } from "./probability-scores";
import { bootstrapInterval, forEachResample } from "./resample";
import type { BootstrapOptions } from "./resample";

export const PAIRED_CLASS_METRICS = ["accuracy", "balancedAccuracy", "macroF1", "logLoss"] as const;

export type PairedClassMetric = (typeof PAIRED_CLASS_METRICS)[number];

type Figures = Record<PairedClassMetric, number>;

/**
 * First minus second, by metric, with bias-corrected intervals from resampling both on the same rows. Probabilities are
 * row by row, rows x classes. Where the interval holds 0, the two cannot be told apart.
 *
 * @throws {DataError} "too-few-rows", "invalid-option" for an index that is no class
 */
export function pairedClassification(
  actual: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  classes: number,
  options: BootstrapOptions,
): Readonly<Record<PairedClassMetric, PairedDifference & { readonly first: number; readonly second: number }>> {
  checkLengths({ first, second });
  const a = side(actual, first, classes);
  const b = side(actual, second, classes);
  const whole = new Uint16Array(actual.length).fill(1);
  const valueOfFirst = a(whole);
  const valueOfSecond = b(whole);
  const drawn = PAIRED_CLASS_METRICS.map(() => new Float64Array(options.resamples));
  forEachResample(actual.length, options, (counts, index) => {
    const one = a(counts);
    const other = b(counts);
    PAIRED_CLASS_METRICS.forEach((metric, m) => (drawn[m][index] = one[metric] - other[metric]));
  });
  return Object.fromEntries(
    PAIRED_CLASS_METRICS.map((metric, m) => {
      let better = 0;
      for (const value of drawn[m]) better += value === 0 ? 0.5 : value > 0 === (metric !== "logLoss") ? 1 : 0;
      const values = { first: valueOfFirst[metric], second: valueOfSecond[metric] };
      const interval = bootstrapInterval(values.first - values.second, drawn[m], options);
      return [metric, { ...values, ...interval, firstBetter: drawn[m].length > 0 ? better / drawn[m].length : 0.5 }];
    }),
  ) as ReturnType<typeof pairedClassification>;
}

/** The figures of one set of predictions on any resample of the rows. */
function side(actual: ArrayLike<number>, probabilities: ArrayLike<number>, classes: number) {
  const losses = logLosses(actual, probabilities, classes);
  const predicted = mostLikely(probabilities, classes);
  const { counts: checked } = confusionMatrix(actual, predicted, classes);
  const cells = predicted.map((label, row) => actual[row] * classes + label);
  const confusion: Confusion = { classes, counts: new Float64Array(checked.length) };
  return (counts: Uint16Array): Figures => {
    confusion.counts.fill(0);
    let loss = 0;
    for (let row = 0; row < cells.length; row++) {
      confusion.counts[cells[row]] += counts[row];
      loss += counts[row] * losses[row];
    }
    const { accuracy, balancedAccuracy, macro } = confusionScores(confusion);
    return { accuracy, balancedAccuracy, macroF1: macro.f1, logLoss: loss / cells.length };
  };
}
