import { useState } from "react";
import type { ReactNode } from "react";
import type { Progress } from "../../core/job";
import type { ImportanceView } from "../../pipeline/importance-view";
import type { TrainView } from "../../pipeline/views";
import { Button } from "../../ui/Button";
import { BarList } from "../../ui/charts/BarList";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { formatNumber, formatPercent } from "../../ui/format";
import { ProgressBar } from "../../ui/ProgressBar";
import { Select } from "../../ui/Select";
import { useClient, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import styles from "./explain.module.css";
import { errorText, importanceFinding, importanceNote, inputName, inputText, ownWeights } from "./importance-words";

const LISTED = 14;
const REPEATS = ["5", "10", "30", "100"];

/** What each input is worth to the trained model, measured when asked for: it costs some hundred predictions of all rows. */
export function ShuffleImportance({ view }: { readonly view: TrainView }): ReactNode {
  const client = useClient();
  const [repeats, setRepeats] = useState("10");
  const isFresh = useNotebook((state) => state.stages.train.state === "fresh");
  const [progress, setProgress] = useState<(Progress & { readonly elapsedMs: number }) | null>(null);
  const [found, setFound] = useState<{ of: TrainView; importance: ImportanceView } | null>(null);
  const task = useTask(async (signal) => {
    setProgress(null);
    const started = performance.now();
    const report = (next: Progress) => {
      if (!signal.aborted) setProgress({ ...next, elapsedMs: performance.now() - started });
    };
    setFound({ of: view, importance: await client.importance(report, signal, Number(repeats)) });
  });
  const importance = found?.of === view ? found.importance : null;
  const fraction = progress && progress.total > 0 ? progress.done / progress.total : null;
  return (
    <section aria-label="Importance by shuffling" className={styles.part}>
      {importance && <ImportanceChart importance={importance} />}
      {task.busy ? (
        <ProgressBar
          label="Measuring by shuffling"
          fraction={fraction}
          note={progress ? `${formatNumber(progress.done)} of ${formatNumber(progress.total)} shuffles` : undefined}
          remainingMs={progress && fraction && fraction > 0.02 ? progress.elapsedMs * (1 / fraction - 1) : null}
          onCancel={task.cancel}
        />
      ) : (
        <div className={styles.actions}>
          <Select
            label="Shuffles of each input"
            value={repeats}
            options={REPEATS.map((value) => ({ value, label: value }))}
            onChange={setRepeats}
          />
          <Button disabled={!isFresh} onClick={() => void task.run()}>
            {importance ? "Measure again" : "Measure by shuffling"}
          </Button>
          <span className="note">
            {isFresh
              ? "How much the error rises on posts held out of the fit when one input is shuffled among them."
              : "Run Train first: the settings have changed since it was trained."}
          </span>
        </div>
      )}
      {task.error && (
        <p className="field-error" role="alert">
          {task.error.message}
        </p>
      )}
    </section>
  );
}

function ImportanceChart({ importance }: { readonly importance: ImportanceView }): ReactNode {
  const { inputs, measure } = importance;
  const shown = inputs.slice(0, LISTED);
  const format = (value: number): string => errorText(importance, value);
  return (
    <ChartFrame
      name="Importance by shuffling"
      title={importanceFinding(importance)}
      subtitle={`Rise of the ${measure} of ${importance.label.toLowerCase()} when an input is shuffled: the ${shown.length} largest of ${inputs.length}`}
      foot={`${importanceNote(importance)} ${ownWeights(importance)}`.trim()}
      table={() => ({
        columns: [
          { name: "Input" },
          { name: "Kind" },
          { name: "Columns of the matrix", format: formatNumber },
          { name: `Rise of ${measure}`, format },
          { name: "Low", format },
          { name: "High", format },
          { name: "Share of the model's own weights", format: formatPercent },
        ],
        rows: inputs.map((input) => [
          inputText(input),
          input.block,
          input.columns,
          input.rise,
          input.low,
          input.high,
          input.weight,
        ]),
      })}
    >
      <BarList
        label={`Rise of the ${measure} when shuffled`}
        nameHead="Input"
        valueHead={`Rise of ${measure}`}
        format={format}
        items={shown.map((input) => ({
          ...inputName(input),
          value: input.rise,
          interval: { low: input.low, high: input.high },
        }))}
      />
    </ChartFrame>
  );
}
