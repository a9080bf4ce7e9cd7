import type { ReactNode } from "react";
import { FeatureWeights } from "../cells/train/FeatureWeights";
import type { TrainView } from "../pipeline/views";
import { formatBytes, formatDuration, formatNumber } from "../ui/format";
import type { SharedRun } from "./share-notebook";
import "../cells/train/train.css";

/** What the model leans on, every setting, and what made it: enough to make it again. */
export function SharedMaking({ shared }: { readonly shared: SharedRun }): ReactNode {
  const { run, page } = shared;
  const { environment, timings } = run;
  const seconds = Object.values(timings).reduce((sum, ms) => sum + ms, 0);
  const facts = [
    ["Training posts", formatNumber(run.split.trainRows)],
    ["Test posts", formatNumber(run.split.testRows.length)],
    ["Time, file to result", formatDuration(seconds)],
    ["Model in memory", formatBytes(run.memory.train)],
    ["Trained with", environment.backend],
    ["Scorebook", environment.scorebook],
    ["Experiment", run.hash.slice(0, 16)],
    ["Data, SHA-256", run.experiment.data.sha256.slice(0, 16) || "–"],
  ];
  return (
    <section aria-labelledby="share-making">
      <h2 id="share-making">How it was made</h2>
      {page.features && (
        <FeatureWeights view={{ label: page.features.label, features: page.features.listed } as unknown as TrainView} />
      )}
      <dl className="facts-list">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details className="share-settings">
        <summary>Every setting, as the experiment file has it</summary>
        <pre>{JSON.stringify(run.experiment, null, 2)}</pre>
      </details>
    </section>
  );
}
