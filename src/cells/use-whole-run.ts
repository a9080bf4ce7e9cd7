import type { EngineClient } from "../compute/engine-api";
import type { RunSummary } from "../pipeline/runs/run-summary";
import type { Run } from "../pipeline/views";
import { useLoaded } from "./use-loaded";
import type { Loaded } from "./use-loaded";
import { useClient } from "./use-notebook";

/** Whole runs kept in the page, so that cells that look at the same one share it. */
const KEPT = 6;
const kept = new WeakMap<EngineClient, Map<string, Promise<Run>>>();

/** A run with its predictions, curve and lineage. What is noted of it later is in its record, not in here. */
export function loadWholeRun(client: EngineClient, { id, createdAt }: RunSummary): Promise<Run> {
  const runs = kept.get(client) ?? new Map<string, Promise<Run>>();
  kept.set(client, runs);
  const key = `${id} ${createdAt}`;
  const known = runs.get(key);
  if (known) return known;
  const loading = client.loadRun(id);
  loading.catch(() => runs.delete(key));
  runs.set(key, loading);
  if (runs.size > KEPT) runs.delete(runs.keys().next().value!);
  return loading;
}

/** The whole of a run, once it has come; null asks for nothing. */
export function useWholeRun(run: RunSummary | null): Loaded<Run> {
  const client = useClient();
  return useLoaded(run && `${run.id} ${run.isSlim ?? false}`, () => loadWholeRun(client, run!));
}
