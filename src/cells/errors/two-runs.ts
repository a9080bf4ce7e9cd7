import type { ErrorComparison } from "../../pipeline/errors/errors-view";
import { formatCount, formatNumber } from "../../ui/format";
import { METRIC_LABELS, formatDifference, changeInterval } from "./error-words";

/** What became of the posts with the second run. */
export interface ChangeGroup {
  readonly name: string;
  readonly rows: readonly number[];
}

/** Posts by whether either run has them wrong; for scores, far off. */
export function changeGroups({ rows, firstWrong, secondWrong, isClasses }: ErrorComparison): ChangeGroup[] {
  const names = isClasses
    ? ["Right with both", "Put right", "Now wrong", "Wrong with both"]
    : ["Near with both", "Brought near", "Now far off", "Far off with both"];
  const members: number[][] = names.map(() => []);
  rows.forEach((row, place) => {
    members[firstWrong[place] ? (secondWrong[place] ? 3 : 1) : secondWrong[place] ? 2 : 0].push(row);
  });
  return names.map((name, i) => ({ name, rows: members[i] }));
}

export type ChangeOrder = "better" | "worse";

/** Places of the posts whose loss changed most, in order. */
export function largestChanges({ firstLoss, secondLoss, rows }: ErrorComparison, order: ChangeOrder): number[] {
  const sign = order === "better" ? 1 : -1;
  const change = (place: number): number => sign * (secondLoss[place] - firstLoss[place]);
  return Array.from(rows.keys())
    .filter((place) => change(place) < 0)
    .sort((a, b) => change(a) - change(b) || rows[a] - rows[b]);
}

/** The difference over all posts, and whether it is more than chance. */
export function changeFinding(comparison: ErrorComparison, names: readonly [string, string]): string {
  const { slices, metric, rows } = comparison;
  const [{ difference, first }] = slices;
  const size = Math.abs(first);
  const interval = changeInterval(metric, difference, size);
  const posts = formatCount(rows.length, "test post");
  if (difference.low <= 0 && difference.high >= 0) {
    return `${names[0]} and ${names[1]} are not distinguishable: ${METRIC_LABELS[metric]} differs by ${formatDifference(metric, difference.value, size)} (${interval}) on ${posts}`;
  }
  const better = difference.value < 0 ? names[1] : names[0];
  return `${better} is better: ${METRIC_LABELS[metric]} of ${names[1]} differs by ${formatDifference(metric, difference.value, size)} (${interval}) on ${posts}`;
}

/** "74 posts put right, 51 now wrong" */
export function changeNote(
  groups: readonly ChangeGroup[],
  { firstLoss, secondLoss, farFrom, isClasses }: ErrorComparison,
  format: (value: number) => string,
): string {
  const closer = firstLoss.reduce((count, loss, place) => count + (secondLoss[place] < loss ? 1 : 0), 0);
  const [, better, worse] = groups;
  const far = isClasses ? "" : ` Far off: more than ${format(farFrom)}, as a fifth of the first run's posts are.`;
  return `${formatCount(better.rows.length, "post")} ${better.name.toLowerCase()}, ${formatNumber(worse.rows.length)} ${worse.name.toLowerCase()}; ${isClasses ? "surer of the label" : "closer"} on ${formatNumber(closer)} of ${formatNumber(firstLoss.length)}.${far}`;
}
