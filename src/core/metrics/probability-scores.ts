import { DataError } from "../errors";
import { checkLengths } from "./check-lengths";
import { quantiles } from "./quantile";

/** Probabilities below this are taken for it, as scikit-learn does, so that one sure miss does not cost everything. */
const SMALLEST = Number.EPSILON;

/**
 * Mean surprise -ln p(actual class): 0 when every row is foretold for sure, ln(classes) for knowing nothing.
 * `probabilities` are row by row, rows x classes.
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "invalid-option" for a class that is not there
 */
export function logLoss(
  actual: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classes: number,
  weights?: ArrayLike<number>,
): number {
  return meanOverRows(actual, probabilities, classes, weights, (row) => {
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += clip(probabilities[row * classes + k]);
    return -Math.log(clip(probabilities[row * classes + actual[row]]) / sum);
  });
}

/**
 * Mean squared gap between probabilities and what happened. For two classes that of class 1, from 0 (sure and right)
 * to 1 (sure and wrong), as scikit-learn's `brier_score_loss`; for more the sum over classes, from 0 to 2.
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "invalid-option"
 */
export function brierScore(
  actual: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classes: number,
  weights?: ArrayLike<number>,
): number {
  return meanOverRows(actual, probabilities, classes, weights, (row) => {
    let sum = 0;
    for (let k = classes === 2 ? 1 : 0; k < classes; k++) {
      sum += (probabilities[row * classes + k] - (actual[row] === k ? 1 : 0)) ** 2;
    }
    return sum;
  });
}

/** One bin of a reliability diagram. */
export interface CalibrationBin {
  readonly meanPredicted: number;
  /** share of the bin's rows that were of the class */
  readonly observed: number;
  readonly rows: number;
}

/**
 * How often what was given probability p came true, in bins of equal width or of about equal rows; empty bins are
 * left out. `happened` is 1 or 0. As scikit-learn's `calibration_curve`.
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "invalid-option"
 */
export function calibrationCurve(
  happened: ArrayLike<number>,
  probability: ArrayLike<number>,
  options: { readonly bins?: number; readonly strategy?: "uniform" | "quantile" } = {},
): CalibrationBin[] {
  const { bins = 10, strategy = "uniform" } = options;
  checkLengths({ happened, probability });
  if (!Number.isInteger(bins) || bins < 1)
    throw new DataError("invalid-option", `bins must be a positive integer, got ${bins}`);
  const inner = strategy === "uniform" ? uniformEdges(bins) : quantileEdges(probability, bins);
  const sums = Array.from({ length: bins }, () => ({ predicted: 0, happened: 0, rows: 0 }));
  for (let row = 0; row < happened.length; row++) {
    const p = probability[row];
    if (!(p >= 0 && p <= 1))
      throw new DataError("invalid-option", `a probability must be from 0 to 1, got ${p} in row ${row}`);
    let bin = 0;
    while (bin < inner.length && inner[bin] < p) bin++;
    sums[bin].predicted += p;
    sums[bin].happened += happened[row];
    sums[bin].rows++;
  }
  return sums
    .filter((sum) => sum.rows > 0)
    .map((sum) => ({ meanPredicted: sum.predicted / sum.rows, observed: sum.happened / sum.rows, rows: sum.rows }));
}

function uniformEdges(bins: number): number[] {
  const step = 1 / bins;
  return Array.from({ length: bins - 1 }, (_, i) => (i + 1) * step);
}

function quantileEdges(values: ArrayLike<number>, bins: number): number[] {
  return quantiles(
    values,
    Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins),
  );
}

function meanOverRows(
  actual: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classes: number,
  weights: ArrayLike<number> | undefined,
  lossOf: (row: number) => number,
): number {
  checkLengths({ actual, weights });
  if (probabilities.length !== actual.length * classes) {
    throw new DataError(
      "length-mismatch",
      `probabilities must have ${actual.length} rows of ${classes} classes, got ${probabilities.length} values`,
    );
  }
  let sum = 0;
  let total = 0;
  for (let row = 0; row < actual.length; row++) {
    if (!(actual[row] >= 0 && actual[row] < classes)) {
      throw new DataError(
        "invalid-option",
        `a class must be from 0 to ${classes - 1}, got ${actual[row]} in row ${row}`,
        { row },
      );
    }
    const weight = weights ? weights[row] : 1;
    sum += weight * lossOf(row);
    total += weight;
  }
  return sum / total;
}

function clip(p: number): number {
  return Math.min(1 - SMALLEST, Math.max(SMALLEST, p));
}
