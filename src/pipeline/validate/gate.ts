import type { FoldSummary } from "../../core/metrics/fold-summary";
import type { Experiment } from "../../experiment/schema";
import type { Metric } from "../../experiment/metrics";
import { isGainMetric } from "../metric-of";
import type { RunSummary } from "../runs/run-summary";
import type { ValidationView } from "./validation-view";

export type GateStatus =
  /** nothing to meet */
  | "no-bar"
  /** never cross-validated, or not by this metric */
  | "unknown"
  | "meets"
  | "misses";

export interface Gate {
  readonly status: GateStatus;
  readonly metric: Metric;
  readonly bar: number | null;
  /** over the folds; null where it is unknown */
  readonly summary: FoldSummary | null;
  /** it misses the bar, the gate is on, and nobody has let it out all the same */
  readonly isHeld: boolean;
}

type Rules = Pick<Experiment, "problem" | "validation">;

/** How a cross-validated model stands against the problem's bar. Meeting the bar exactly is meeting it. */
export function gateOf(validation: ValidationView | null | undefined, { problem, validation: rules }: Rules): Gate {
  const { metric, bar } = problem;
  const summary = validation?.summary[metric] ?? null;
  const status = statusOf(summary, metric, bar);
  return { status, metric, bar, summary, isHeld: status === "misses" && rules.gate };
}

/**
 * The gate of a kept run: by the notebook's present bar where that is about the same target, else by its own. An override
 * holds for the bar it was given for; a stricter bar asks again.
 */
export function gateOfRun(run: RunSummary, current: Experiment): Gate {
  const own = run.experiment;
  const isSame = own.problem.target === current.problem.target && own.problem.task === current.problem.task;
  const gate = gateOf(run.validation, isSame ? current : own);
  const { override } = run;
  if (!gate.isHeld || !override || override.metric !== gate.metric || gate.bar === null) return gate;
  const isStricter = isGainMetric(gate.metric) ? gate.bar > override.bar : gate.bar < override.bar;
  return isStricter ? gate : { ...gate, isHeld: false };
}

function statusOf(summary: FoldSummary | null, metric: Metric, bar: number | null): GateStatus {
  if (bar === null) return "no-bar";
  if (!summary) return "unknown";
  return (isGainMetric(metric) ? summary.mean >= bar : summary.mean <= bar) ? "meets" : "misses";
}
