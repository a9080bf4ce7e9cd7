import { passRate } from "../../pipeline/behaviour/behaviour-view";
import type { BehaviourFailure, BehaviourResult, BehaviourView } from "../../pipeline/behaviour/behaviour-view";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { formatCount, formatNumber, formatPercent, formatShort } from "../../ui/format";

/** The headline: how many tests hold in every post, and the share of posts over all. */
export function behaviourFinding({ tests }: BehaviourView): string {
  const made = tests.filter(({ problem }) => problem === null);
  if (made.length === 0) return tests.length === 0 ? "No test yet" : "None of the tests could be made";
  const whole = made.filter(({ posts, passed }) => posts === passed).length;
  const rate = formatPercent(passRate(made)!, 0);
  const left = tests.length - made.length;
  const others = left > 0 ? `; ${formatCount(left, "test")} could not be made` : "";
  return `${formatNumber(whole)} of ${formatCount(made.length, "test")} ${whole === 1 ? "holds" : "hold"} in every post, ${rate} of all answers are as expected${others}`;
}

/** "98%": a share is 100% only where nothing failed. */
export function rateText({ posts, passed }: Pick<BehaviourResult, "posts" | "passed">): string {
  if (posts === 0) return "–";
  if (passed === posts) return "100%";
  return formatPercent(Math.min(0.999, passed / posts), passed / posts > 0.99 ? 1 : 0);
}

/** "1,204 → 1,633", "happy → sad": what the model said, of a failed post. */
export function failureText({ from, to, labelFrom, labelTo }: BehaviourFailure, isProbability: boolean): string {
  if (labelTo !== null && !isProbability) return labelFrom === null ? labelTo : `${labelFrom} → ${labelTo}`;
  const value = (of: number) => (isProbability ? formatPercent(of) : formatShort(of));
  return from === null ? value(to) : `${value(from)} → ${value(to)}`;
}

/** The runs that were tested, the newest last, and what each test came to in them by name. */
export function behaviourHistory(
  runs: readonly RunSummary[],
  most = 8,
): {
  readonly runs: readonly RunSummary[];
  readonly rows: readonly { readonly name: string; readonly results: readonly (BehaviourResult | null)[] }[];
} {
  const tested = runs.filter(({ behaviour }) => behaviour && behaviour.tests.length > 0).slice(-most);
  const names = [...new Set(tested.toReversed().flatMap((run) => run.behaviour!.tests.map(({ name }) => name)))];
  return {
    runs: tested,
    rows: names.map((name) => ({
      name,
      results: tested.map((run) => run.behaviour!.tests.find((test) => test.name === name) ?? null),
    })),
  };
}
