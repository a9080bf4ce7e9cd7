import { DataError } from "../errors";
import { checkLengths } from "./check-lengths";

/** Points of a curve over falling thresholds; rows with a score of at least `threshold` are called positive. */
export interface RocCurve {
  /** share of negatives called positive, from 0 to 1 */
  readonly falsePositiveRate: Float64Array;
  /** share of positives called positive, from 0 to 1 */
  readonly truePositiveRate: Float64Array;
  /** the first is Infinity: nothing is called positive */
  readonly thresholds: Float64Array;
  /** chance that a positive outranks a negative, ties half: 0.5 is chance, 1 perfect */
  readonly area: number;
}

export interface PrecisionRecallCurve {
  readonly precision: Float64Array;
  readonly recall: Float64Array;
  readonly thresholds: Float64Array;
  /** area under the steps of the curve: scikit-learn's average precision */
  readonly averagePrecision: number;
}

/**
 * The ROC curve of scores against 1 (positive) or 0, a point for each distinct score, and the area under it.
 * O(n log n).
 *
 * @throws {DataError} "single-class" when all rows are of one class, "too-few-rows", "length-mismatch", "not-finite"
 * @example rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).area // 0.75
 */
export function rocCurve(
  positive: ArrayLike<number>,
  scores: ArrayLike<number>,
  weights?: ArrayLike<number>,
): RocCurve {
  const { hits, alarms, thresholds } = countByThreshold(positive, scores, weights);
  const points = thresholds.length;
  const positives = hits[points - 1];
  const negatives = alarms[points - 1];
  if (!(positives > 0 && negatives > 0)) {
    throw new DataError(
      "single-class",
      `a ROC curve needs rows of both classes, got ${positives > 0 ? "positives" : "negatives"} only`,
    );
  }
  const falsePositiveRate = new Float64Array(points + 1);
  const truePositiveRate = new Float64Array(points + 1);
  const withNone = new Float64Array(points + 1);
  withNone[0] = Infinity;
  withNone.set(thresholds, 1);
  let area = 0;
  for (let i = 0; i < points; i++) {
    falsePositiveRate[i + 1] = alarms[i] / negatives;
    truePositiveRate[i + 1] = hits[i] / positives;
    area += ((falsePositiveRate[i + 1] - falsePositiveRate[i]) * (truePositiveRate[i + 1] + truePositiveRate[i])) / 2;
  }
  return { falsePositiveRate, truePositiveRate, thresholds: withNone, area };
}

/**
 * Precision and recall over falling thresholds, and the average precision. O(n log n).
 *
 * @throws {DataError} "single-class" without positives, "too-few-rows", "length-mismatch", "not-finite"
 */
export function precisionRecallCurve(
  positive: ArrayLike<number>,
  scores: ArrayLike<number>,
  weights?: ArrayLike<number>,
): PrecisionRecallCurve {
  const { hits, alarms, thresholds } = countByThreshold(positive, scores, weights);
  const positives = hits[hits.length - 1];
  if (!(positives > 0)) throw new DataError("single-class", "a precision-recall curve needs positive rows, got none");
  const precision = Float64Array.from(hits, (hit, i) => (hit > 0 ? hit / (hit + alarms[i]) : 0));
  const recall = Float64Array.from(hits, (hit) => hit / positives);
  let averagePrecision = 0;
  for (let i = 0; i < recall.length; i++) averagePrecision += (recall[i] - (i > 0 ? recall[i - 1] : 0)) * precision[i];
  return { precision, recall, thresholds, averagePrecision };
}

/** Weight of positives (`hits`) and negatives (`alarms`) at or above each distinct score, falling. */
function countByThreshold(
  positive: ArrayLike<number>,
  scores: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
) {
  checkLengths({ positive, scores, weights });
  const order: number[] = [];
  for (let row = 0; row < scores.length; row++) {
    if (!Number.isFinite(scores[row]))
      throw new DataError("not-finite", `scores must be finite, got ${scores[row]} in row ${row}`, { row });
    if (!weights || weights[row] !== 0) order.push(row);
  }
  order.sort((a, b) => scores[b] - scores[a]);
  const hits: number[] = [];
  const alarms: number[] = [];
  const thresholds: number[] = [];
  let hit = 0;
  let alarm = 0;
  order.forEach((row, i) => {
    const weight = weights ? weights[row] : 1;
    if (positive[row] === 1) hit += weight;
    else alarm += weight;
    if (i + 1 < order.length && scores[order[i + 1]] === scores[row]) return;
    hits.push(hit);
    alarms.push(alarm);
    thresholds.push(scores[row]);
  });
  return { hits, alarms, thresholds: Float64Array.from(thresholds) };
}
