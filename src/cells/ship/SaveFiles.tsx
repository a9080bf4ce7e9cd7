import { useMemo } from "react";
import type { ReactNode } from "react";
import { predictionsCsv } from "../../pipeline/runs/predictions-csv";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import type { Run } from "../../pipeline/views";
import { Button } from "../../ui/Button";
import { saveBlob } from "../../ui/charts/chart-image";
import { formatBytes, formatCount } from "../../ui/format";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import { useWholeRun } from "../use-whole-run";
import { experimentFileName, experimentJson, predictionsFileName, runFileName } from "./ship-files";
import { useGate } from "./ShipGate";
import styles from "./ship.module.css";

/** What can be taken away, each with its size before it is saved. */
export function SaveFiles({ run }: { readonly run: RunSummary | null }): ReactNode {
  const client = useClient();
  const experiment = useNotebook((state) => state.experiment);
  const isHeld = useGate(run)?.isHeld === true;
  // what is noted with the run travels in its file
  const key =
    run === null || isHeld || run.isSlim
      ? null
      : `${run.id} ${run.override?.at ?? ""} ${run.validation?.modelHash ?? ""} ${run.name}`;
  const packed = useLoaded(key, async () => ({
    key,
    bytes: run === null ? new Uint8Array() : await client.exportRun(run.id),
  }));
  const file = packed.value?.key === key ? packed.value : null;
  const whole = useWholeRun(run).value;
  const json = experimentJson(experiment);
  return (
    <ul className={styles.files}>
      {run?.isSlim && (
        <li>
          <p className="note">
            The predictions and the model of {run.name} were removed to make room. Reproduce it in Compare to have them
            again.
          </p>
        </li>
      )}
      {run && !isHeld && !run.isSlim && (
        <li>
          <div>
            <b>{run.name} as one file</b>
            <p>
              Experiment, metrics, test predictions and the trained model. Opens in another browser with the same
              predictions.
            </p>
            {packed.error && <p className={styles.problem}>{packed.error.message}</p>}
          </div>
          <Button
            icon="download"
            variant="primary"
            disabled={file === null}
            onClick={() => file && saveBlob(new Blob([file.bytes as Uint8Array<ArrayBuffer>]), runFileName(run))}
          >
            {file ? `Save ${runFileName(run)}, ${formatBytes(file.bytes.length)}` : "Packing"}
          </Button>
        </li>
      )}
      {run && !run.isSlim && whole?.id === run.id && <Predictions key={run.id} run={whole} />}
      <li>
        <div>
          <b>The experiment as JSON</b>
          <p>Everything that was chosen, as it stands now; the same file runs from a terminal.</p>
        </div>
        <Button
          icon="download"
          onClick={() => saveBlob(new Blob([json], { type: "application/json" }), experimentFileName(experiment))}
        >
          Save {experimentFileName(experiment)}, {formatBytes(new Blob([json]).size)}
        </Button>
      </li>
    </ul>
  );
}

function Predictions({ run }: { readonly run: Run }): ReactNode {
  const { test } = run.evaluate.points;
  const { file, columns } = useMemo(() => {
    const csv = predictionsCsv(run);
    return { file: new Blob([csv], { type: "text/csv" }), columns: csv.slice(0, csv.indexOf("\n")).split(",") };
  }, [run]);
  const named = columns.length > 8 ? [...columns.slice(0, 7), `${columns.length - 7} more`] : columns;
  return (
    <li>
      <div>
        <b>Predictions of the test part</b>
        <p>
          {formatCount(test.rows.length, "row")}: {named.join(", ")}.
          {test.sampled && " A sample of the test part: the whole is too large to be kept."}
        </p>
      </div>
      <Button icon="download" onClick={() => saveBlob(file, predictionsFileName(run))}>
        Save {predictionsFileName(run)}, {formatBytes(file.size)}
      </Button>
    </li>
  );
}
