import type { Metric } from "../../experiment/metrics";
import type { SearchView } from "./search-view";

/** What a line says of a search. */
export interface SearchOutline {
  readonly metric: Metric;
  readonly trials: number;
  readonly isRunning: boolean;
  /** null while no trial was judged to the end; `kind` of the model is null where the search does not choose it */
  readonly best: { readonly number: number; readonly value: number; readonly kind: string | null } | null;
}

export function outlineOf({ metric, trials, best, status }: SearchView): SearchOutline {
  const found = trials.find(({ number }) => number === best);
  const kind = found?.values["model.kind"];
  return {
    metric,
    trials: trials.length,
    isRunning: status === "running",
    best:
      found && found.value !== null
        ? { number: found.number, value: found.value, kind: typeof kind === "string" ? kind : null }
        : null,
  };
}
