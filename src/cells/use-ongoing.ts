import { useEffect, useState } from "react";
import type { EngineClient, EngineEvent } from "../compute/engine-api";
import { useClient, useNotebook } from "./use-notebook";

/** Long work of the engine that outlives the cell showing it. */
export interface Ongoing<State> {
  readonly none: State;
  /** how it stands for the experiment as it is now */
  readonly ask: (client: EngineClient) => Promise<State>;
  /** what an event says of it; null for events of other things */
  readonly heard: (event: EngineEvent) => State | null;
}

/** The latest of it as it goes on. `of` is one object for good. */
export function useOngoing<State>(of: Ongoing<State>): State {
  const client = useClient();
  const experiment = useNotebook((state) => state.experiment);
  const [state, setState] = useState(of.none);
  useEffect(() => {
    let isMeant = true;
    // An edit may have made it one of other settings, or of these again.
    of.ask(client).then(
      (found) => isMeant && setState(found),
      () => undefined,
    );
    return () => {
      isMeant = false;
    };
  }, [of, client, experiment]);
  useEffect(
    () =>
      client.subscribe((event) => {
        const heard = of.heard(event);
        if (heard) setState(heard);
      }),
    [of, client],
  );
  return state;
}
