import { useEffect, useState } from "react";
import type { AutopilotView } from "../../pipeline/autopilot/autopilot-view";
import { useClient, useNotebook } from "../use-notebook";

export interface AutopilotState {
  readonly autopilot: AutopilotView | null;
  /** its pipelines were judged on the data and the problem as they stand */
  readonly isCurrent: boolean;
}

/** The latest autopilot as it goes on. */
export function useAutopilot(): AutopilotState {
  const client = useClient();
  const experiment = useNotebook((state) => state.experiment);
  const [state, setState] = useState<AutopilotState>({ autopilot: null, isCurrent: false });
  useEffect(() => {
    let isMeant = true;
    client.autopilotState().then(
      (found) => isMeant && setState(found),
      () => undefined,
    );
    return () => {
      isMeant = false;
    };
  }, [client, experiment]);
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type === "autopilot") setState({ autopilot: event.autopilot, isCurrent: true });
      }),
    [client],
  );
  return state;
}
