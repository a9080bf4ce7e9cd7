import type { ReactNode } from "react";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { formatBytes, formatCount } from "../../ui/format";
import { useLoaded } from "../use-loaded";
import { useNotebook } from "../use-notebook";
import { useClient } from "../use-notebook";

/** Above this share of what the browser allows, room is offered before it is wanted. */
const NEARLY_FULL = 0.85;

export interface StoragePanelProps {
  readonly runs: readonly RunSummary[];
  readonly act: (work: () => Promise<unknown>) => void;
}

/** When the browser's storage is full, or nearly: the oldest models go if the person says so; what was learned stays. */
export function StoragePanel({ runs, act }: StoragePanelProps): ReactNode {
  const client = useClient();
  const saved = useNotebook((state) => state.saved);
  const liveRunId = useNotebook((state) => state.liveRunId);
  const failed = saved !== null && "failed" in saved;
  const { value: room } = useLoaded(`${runs.length} ${failed}`, async () => {
    const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    return { usage, quota };
  });
  const isNearlyFull = room !== null && room.quota > 0 && room.usage > NEARLY_FULL * room.quota;
  if (!failed && !isNearlyFull) return null;
  const offered = oldestHeavy(runs, liveRunId);
  const bytes = offered.reduce((sum, { figures }) => sum + figures.keptBytes, 0);
  return (
    <Alert
      tone="warn"
      title={
        failed ? "Something could not be kept: this browser's storage is full" : "This browser's storage is nearly full"
      }
      actions={
        offered.length > 0 && (
          <Button icon="trash" onClick={() => act(() => client.slimRuns(offered.map(({ id }) => id)))}>
            Remove the models of {formatCount(offered.length, "oldest run", "oldest runs")}, about {formatBytes(bytes)}
          </Button>
        )
      }
    >
      {room && room.quota > 0 && `${formatBytes(room.usage)} of ${formatBytes(room.quota)} are used. `}
      Everything is still here in this tab.{" "}
      {offered.length > 0
        ? "Settings, metrics, notes and stars stay, and a run can be reproduced later. What found no room is then kept."
        : "Export runs you want to have elsewhere, then delete them."}
    </Alert>
  );
}

/** Half of the runs that still have their model, the oldest first; starred ones and the live one are left alone. */
export function oldestHeavy(runs: readonly RunSummary[], liveRunId: string | null): readonly RunSummary[] {
  const heavy = runs
    .filter((run) => !run.isSlim && !run.starred && run.id !== liveRunId)
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  return heavy.slice(0, Math.ceil(heavy.length / 2));
}
