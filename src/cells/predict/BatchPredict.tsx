import { useRef, useState } from "react";
import { isAbort } from "../../core/errors";
import type { Progress } from "../../core/job";
import type { FileCheck } from "../../pipeline/file-check";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { FileButton } from "../../ui/FileButton";
import { ProgressBar } from "../../ui/ProgressBar";
import { formatCount, formatDuration, formatLatency, formatNumber } from "../../ui/format";
import { useClient, useNotebook } from "../use-notebook";
import { FileCheckReport } from "./FileCheckReport";
import { LatencyLine } from "./LatencyLine";
import { latencyWords } from "./latencies";
import { saveText } from "./save-text";
import { useLiveTask } from "./use-live-target";
import "./batch-predict.css";

interface Scored {
  readonly name: string;
  readonly csv: string;
  readonly rows: number;
  readonly elapsedMs: number;
  /** null where no expectations are set */
  readonly check: FileCheck | null;
}

/** A CSV in, the same CSV with predictions out. */
export function BatchPredict() {
  const client = useClient();
  const ready = useNotebook((state) => state.liveRunId !== null);
  const hasRules = useNotebook((state) => state.experiment.quality.expectations.length > 0);
  const isLabel = useLiveTask() === "classification";
  const controller = useRef<AbortController | null>(null);
  const [busy, setBusy] = useState<{ readonly name: string; readonly progress: Progress | null } | null>(null);
  const [scored, setScored] = useState<Scored | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function score(file: File): Promise<void> {
    const mine = new AbortController();
    controller.current = mine;
    setBusy({ name: file.name, progress: null });
    setFailure(null);
    const start = performance.now();
    try {
      const source = { kind: "blob", name: file.name, blob: file } as const;
      const onProgress = (progress: Progress) => {
        if (controller.current === mine) setBusy({ name: file.name, progress });
      };
      const { csv, rows } = await client.predictCsv(source, onProgress, mine.signal);
      const elapsedMs = performance.now() - start;
      const check = hasRules ? await client.checkFile(source, mine.signal) : null;
      setScored({ name: scoredName(file.name), csv, rows, elapsedMs, check });
    } catch (thrown) {
      if (!isAbort(thrown)) setFailure((thrown as Error).message);
    } finally {
      if (controller.current === mine) {
        controller.current = null;
        setBusy(null);
      }
    }
  }

  return (
    <div className="batch">
      <div className="row">
        <FileButton
          label="CSV to score"
          accept=".csv,.tsv,.txt,text/csv"
          disabled={!ready || busy !== null}
          onPick={(file) => void score(file)}
        >
          Score a CSV
        </FileButton>
        <p className="note">
          {ready
            ? `Comes back as the same rows with ${isLabel ? "the label and the probability of every label" : "the prediction and its interval"} added.`
            : "No run yet. Train a model first."}
        </p>
      </div>
      {busy && (
        <ProgressBar
          label={`Scoring ${busy.name}`}
          fraction={busy.progress && busy.progress.total > 0 ? busy.progress.done / busy.progress.total : null}
          note={
            busy.progress
              ? `${formatNumber(busy.progress.done)} of ${formatCount(busy.progress.total, "row")}`
              : undefined
          }
          onCancel={() => controller.current?.abort()}
        />
      )}
      {failure && (
        <Alert
          tone="fail"
          title="The file could not be scored"
          actions={<Button onClick={() => setFailure(null)}>Close</Button>}
        >
          {failure}
        </Alert>
      )}
      {scored?.check && !busy && <FileCheckReport check={scored.check} />}
      {scored && !busy && (
        <div className="row">
          <output>
            {formatCount(scored.rows, "row")} scored in {formatDuration(scored.elapsedMs)}.
          </output>
          <Button icon="download" onClick={() => saveText(scored.name, scored.csv)}>
            Save {scored.name}
          </Button>
        </div>
      )}
      <Speed />
    </div>
  );
}

/** What was measured with the run, beside what the last hundred took. */
function Speed() {
  const latency = useNotebook(({ runs, liveRunId }) => runs.find(({ id }) => id === liveRunId)?.figures.latency);
  const throughput = useNotebook(({ runs, liveRunId }) => runs.find(({ id }) => id === liveRunId)?.figures.throughput);
  if (!latency || throughput === undefined) return null;
  return (
    <div className="batch-speed">
      <dl>
        <dt>One post, warm</dt>
        <dd>{latencyWords([latency.p50, latency.p95, latency.p99])}</dd>
        <dt>The first</dt>
        <dd>{formatLatency(latency.coldMs)}</dd>
        <dt>Many at once</dt>
        <dd>{formatCount(Math.round(throughput), "row")} a second, text to score</dd>
      </dl>
      <LatencyLine label="Latency of the last hundred" />
    </div>
  );
}

function scoredName(name: string): string {
  return `${name.replace(/\.(csv|tsv|txt)(\.gz)?$/i, "")}-predictions.csv`;
}
