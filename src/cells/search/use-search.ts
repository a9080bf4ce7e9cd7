import { useEffect, useState } from "react";
import type { SearchView } from "../../pipeline/search/search-view";
import { useClient, useNotebook } from "../use-notebook";

export interface SearchState {
  readonly search: SearchView | null;
  /** it is of the settings as they stand, so that it can go on */
  readonly isCurrent: boolean;
}

/** The latest search as it goes on. */
export function useSearch(): SearchState {
  const client = useClient();
  const experiment = useNotebook((state) => state.experiment);
  const [state, setState] = useState<SearchState>({ search: null, isCurrent: false });
  useEffect(() => {
    let isMeant = true;
    // An edit may have made it another search, or this one again.
    client.searchState().then(
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
        if (event.type === "search") setState({ search: event.search, isCurrent: true });
      }),
    [client],
  );
  return state;
}
