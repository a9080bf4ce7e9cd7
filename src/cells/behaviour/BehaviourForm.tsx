import type { ReactNode } from "react";
import { BEHAVIOUR_OPTIONS, describeTest } from "../../core/behaviour/behavioural-test";
import type { BehaviouralTest } from "../../core/behaviour/behavioural-test";
import { proposeTests } from "../../core/behaviour/propose-tests";
import { Alert } from "../../ui/Alert";
import { Button, IconButton } from "../../ui/Button";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { formatCount } from "../../ui/format";
import { useLoaded } from "../use-loaded";
import { useActions, useClient, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { TestEditor } from "./TestEditor";
import styles from "./behaviour.module.css";

/** The tests of the experiment: written, proposed from the data, taken away. */
export function BehaviourForm(): ReactNode {
  const settings = useNotebook((state) => state.experiment.behaviour);
  const task = useNotebook((state) => state.experiment.problem.task);
  const columns = useNotebook((state) => state.views.read?.columns ?? NONE);
  const roles = useNotebook((state) => state.experiment.data.columns);
  const words = useNotebook((state) => state.views.quality?.associations.words ?? NONE);
  const actions = useActions();
  const edit = useTask((_, changes: Readonly<Record<string, unknown>>) => actions.edit({ behaviour: changes }));
  const { tests, ...options } = settings;
  const used = columns.filter(({ name, role }) =>
    ["text", "categorical", "numeric", "datetime"].includes(roles[name]?.role ?? role),
  );
  const texts = used.filter(({ name, role }) => (roles[name]?.role ?? role) === "text").map(({ name }) => name);
  const known = new Set(tests.map(({ name }) => name));
  const client = useClient();
  const file = useNotebook((state) => state.views.read?.sha256 ?? null);
  const { value: sample } = useLoaded(file, () => client.rows(0, SAMPLE));
  const proposed = proposeTests({ task, texts, words, sample: sample ?? [] }).filter(({ name }) => !known.has(name));
  const setTests = (next: readonly BehaviouralTest[]) => void edit.run({ tests: next });
  return (
    <div className={styles.form}>
      <OptionsForm
        label="Behavioural tests"
        specs={BEHAVIOUR_OPTIONS}
        values={options}
        columns={[]}
        onChange={(changes) => void edit.run(changes)}
      />
      {tests.length > 0 && (
        <ul aria-label="Tests" className={styles.tests}>
          {tests.map((test, i) => (
            <li key={`${test.name} ${i}`}>
              <span>
                <b>{test.name}</b> <small>{describeTest(test, task === "classification")}</small>
              </span>
              <IconButton
                icon="trash"
                label={`Take away: ${test.name}`}
                onClick={() => setTests(tests.filter((_, at) => at !== i))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.row}>
        <Button disabled={proposed.length === 0} onClick={() => setTests([...tests, ...proposed])}>
          {proposed.length === 0
            ? "Nothing to propose"
            : `Add ${formatCount(proposed.length, "test")} proposed from the data`}
        </Button>
      </div>
      <TestEditor
        isLabel={task === "classification"}
        texts={texts}
        inputs={used.map(({ name }) => name)}
        known={known}
        onAdd={(test) => setTests([...tests, test])}
      />
      {edit.error && (
        <Alert tone="fail" title="The tests could not be changed">
          {edit.error.message}. Those from before stand.
        </Alert>
      )}
    </div>
  );
}

const NONE: readonly never[] = [];
/** Posts looked at to see whether a proposed change has anything to change. */
const SAMPLE = 200;
