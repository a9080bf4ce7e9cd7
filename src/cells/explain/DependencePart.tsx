import { useId, useState } from "react";
import type { ReactNode } from "react";
import type { Progress } from "../../core/job";
import type { DependenceView, ExplainInput, ExplainInputs } from "../../pipeline/explain/explain-views";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { ProgressBar } from "../../ui/ProgressBar";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { formatNumber } from "../../ui/format";
import { useClient } from "../use-notebook";
import { useTask } from "../use-task";
import { DependenceChart } from "./DependenceChart";
import { explainInputText } from "./explain-words";
import styles from "./explain.module.css";

const WORD = "word";

/** Choosing one input and looking at what the model makes of it. */
export function DependencePart({
  inputs,
  run,
}: {
  readonly inputs: ExplainInputs;
  readonly run: RunSummary;
}): ReactNode {
  const client = useClient();
  const list = useId();
  const hasWords = inputs.words.length > 0;
  const [choice, setChoice] = useState(inputs.inputs.length > 0 ? "0" : WORD);
  const [word, setWord] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [progress, setProgress] = useState<(Progress & { readonly elapsedMs: number }) | null>(null);
  const [view, setView] = useState<DependenceView | null>(null);
  const task = useTask(async (signal, input: ExplainInput) => {
    setProgress(null);
    const started = performance.now();
    const report = (next: Progress) => {
      if (!signal.aborted) setProgress({ ...next, elapsedMs: performance.now() - started });
    };
    setView(await client.partialDependence({ input, runId: run.id }, report, signal));
  });
  const fraction = progress && progress.total > 0 ? progress.done / progress.total : null;
  const ask = () => {
    if (choice !== WORD) return void task.run(inputs.inputs[Number(choice)]);
    if (word.trim() === "") return setProblem("Type a word.");
    void task.run({ block: "text", column: "", label: word.trim() });
  };
  if (inputs.inputs.length === 0 && !hasWords) return null;
  return (
    <section aria-label="Effect of one input" className={styles.part}>
      <h3>Effect of one input</h3>
      <form
        className={styles.actions}
        aria-label="Input to look at"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Select
          label="Input"
          value={choice}
          options={[
            ...inputs.inputs.map((input, i) => ({ value: String(i), label: explainInputText(input) })),
            ...(hasWords ? [{ value: WORD, label: "a word" }] : []),
          ]}
          onChange={(value) => {
            setChoice(value);
            setProblem(null);
          }}
        />
        {choice === WORD && (
          <>
            <TextField
              label="Word"
              list={list}
              spellCheck={false}
              value={word}
              error={problem}
              onChange={(value) => {
                setWord(value);
                setProblem(null);
              }}
            />
            <datalist id={list}>
              {inputs.words.map(({ column, label }) => (
                <option key={`${column} ${label}`} value={label}>
                  {label}
                </option>
              ))}
            </datalist>
          </>
        )}
        <Button type="submit" disabled={task.busy}>
          Show its effect
        </Button>
      </form>
      {task.busy && (
        <ProgressBar
          label="Setting the input in held-out posts"
          fraction={fraction}
          note={progress ? `${formatNumber(progress.done)} of ${formatNumber(progress.total)} points` : undefined}
          remainingMs={progress && fraction && fraction > 0.02 ? progress.elapsedMs * (1 / fraction - 1) : null}
          onCancel={task.cancel}
        />
      )}
      {task.error && (
        <Alert tone="fail" title="This input cannot be looked at">
          {task.error.message}
        </Alert>
      )}
      {view && <DependenceChart view={view} />}
      {view?.input.block === "text" && run.experiment.features.text.vectorizer === "hashing" && (
        <p className="note">
          Words are hashed into columns: this is what the column of the word does, which other words may share.
        </p>
      )}
    </section>
  );
}
