import type { ReactNode } from "react";
import type { Metric } from "../../experiment/schema";
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

  return (
    <div className={styles.form}>
      <QuestionField />
      <div className={styles.fields}>
        <Select
          label="To predict"
          value={problem.target ?? ""}
          options={targetChoices(columns ?? [], problem.target, problem.task)}
          onChange={(target) => void edit.run({ problem: { target: target === "" ? null : target } })}
          disabled={!columns}
          hint={columns ? undefined : "Open a file first."}
        />
        <Select
          label="Judged by"
          value={problem.metric}
          options={metricsOf(problem.task).map((metric) => ({
            value: metric,
            label: metricWords(metric).short,
          }))}
          onChange={(metric) => void edit.run({ problem: { metric: metric as Metric } })}
          hint={metricWords(problem.metric).help}
        />
        <TextField
          label={`Good enough: ${metricWords(problem.metric).short} ${metricWords(problem.metric).better === "more" ? "at least" : "at most"}`}
          note="optional"
          inputMode="decimal"
          placeholder="no bar"
          value={bar.text}
          onChange={bar.type}
          onBlur={() => "value" in read && bar.commit()}
          onKeyDown={(event) => {
            if (event.key === "Enter" && "value" in read) bar.commit();
            if (event.key === "Escape") bar.revert();
          }}
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
