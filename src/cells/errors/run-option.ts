import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { RunSummary } from "../../pipeline/runs/run-summary";

/** A run as it is offered: "Run 2 · Ridge". */
export function runOption({ id, name, experiment }: RunSummary): { value: string; label: string } {
  const label = MODEL_DESCRIPTIONS[experiment.model.kind]?.label ?? experiment.model.kind;
  return { value: id, label: `${name} · ${label}` };
}
