import { fitResidualIntervals, intervalAt } from "../../core/metrics/residual-intervals";
import { quantiles } from "../../core/metrics/quantile";
import type { ErrorRows } from "../../pipeline/errors/error-rows";

/** Posts that are right or wrong in one way. */
export interface ErrorGroup {
  readonly name: string;
  readonly count: number;
  readonly share: number;
  /** of the log loss, or of the absolute error */
  readonly meanLoss: number;
  readonly lossShare: number;
  /** of the table */
  readonly rows: readonly number[];
}

/** The probability that each post was given its label with. */
export function confidences({ predicted, probabilities, classes }: ErrorRows): Float64Array {
  return predicted.map((label, place) => probabilities[place * classes.length + label]);
}

/** Half of the posts are given their label with at least this, in whole hundredths; rounded down, so that nearly 1 is not 1. */
export function medianConfidence(part: ErrorRows): number {
  const sure = confidences(part);
  return sure.length === 0 ? 0.5 : Math.floor(quantiles(sure, [0.5])[0] * 100 + 1e-9) / 100;
}

/** Right and wrong labels, each given surely (with a probability of at least `sureFrom`) and not. */
export function labelGroups(part: ErrorRows, sureFrom: number): ErrorGroup[] {
  const sure = confidences(part);
  const { wrong, logLoss } = part.losses;
  return groupsOf(
    part,
    logLoss,
    ["Confidently right", "Hesitantly right", "Hesitantly wrong", "Confidently wrong"],
    (at) => (wrong[at] === 0 ? (sure[at] >= sureFrom ? 0 : 1) : sure[at] < sureFrom ? 2 : 3),
  );
}

/** Share of actual values that the intervals hold. */
export const COVERAGE = 0.8;

/**
 * Scores by whether the actual value lies in the interval given with the prediction, and on which side. The intervals are those of
 * the test posts, as the live form gives them.
 */
export function scoreGroups(part: ErrorRows, test: ErrorRows): ErrorGroup[] {
  const intervals = fitResidualIntervals(test.predicted, test.actual, { coverage: COVERAGE });
  const { absolute, residual } = part.losses;
  return groupsOf(
    part,
    absolute,
    [
      "Inside, predicted too high",
      "Inside, predicted too low",
      "Outside, predicted far too high",
      "Outside, predicted far too low",
    ],
    (at) => {
      const { low, high } = intervalAt(intervals, part.predicted[at]);
      if (part.actual[at] < low) return 2;
      if (part.actual[at] > high) return 3;
      return residual[at] <= 0 ? 0 : 1;
    },
  );
}

function groupsOf(
  { rows }: ErrorRows,
  losses: Float64Array,
  names: readonly string[],
  groupOf: (place: number) => number,
): ErrorGroup[] {
  const total = losses.reduce((sum, loss) => sum + loss, 0);
  const members: number[][] = names.map(() => []);
  const sums = names.map(() => 0);
  rows.forEach((row, place) => {
    const group = groupOf(place);
    members[group].push(row);
    sums[group] += losses[place];
  });
  return names.map((name, i) => ({
    name,
    count: members[i].length,
    share: rows.length > 0 ? members[i].length / rows.length : 0,
    meanLoss: members[i].length > 0 ? sums[i] / members[i].length : NaN,
    lossShare: total > 0 ? sums[i] / total : 0,
    rows: members[i],
  }));
}
