import type { ReactNode } from "react";
import type { Task } from "../../core/models/model";
import type { Metric } from "../../experiment/metrics";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useDraftText } from "../use-draft-text";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { metricsOf, metricWords } from "./metric-words";
import { readBar, writeBar } from "./read-bar";
import { QuestionField } from "./QuestionField";
import { targetChoices } from "./target-choices";
import styles from "./problem.module.css";

const TASKS = [
  { value: "regression", label: "a number", hint: "How much: a score, a price." },
  { value: "classification", label: "a label", hint: "Which one, with a probability for each." },
];

/** Labels can be predicted once there is something to judge that by. */
const LABELS = metricsOf("classification").length > 0;

export function ProblemForm(): ReactNode {
  const problem = useNotebook((state) => state.experiment.problem);
  const columns = useNotebook((state) => state.views.read?.columns);
  const actions = useActions();
  const edit = useTask((_, changes: Parameters<typeof actions.edit>[0]) => actions.edit(changes));
  const bar = useDraftText(
    writeBar(problem.bar),
    (text) => {
      const read = readBar(text);
      if ("value" in read) void edit.run({ problem: { bar: read.value } });
    },
    Infinity,
  );
  const read = readBar(bar.text);
  const words = metricWords(problem.metric);

  return (
    <div className={styles.form}>
      <QuestionField />
      <div className={styles.fields}>
        <Select
          label="To predict"
          value={problem.target ?? ""}
          options={targetChoices(columns ?? [], problem.target, LABELS)}
          onChange={(target) => void edit.run({ problem: { target: target === "" ? null : target } })}
          disabled={!columns}
          hint={columns ? undefined : "Open a file first."}
        />
        {LABELS && (
          <Select
            label="As"
            value={problem.task}
            options={TASKS}
            onChange={(task) => void edit.run({ problem: { task: task as Task } })}
            hint={TASKS.find(({ value }) => value === problem.task)?.hint}
          />
        )}
        <Select
          label="Judged by"
          value={problem.metric}
          options={metricsOf(problem.task).map((metric) => ({
            value: metric,
            label: metricWords(metric).short,
          }))}
          onChange={(metric) => void edit.run({ problem: { metric: metric as Metric } })}
          hint={words.help}
        />
        <TextField
          label="Good enough"
          inputMode="decimal"
          placeholder="no bar"
          value={bar.text}
          onChange={bar.type}
          onBlur={() => "value" in read && bar.commit()}
          onKeyDown={(event) => {
            if (event.key === "Enter" && "value" in read) bar.commit();
            if (event.key === "Escape") bar.revert();
          }}
          hint={`${words.short} ${words.better === "more" ? "at least" : "at most"} this`}
          error={"problem" in read ? read.problem : null}
        />
      </div>
      {edit.error && (
        <Alert tone="fail" title="That could not be changed" actions={<Button onClick={edit.clear}>Close</Button>}>
          {edit.error.message}
        </Alert>
      )}
    </div>
  );
}
