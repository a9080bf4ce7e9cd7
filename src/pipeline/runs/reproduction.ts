import { canonicalJson } from "../../experiment/content-hash";
import type { Run, RunEnvironment } from "../views";
import { fingerprint } from "./fingerprint";
import { judgement } from "./lineage";
import { LINEAGE_STAGES } from "./run-marks";
import type { LineageStage } from "./run-marks";
import type { RunSummary } from "./run-summary";

/** What came of running a run again from its experiment, on the same file. */
export interface Reproduction {
  readonly runId: string;
  /** ISO 8601, UTC */
  readonly at: string;
  /** every number that was compared is the same to the last bit */
  readonly equal: boolean;
  /** whether a stage made the same numbers; null where nothing was kept to compare with */
  readonly stages: readonly { readonly stage: LineageStage; readonly same: boolean | null }[];
  readonly firstDifferent: LineageStage | null;
  /** figures on the test rows that are not the same */
  readonly metrics: readonly { readonly metric: string; readonly before: number; readonly now: number }[];
  /** test predictions compared, how many are not the same, and the largest difference; null where none were kept */
  readonly predictions: { readonly count: number; readonly differing: number; readonly largest: number } | null;
  /** what of the surroundings is another than then: the likely reasons */
  readonly causes: readonly { readonly what: keyof RunEnvironment; readonly before: string; readonly now: string }[];
}

/** How a run made again stands beside the one that was kept. `parts` is false where only its record is. */
export function compareAgain(before: RunSummary | Run, now: Run): Reproduction {
  const whole = "evaluate" in before ? before : null;
  const stages = LINEAGE_STAGES.map((stage) => ({ stage, same: isSameStage(whole, now, stage) }));
  const metrics = differingMetrics(before, now);
  const predictions = whole && comparePredictionsOf(whole, now);
  const causes = (Object.keys(now.environment) as (keyof RunEnvironment)[])
    .filter((what) => before.environment[what] !== now.environment[what])
    .map((what) => ({ what, before: String(before.environment[what]), now: String(now.environment[what]) }));
  return {
    runId: before.id,
    at: now.createdAt,
    equal: metrics.length === 0 && (predictions?.differing ?? 0) === 0 && stages.every(({ same }) => same !== false),
    stages,
    firstDifferent: stages.find(({ same }) => same === false)?.stage ?? null,
    metrics,
    predictions,
    causes,
  };
}

function isSameStage(before: Run | null, now: Run, stage: LineageStage): boolean | null {
  if (!before) return null;
  // a run of an earlier version kept no fingerprints, but its predictions
  if (!before.lineage) {
    return stage === "evaluate"
      ? fingerprint(judgement(before.evaluate)) === fingerprint(judgement(now.evaluate))
      : null;
  }
  const of = ({ lineage }: Run) => lineage?.steps.find((step) => step.stage === stage)?.fingerprint;
  return of(before) === of(now);
}

function differingMetrics(before: RunSummary, now: Run): Reproduction["metrics"] {
  const values = (run: RunSummary) =>
    run.metrics.test as Readonly<Record<string, { readonly value: number } | null | undefined>>;
  return Object.keys(values(before)).flatMap((metric) => {
    const [a, b] = [values(before)[metric], values(now)[metric]];
    return canonicalJson(a ?? null) === canonicalJson(b ?? null)
      ? []
      : [{ metric, before: a?.value ?? NaN, now: b?.value ?? NaN }];
  });
}

function comparePredictionsOf(before: Run, now: Run): NonNullable<Reproduction["predictions"]> {
  const given = ({ evaluate }: Run) => {
    const { test } = evaluate.points;
    return "predicted" in test ? test.predicted : test.probabilities;
  };
  const [a, b] = [given(before), given(now)];
  let [differing, largest] = [Math.abs(a.length - b.length), 0];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (Object.is(a[i], b[i])) continue;
    differing++;
    largest = Math.max(largest, Math.abs(a[i] - b[i]));
  }
  return { count: a.length, differing, largest };
}
