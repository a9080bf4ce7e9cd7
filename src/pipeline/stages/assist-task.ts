import type { JobContext } from "../../core/job";
import { fittingKindOf } from "../../core/models/fitting-registry";
import type { ModelKindName } from "../../core/models/kinds";
import type { Team } from "../../core/models/team";
import { nowMs } from "../clock";

export interface AssistFitTask {
  readonly kind: ModelKindName;
  readonly team: Team;
  /** from 1 on */
  readonly helper: number;
}

/** How long a worker helps at a time, in milliseconds: what else waits for one comes in between. */
const TURN_MS = 500;

/** Helps with a fit under way; tells whether there will be more to do. */
export function assistFit({ kind, team, helper }: AssistFitTask, { signal }: JobContext): { isToCome: boolean } {
  const until = nowMs() + TURN_MS;
  const { assist } = fittingKindOf(kind);
  return { isToCome: assist?.(team, helper, () => nowMs() >= until, signal) ?? false };
}
