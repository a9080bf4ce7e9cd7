import type { AutopilotView } from "../../pipeline/autopilot/autopilot-view";
import { useOngoing } from "../use-ongoing";
import type { Ongoing } from "../use-ongoing";

export interface AutopilotState {
  readonly autopilot: AutopilotView | null;
  /** its pipelines were judged on the data and the problem as they stand */
  readonly isCurrent: boolean;
}

const AUTOPILOT: Ongoing<AutopilotState> = {
  none: { autopilot: null, isCurrent: false },
  ask: (client) => client.autopilotState(),
  heard: (event) => (event.type === "autopilot" ? { autopilot: event.autopilot, isCurrent: true } : null),
};

/** The latest autopilot as it goes on. */
export const useAutopilot = (): AutopilotState => useOngoing(AUTOPILOT);
