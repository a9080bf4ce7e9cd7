import type { RunSummary } from "../../pipeline/runs/run-summary";
import { formatCount } from "../../ui/format";

/** "4 runs kept; Run 3 answers in the live prediction" */
export function shipSummary(runs: readonly RunSummary[], liveRunId: string | null): string | null {
  if (runs.length === 0) return null;
  const live = runs.find(({ id }) => id === liveRunId);
  return `${formatCount(runs.length, "run")} kept${live ? `; ${live.name} answers in the live prediction` : ""}`;
}

/** "Random forest, RMSE 4,727" needs the label of the kind; an unknown kind (a newer file's) shows its name. */
export function modelLabel(kind: string, labels: Readonly<Record<string, { readonly label: string }>>): string {
  return Object.hasOwn(labels, kind) ? labels[kind].label : kind;
}
