import { DataError } from "../errors";
import { checkLengths } from "./check-lengths";

/** How often each class was taken for each: row `actual`, column `predicted`, at `actual * classes + predicted`. */
export interface Confusion {
  readonly classes: number;
  /** weights, or counts where each row weighs 1 */
  readonly counts: Float64Array;
}

/**
 * The confusion matrix of class indices 0 .. classes - 1. O(rows + classes²).
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "invalid-option" for an index that is no class
 */
export function confusionMatrix(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
  weights?: ArrayLike<number>,
): Confusion {
  checkLengths({ actual, predicted, weights });
  const counts = new Float64Array(classes * classes);
  for (let row = 0; row < actual.length; row++) {
    checkClass(actual[row], classes, row);
    checkClass(predicted[row], classes, row);
    counts[actual[row] * classes + predicted[row]] += weights ? weights[row] : 1;
  }
  return { classes, counts };
}

/** The class with the largest probability in each row of a row-by-row table; the first of equals. */
export function mostLikely(probabilities: ArrayLike<number>, classes: number): Uint32Array {
  return Uint32Array.from({ length: probabilities.length / classes }, (_, row) => {
    let best = 0;
    for (let k = 1; k < classes; k++) {
      if (probabilities[row * classes + k] > probabilities[row * classes + best]) best = k;
    }
    return best;
  });
}

/** Precision, recall and their harmonic mean, each in [0, 1]; 0 where nothing was there to divide by. */
export interface ClassScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** weight of the rows of this class */
  readonly support: number;
}

export interface ClassificationScores {
  /** share of rows predicted right */
  readonly accuracy: number;
  /** mean recall of the classes that occur */
  readonly balancedAccuracy: number;
  readonly perClass: readonly ClassScores[];
  /** every class counts alike; classes neither there nor predicted are left out, as in scikit-learn */
  readonly macro: ClassScores;
  /** every class counts by its rows */
  readonly weighted: ClassScores;
  /** over all decisions at once: for one label a row all three equal the accuracy */
  readonly micro: ClassScores;
}

/**
 * Every score of a confusion matrix, as scikit-learn computes it with `zero_division=0`.
 *
 * @example confusionScores(confusionMatrix([0, 0, 1, 1], [0, 1, 1, 1], 2)).macro.f1 // 0.7333
 */
export function confusionScores({ classes, counts }: Confusion): ClassificationScores {
  const perClass: ClassScores[] = [];
  const present: ClassScores[] = [];
  let right = 0;
  let total = 0;
  let recalls = 0;
  let occurring = 0;
  for (let k = 0; k < classes; k++) {
    let support = 0;
    let predicted = 0;
    for (let other = 0; other < classes; other++) {
      support += counts[k * classes + other];
      predicted += counts[other * classes + k];
    }
    const hits = counts[k * classes + k];
    const scores = scoresOf(hits, support, predicted);
    perClass.push(scores);
    if (support > 0 || predicted > 0) present.push(scores);
    if (support > 0) {
      occurring++;
      recalls += scores.recall;
    }
    right += hits;
    total += support;
  }
  const accuracy = total > 0 ? right / total : 0;
  return {
    accuracy,
    balancedAccuracy: occurring > 0 ? recalls / occurring : 0,
    perClass,
    macro: meanScores(present, () => 1, total),
    weighted: meanScores(present, (scores) => scores.support, total),
    micro: scoresOf(right, total, total),
  };
}

function scoresOf(hits: number, support: number, predicted: number): ClassScores {
  return {
    precision: predicted > 0 ? hits / predicted : 0,
    recall: support > 0 ? hits / support : 0,
    f1: support + predicted > 0 ? (2 * hits) / (support + predicted) : 0,
    support,
  };
}

function meanScores(
  scores: readonly ClassScores[],
  weightOf: (scores: ClassScores) => number,
  support: number,
): ClassScores {
  const weight = scores.reduce((sum, each) => sum + weightOf(each), 0);
  const mean = (pick: (each: ClassScores) => number) =>
    weight > 0 ? scores.reduce((sum, each) => sum + weightOf(each) * pick(each), 0) / weight : 0;
  return {
    precision: mean((each) => each.precision),
    recall: mean((each) => each.recall),
    f1: mean((each) => each.f1),
    support,
  };
}

function checkClass(index: number, classes: number, row: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= classes) {
    throw new DataError(
      "invalid-option",
      `a class must be an integer from 0 to ${classes - 1}, got ${index} in row ${row}`,
      { row },
    );
  }
}
