import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { ERROR_OPTIONS } from "../../core/slices/slice-options";
import { errorRows, partsOf } from "../../pipeline/errors/error-rows";
import type { ErrorPartName } from "../../pipeline/errors/error-rows";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import type { Run } from "../../pipeline/views";
import { isClassRun } from "../../pipeline/views";
import { Alert } from "../../ui/Alert";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { Select } from "../../ui/Select";
import { Tabs } from "../../ui/Tabs";
import { useShownRun } from "../evaluate/use-shown-run";
import { useActions, useNotebook } from "../use-notebook";
import { ErrorBrowser } from "./ErrorBrowser";
import { GroupsPanel } from "./GroupsPanel";
import { runOption } from "./run-option";
import { ResidualsPanel } from "./ResidualsPanel";
import { SlicesPanel } from "./SlicesPanel";
import { TwoRunsPanel } from "./TwoRunsPanel";
import { useSlices } from "./use-slices";
import styles from "./errors.module.css";

const PART_LABELS: Readonly<Record<ErrorPartName, string>> = {
  test: "test",
  unseen: "test, unseen in training",
  validation: "validation",
  train: "training",
};

/** Which run, which posts, and four ways to see what is wrong; what is chosen in any of them is read below. */
export function ErrorsBody(): ReactNode {
  const { shown, runs, chosen, problem, choose } = useShownRun();
  const run = shown?.run ?? null;
  if (!run && chosen) return <p className="note">{problem ? `${problem}.` : "Loading"}</p>;
  if (!run) return <p className="note">No run yet. Train a model in Train, and its errors are here to read.</p>;
  return <ErrorsOfRun run={run} runs={runs} onChoose={choose} isReadable={shown?.isSameFile ?? false} />;
}

function ErrorsOfRun(props: {
  readonly run: Run;
  readonly runs: readonly RunSummary[];
  readonly onChoose: (id: string) => void;
  readonly isReadable: boolean;
}): ReactNode {
  const { run, runs, isReadable } = props;
  const actions = useActions();
  const settings = useNotebook((state) => state.experiment.errors);
  const [wanted, setWanted] = useState<ErrorPartName>("test");
  const [tab, setTab] = useState("slices");
  const parts = partsOf(run);
  const part = parts.includes(wanted) ? wanted : "test";
  const isClasses = isClassRun(run);
  const rows = useMemo(() => errorRows(run, part), [run, part]);
  const query = useMemo(() => ({ runId: run.id, part }), [run.id, part]);
  const search = useSlices(isReadable ? query : null);
  const select = (chosen: ArrayLike<number>, words: string): void => {
    if (chosen.length === 0) actions.clearSelection();
    else actions.select(Array.from(chosen), `Errors: ${words}`);
  };
  return (
    <div className={styles.stack}>
      <OptionsForm
        label="Options of the error analysis"
        specs={ERROR_OPTIONS}
        values={{ ...settings }}
        omit={["slices", isClasses ? "scoreLoss" : "labelLoss"]}
        onChange={(changes) => void actions.edit({ errors: changes })}
        across={3}
      >
        <Select label="Run" value={run.id} options={[...runs].reverse().map(runOption)} onChange={props.onChoose} />
        <Select
          label="Posts"
          value={part}
          options={parts.map((name) => ({ value: name, label: PART_LABELS[name] }))}
          onChange={(name) => setWanted(name as ErrorPartName)}
        />
      </OptionsForm>
      {part === "train" && (
        <p className="note">
          The model was fitted on these posts: they say what it could not learn, not how well it does.
        </p>
      )}
      {!isReadable && (
        <Alert tone="info" title="These posts are of another file">
          Open the file of this run to slice its errors and to read them.
        </Alert>
      )}
      {isReadable && (
        <Tabs
          label="Ways to see the errors"
          value={tab}
          onChange={setTab}
          items={[
            { value: "slices", label: "Slices" },
            { value: "features", label: "By feature" },
            { value: "groups", label: isClasses ? "By confidence" : "By interval" },
            { value: "runs", label: "Two runs" },
          ]}
        >
          <div className={styles.panel}>
            {tab === "slices" && <SlicesPanel search={search} part={rows} onSelect={select} />}
            {tab === "features" && <ResidualsPanel query={query} part={rows} run={run} onSelect={select} />}
            {tab === "groups" && <GroupsPanel part={rows} run={run} onSelect={select} />}
            {tab === "runs" && <TwoRunsPanel run={run} runs={runs} report={search.report} onSelect={select} />}
          </div>
        </Tabs>
      )}
      {isReadable && <ErrorBrowser part={rows} run={run} report={search.report} onSelect={select} />}
    </div>
  );
}
