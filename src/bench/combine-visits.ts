import type { Scale } from "./scale";
import { median } from "./statistics";

/** Several visits at one size as one: seconds are medians, the longest task is the longest of all, a failure is any's. */
export function combineVisits(visits: readonly Scale[]): Scale {
  const [first] = visits;
  const steps = first.steps.map((step, i) => {
    const all = visits.flatMap(({ steps: { [i]: same } }) => (same ? [same] : []));
    const failed = all.find((one) => one.failed)?.failed;
    return {
      ...step,
      wallMs: median(all.map(({ wallMs }) => wallMs)),
      longestTaskMs: Math.max(...all.map(({ longestTaskMs }) => longestTaskMs)),
      ...(failed && { failed }),
    };
  });
  const timings = Object.fromEntries(
    Object.keys(first.timings).map((stage) => [
      stage,
      median(visits.flatMap(({ timings: { [stage]: ms } }) => (ms === undefined ? [] : [ms]))),
    ]),
  );
  return { ...first, steps, timings, visits: visits.length };
}
