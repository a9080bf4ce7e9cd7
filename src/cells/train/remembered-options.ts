import type { ModelKindName } from "../../core/models/kinds";
import type { ModelSettings } from "../../experiment/schema";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { newestRun } from "./model-tabs";

/** What was last chosen for each kind, while the page is open: leaving a tab and coming back loses nothing. */
const remembered = new Map<ModelKindName, ModelSettings>();

export function rememberOptions(model: ModelSettings): void {
  remembered.set(model.kind, model);
}

/** Settings to start a kind with: as left, else those of its newest run, else its defaults. */
export function recallOptions(kind: ModelKindName, runs: readonly RunSummary[]): ModelSettings {
  return (
    remembered.get(kind) ?? newestRun(runs, (run) => run.experiment.model.kind === kind)?.experiment.model ?? { kind }
  );
}
