import type { ReactNode } from "react";
import type { LineageStage } from "../../pipeline/runs/run-marks";
import type { Run } from "../../pipeline/views";
import { formatBytes, formatCount, formatDuration, formatLatency, formatNumber } from "../../ui/format";
import { formatMetric, mainMetrics, metricWords, testMetric } from "../problem/metric-words";
import styles from "./compare.module.css";

const STAGE_WORDS: Readonly<Record<LineageStage, string>> = {
  read: "Read",
  clean: "Cleaning",
  split: "Split",
  features: "Features",
  train: "Model",
  evaluate: "Metrics",
};

/** What every number of a run came through, from the bytes of the file to the predictor. */
export function LineageList({ run }: { readonly run: Run }): ReactNode {
  const { lineage, figures, experiment } = run;
  if (!lineage) {
    return (
      <p className="note">
        This run is of an earlier version, which kept no lineage. Reproduce it to see that its numbers hold. Its file
        has the SHA-256 <code>{experiment.data.sha256}</code>.
      </p>
    );
  }
  const columns = Object.entries(lineage.columns).map(([role, names]) => `${role}: ${names.join(", ")}`);
  return (
    <ol className={styles.lineage} aria-label="Lineage">
      <Step
        title="File"
        facts={`${lineage.file.name}, ${formatBytes(lineage.file.bytes)}`}
        code={`sha256 ${lineage.file.sha256}`}
      />
      <Step title="Columns" facts={columns.join(" · ")} />
      {lineage.steps.map(({ stage, key, fingerprint, elapsedMs, facts }) => (
        <Step
          key={stage}
          title={STAGE_WORDS[stage]}
          facts={[...factWords(facts), ...(stage === "evaluate" ? metricFigures(run) : [])].join(" · ")}
          time={formatDuration(elapsedMs)}
          code={`key ${key ?? "–"} · made ${fingerprint}`}
        />
      ))}
      <Step
        title="Predictor"
        facts={`${formatBytes(figures.predictorBytes)} · ${formatLatency(figures.latency.p50)} a post · ${formatCount(Math.round(figures.throughput), "row")} a second`}
        code={`experiment ${run.hash}`}
      />
    </ol>
  );
}

interface StepProps {
  readonly title: string;
  readonly facts: string;
  readonly time?: string;
  readonly code?: string;
}

function Step({ title, facts, time, code }: StepProps): ReactNode {
  return (
    <li>
      <b>{title}</b>
      <span>{facts}</span>
      <span>{time}</span>
      {code && <code>{code}</code>}
    </li>
  );
}

function factWords(facts: Readonly<Record<string, number | string>>): string[] {
  return Object.entries(facts).map(([name, value]) =>
    typeof value === "number" ? `${formatNumber(value)} ${name}` : value,
  );
}

function metricFigures(run: Run): string[] {
  return mainMetrics(run).flatMap((metric) => {
    const value = testMetric(run, metric)?.value;
    return value === undefined ? [] : [`${metricWords(metric).short} ${formatMetric(metric, value)}`];
  });
}
