import { DataError } from "../errors";
import { checkLengths } from "./check-lengths";
import { log } from "../portable-math";

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
  return weightedMean(logLosses(actual, probabilities, classes), weights);
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
  return weightedMean(brierLosses(actual, probabilities, classes), weights);
}

/** The surprise at each row: what {@link logLoss} is the mean of. */
export function logLosses(actual: ArrayLike<number>, probabilities: ArrayLike<number>, classes: number): Float64Array {
  checkTable(actual, probabilities, classes);
  return Float64Array.from(actual, (label, row) => {
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += clip(probabilities[row * classes + k]);
    return -log(clip(probabilities[row * classes + label]) / sum);
  });
}

/** The squared gap of each row: what {@link brierScore} is the mean of. */
export function brierLosses(
  actual: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classes: number,
): Float64Array {
  checkTable(actual, probabilities, classes);
  return Float64Array.from(actual, (label, row) => {
    let sum = 0;
    for (let k = classes === 2 ? 1 : 0; k < classes; k++) {
      sum += (probabilities[row * classes + k] - (label === k ? 1 : 0)) ** 2;
    }
    return sum;
  });
}

function weightedMean(losses: Float64Array, weights: ArrayLike<number> | undefined): number {
  checkLengths({ losses, weights });
  let sum = 0;
  let total = 0;
  for (let row = 0; row < losses.length; row++) {
    const weight = weights ? weights[row] : 1;
    sum += weight * losses[row];
    total += weight;
  }
  return sum / total;
}

function checkTable(actual: ArrayLike<number>, probabilities: ArrayLike<number>, classes: number): void {
  checkLengths({ actual });
  if (probabilities.length !== actual.length * classes) {
    throw new DataError(
      "length-mismatch",
      `probabilities must have ${actual.length} rows of ${classes} classes, got ${probabilities.length} values`,
    );
  }
  for (let row = 0; row < actual.length; row++) {
    if (Number.isInteger(actual[row]) && actual[row] >= 0 && actual[row] < classes) continue;
    const message = `a class must be from 0 to ${classes - 1}, got ${actual[row]} in row ${row}`;
    throw new DataError("invalid-option", message, { row });
  }
}

function clip(p: number): number {
  return Math.min(1 - SMALLEST, Math.max(SMALLEST, p));
}
