import type { Progress } from "../core/job";
import type { StageName, StageState, StageStates } from "../pipeline/stage-state";
import { stagesUpTo } from "../pipeline/stage-keys";
import { STAGES } from "../pipeline/stage-state";

/** The stages that Run all takes the notebook through to a score. The checks of the data run beside them. */
export const RUN_STAGES: readonly StageName[] = stagesUpTo("evaluate");

export const NEVER_RUN: StageStates = Object.fromEntries(
  STAGES.map((stage): [StageName, StageState] => [stage, { state: "never" }]),
) as Record<StageName, StageState>;

/** The stages with newer progress on one of them; progress that comes after the stage has ended is dropped. */
export function withProgress(states: StageStates, stage: StageName, progress: Progress): StageStates {
  const state = states[stage];
  if (state.state !== "running") return states;
  return { ...states, [stage]: { ...state, progress } };
}

/** Whether a run is under way. Checks of the data are none: they hold up nothing. */
export function isBusy(states: StageStates): boolean {
  return [...RUN_STAGES, "validate" as const].some(
    (stage) => states[stage].state === "running" || states[stage].state === "queued",
  );
}

/** Whether any stage is at work or about to be, checks included. */
export function isAtWork(states: StageStates): boolean {
  return STAGES.some((stage) => states[stage].state === "running" || states[stage].state === "queued");
}

/** 0 to 1 of a running stage, null where it is not running or nothing is known. */
export function stageFraction(state: StageState): number | null {
  if (state.state !== "running" || !state.progress || !(state.progress.total > 0)) return null;
  return Math.max(0, Math.min(1, state.progress.done / state.progress.total));
}

/** Of the stages up to `upTo`, those that would have to run again. */
export function staleStages(states: StageStates, upTo: StageName = "evaluate"): readonly StageName[] {
  return stagesUpTo(upTo).filter((stage) => states[stage].state !== "fresh");
}

export function freshCount(states: StageStates): number {
  return RUN_STAGES.filter((stage) => states[stage].state === "fresh").length;
}

/** The stage that runs now, or null. */
export function runningStage(states: StageStates): StageName | null {
  return STAGES.find((stage) => states[stage].state === "running") ?? null;
}
