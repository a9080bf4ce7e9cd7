import { isClassRun } from "../views";
import type { Run } from "../views";

/** A test row and what two runs said of it. */
export interface Disagreement {
  readonly row: number;
  /** a number, or the label */
  readonly actual: number | string;
  readonly first: number | string;
  readonly second: number | string;
  /** in the target's unit, or the share of probability that lies elsewhere: 0 to 1 */
  readonly gap: number;
}

/**
 * Test rows that both runs were judged by, the one they disagree on most first: by the distance of the scores, or by the total
 * variation between the probabilities. Empty where they predict different things. O(rows · classes).
 */
export function findDisagreements(first: Run, second: Run, count: number): readonly Disagreement[] {
  const gaps = isClassRun(first) && isClassRun(second) ? labelGaps(first, second) : scoreGaps(first, second);
  return gaps.sort((a, b) => b.gap - a.gap || a.row - b.row).slice(0, count);
}

function scoreGaps(first: Run, second: Run): Disagreement[] {
  if (isClassRun(first) || isClassRun(second)) return [];
  const a = first.evaluate.points.test;
  const b = second.evaluate.points.test;
  const at = new Map(Array.from(b.rows, (row, place) => [row, place]));
  return Array.from(a.rows, (row, place) => ({ row, place, other: at.get(row) })).flatMap(({ row, place, other }) => {
    if (other === undefined) return [];
    const [one, two] = [a.predicted[place], b.predicted[other]];
    return [{ row, actual: a.actual[place], first: one, second: two, gap: Math.abs(one - two) }];
  });
}

function labelGaps(
  first: Extract<Run, { evaluate: { task: "classification" } }>,
  second: Extract<Run, { evaluate: { task: "classification" } }>,
): Disagreement[] {
  const { classes } = first.evaluate;
  const width = classes.length;
  if (String(classes) !== String(second.evaluate.classes)) return [];
  const a = first.evaluate.points.test;
  const b = second.evaluate.points.test;
  const at = new Map(Array.from(b.rows, (row, place) => [row, place]));
  return Array.from(a.rows, (row, place) => ({ row, place, other: at.get(row) })).flatMap(({ row, place, other }) => {
    if (other === undefined) return [];
    const one = a.probabilities.subarray(place * width, (place + 1) * width);
    const two = b.probabilities.subarray(other * width, (other + 1) * width);
    const gap = one.reduce((sum, p, k) => sum + Math.abs(p - two[k]), 0) / 2;
    return [
      { row, actual: classes[a.actual[place]], first: likeliest(one, classes), second: likeliest(two, classes), gap },
    ];
  });
}

function likeliest(probabilities: Float64Array, classes: readonly string[]): string {
  let best = 0;
  for (let k = 1; k < probabilities.length; k++) if (probabilities[k] > probabilities[best]) best = k;
  return classes[best];
}
