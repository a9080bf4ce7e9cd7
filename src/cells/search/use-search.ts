import type { SearchView } from "../../pipeline/search/search-view";
import { useOngoing } from "../use-ongoing";
import type { Ongoing } from "../use-ongoing";

export interface SearchState {
  readonly search: SearchView | null;
  /** it is of the settings as they stand, so that it can go on */
  readonly isCurrent: boolean;
}

const SEARCH: Ongoing<SearchState> = {
  none: { search: null, isCurrent: false },
  ask: (client) => client.searchState(),
  heard: (event) => (event.type === "search" ? { search: event.search, isCurrent: true } : null),
};

/** The latest search as it goes on. */
export const useSearch = (): SearchState => useOngoing(SEARCH);
