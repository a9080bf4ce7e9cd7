import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { useClient, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { useWholeRun } from "../use-whole-run";
import type { Run } from "../../pipeline/views";
import { LoadFile } from "./LoadFile";
import { RunTable } from "./RunTable";
import { SaveFiles } from "./SaveFiles";
import { SaveReport } from "./SaveReport";
import { SharePanel } from "./SharePanel";
import { ShipGate, useGate } from "./ShipGate";
import styles from "./ship.module.css";

/** A run held back by its gate is not shared either. */
function SharePart({ run }: { readonly run: Run }): ReactNode {
  return useGate(run)?.isHeld === true ? null : <SharePanel run={run} />;
}

export function ShipForm(): ReactNode {
  const client = useClient();
  const runs = useNotebook((state) => state.runs);
  const liveRunId = useNotebook((state) => state.liveRunId);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const change = useTask((_, work: () => Promise<void>) => work());
  const chosen =
    runs.find(({ id }) => id === chosenId) ?? runs.find(({ id }) => id === liveRunId) ?? runs.at(-1) ?? null;
  const loaded = useWholeRun(chosen).value;
  // what is noted of a run later is in its record
  const whole = useMemo(
    () => (chosen && loaded?.id === chosen.id ? ({ ...loaded, ...chosen, split: loaded.split } as Run) : null),
    [chosen, loaded],
  );
  return (
    <div className={styles.stack}>
      {chosen ? (
        <RunTable
          runs={runs}
          liveRunId={liveRunId}
          chosenId={chosen.id}
          busy={change.busy}
          onChoose={setChosenId}
          onUse={(id) => void change.run(() => client.usePredictor(id))}
          onDelete={(id) => void change.run(() => client.deleteRun(id))}
        />
      ) : (
        <p className="note">No run yet. Every run is kept here with its model until it is deleted.</p>
      )}
      {change.error && (
        <Alert tone="fail" title="That did not work" actions={<Button onClick={change.clear}>Close</Button>}>
          {change.error.message}
        </Alert>
      )}
      {chosen && <ShipGate key={chosen.id} run={chosen} />}
      <SaveFiles run={chosen} />
      {chosen && !chosen.isSlim && <SaveReport key={`report ${chosen.id}`} run={chosen} />}
      {whole && <SharePart run={whole} />}
      <LoadFile />
    </div>
  );
}
