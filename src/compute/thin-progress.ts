import type { Progress } from "../core/job";

const MS_BETWEEN_REPORTS = 50;

/**
 * Passes on at most 20 reports a second, the first at once. What is left out is not missed: results carry the whole history,
 * and reports that wait in a queue would be shown after what they tell of has ended.
 */
export function thinned(
  report: (progress: Progress) => void,
  now: () => number = () => performance.now(),
): (progress: Progress) => void {
  let last = -Infinity;
  return (progress) => {
    const time = now();
    if (time - last < MS_BETWEEN_REPORTS) return;
    last = time;
    report(progress);
  };
}
