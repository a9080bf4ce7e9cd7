import { STAGES } from "../pipeline/stage-state";
import type { StageName, StageStates } from "../pipeline/stage-state";
import type { EngineEvent } from "./engine-api";

/** How long an event may wait for others before the page hears of it, in milliseconds. */
export interface EventWaits {
  /** that work has begun: somebody has just asked for it */
  readonly begunMs: number;
  /** what stages come to; most of it is heard with the answer to a call */
  readonly newsMs: number;
  /** no more than how far something has come */
  readonly progressMs: number;
}

/** Asked of event after event: how long this one may wait. */
export function makeEventPatience({ begunMs, newsMs, progressMs }: EventWaits): (event: EngineEvent) => number {
  let last: Partial<StageStates> = {};
  return (event) => {
    if (event.type === "progress") return progressMs;
    if (event.type !== "states") return newsMs;
    const before = last;
    last = event.states;
    if (STAGES.every((stage) => before[stage]?.state === event.states[stage].state)) return progressMs;
    return STAGES.some((stage) => isAtWork(before, stage)) ? newsMs : begunMs;
  };
}

function isAtWork(states: Partial<StageStates>, stage: StageName): boolean {
  const state = states[stage]?.state;
  return state === "running" || state === "queued";
}
