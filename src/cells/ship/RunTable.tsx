import { useState } from "react";
import type { ReactNode } from "react";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import { gateOfRun } from "../../pipeline/validate/gate";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { Button } from "../../ui/Button";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatMetric, mainMetrics, metricWords, testMetric } from "../problem/metric-words";
import { useNotebook } from "../use-notebook";
import { modelLabel } from "./ship-summary";
import styles from "./ship.module.css";

export interface RunTableProps {
  readonly runs: readonly RunSummary[];
  readonly liveRunId: string | null;
  readonly chosenId: string;
  readonly busy: boolean;
  readonly onChoose: (runId: string) => void;
  readonly onUse: (runId: string) => void;
  readonly onDelete: (runId: string) => void;
}

/** Every run kept: which one is to be saved, which one answers, and which ones may go. */
export function RunTable(props: RunTableProps): ReactNode {
  const { runs, liveRunId, chosenId, busy, onChoose, onUse, onDelete } = props;
  const experiment = useNotebook((state) => state.experiment);
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <ScrollBox className={styles.box} label="Runs kept">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Model</th>
            <th scope="col">Made</th>
            <th scope="col">Predicts</th>
            <th scope="col" colSpan={2}>
              On test rows
            </th>
            <th scope="col">
              <span className="vh">What to do with it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.toReversed().map((run) => (
            <tr key={run.id} className={run.id === chosenId ? styles.chosen : undefined}>
              <th scope="row">
                <label className="check">
                  <input
                    type="radio"
                    name="run-to-ship"
                    checked={run.id === chosenId}
                    onChange={() => onChoose(run.id)}
                  />
                  {run.name}
                </label>
                {gateOfRun(run, experiment).status === "misses" && (
                  <span className={styles.misses}>misses the bar</span>
                )}
              </th>
              <td>{modelLabel(run.experiment.model.kind, MODEL_DESCRIPTIONS)}</td>
              <td>
                <time dateTime={run.createdAt}>{when(run.createdAt)}</time>
              </td>
              <td className="mono">{run.experiment.problem.target ?? "–"}</td>
              {mainMetrics(run).map((metric) => (
                <td key={metric}>
                  {metricWords(metric).short} {formatMetric(metric, testMetric(run, metric)?.value ?? NaN)}
                </td>
              ))}
              <td className={styles.acts}>
                {asked === run.id ? (
                  <>
                    <Button
                      icon="trash"
                      disabled={busy}
                      aria-label={`Delete ${run.name}, to be undone in Compare`}
                      onClick={() => {
                        setAsked(null);
                        onDelete(run.id);
                      }}
                    >
                      Delete, to be undone in Compare
                    </Button>
                    <Button variant="quiet" onClick={() => setAsked(null)} aria-label={`Keep ${run.name}`}>
                      Keep
                    </Button>
                  </>
                ) : (
                  <>
                    {run.id === liveRunId ? (
                      <span className={styles.live}>in use</span>
                    ) : (
                      <Button
                        variant="quiet"
                        disabled={busy}
                        onClick={() => onUse(run.id)}
                        aria-label={`Predict with ${run.name}`}
                      >
                        Use it
                      </Button>
                    )}
                    <Button
                      variant="quiet"
                      disabled={busy}
                      onClick={() => setAsked(run.id)}
                      aria-label={`Delete ${run.name}`}
                    >
                      Delete
                    </Button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function when(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}
