import { STAGES } from "../pipeline/stage-state";
import type { EngineEvent } from "./engine-api";

/** Asked of event after event: whether this one tells of no more than how far something has come. */
export function makeIsProgress(): (event: EngineEvent) => boolean {
  let last = "";
  return (event) => {
    if (event.type !== "states") return event.type === "progress";
    const before = last;
    last = STAGES.map((stage) => event.states[stage].state).join();
    return last === before;
  };
}
