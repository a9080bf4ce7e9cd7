import type { ReactNode } from "react";
import { gateOfRun } from "../../pipeline/validate/gate";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { Button } from "../../ui/Button";
import { FileButton } from "../../ui/FileButton";
import { saveBlob } from "../../ui/charts/chart-image";
import { Checkbox } from "../../ui/Checkbox";
import { formatCount } from "../../ui/format";
import { Menu } from "../../ui/Menu";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { metricWords } from "../problem/metric-words";
import { useActions, useClient, useNotebook } from "../use-notebook";
import { COMMON_FIELDS } from "./run-fields";
import type { RunView } from "./use-run-view";
import styles from "./compare.module.css";

export interface RunToolsProps {
  readonly view: RunView;
  readonly selected: readonly RunSummary[];
  readonly act: (work: () => Promise<unknown>) => void;
  readonly onClear: () => void;
}

/** What to list, and what to do with all of them or with those that are ticked. */
export function RunTools({ view, selected, act, onClear }: RunToolsProps): ReactNode {
  const client = useClient();
  const actions = useActions();
  const experiment = useNotebook((state) => state.experiment);
  const { filter, diff, metrics } = view;
  const fields = [
    ...COMMON_FIELDS.map((field) => ({ value: field, label: field })),
    ...metrics.map((metric) => ({ value: metric, label: metricWords(metric).short })),
    ...diff.differing.map((path) => ({ value: path, label: path })),
  ];
  const meant = selected.length > 0 ? selected : view.shown;
  const held = meant.filter((run) => gateOfRun(run, experiment).isHeld);
  const free = meant.filter((run) => !held.includes(run));
  const which = selected.length > 0 ? formatCount(selected.length, "ticked run") : formatCount(meant.length, "run");

  const save = (format: "scorebook" | "mlflow" | "tensorboard"): void =>
    act(async () => {
      const runs = format === "scorebook" ? free : meant;
      const bytes = await client.exportRuns(
        runs.map(({ id }) => id),
        format,
      );
      saveBlob(new Blob([bytes as Uint8Array<ArrayBuffer>]), FILE_NAMES[format]);
      if (held.length > 0) {
        actions.notify({
          tone: "warn",
          title: `${formatCount(held.length, "run")} held back`,
          detail:
            format === "scorebook"
              ? "Runs that miss the bar are not in the file. Ship lets them out."
              : "The models of runs that miss the bar are not in the file. Ship lets them out.",
        });
      }
    });

  return (
    <div className={styles.tools}>
      <div className={styles.filters}>
        <TextField
          label="Filter"
          type="search"
          placeholder={filter.field === null ? "name, tag, setting" : "text, >0.5 or 1..10"}
          value={filter.text}
          onChange={(text) => view.setFilter({ text })}
        />
        <Select
          label="In"
          value={filter.field ?? ""}
          options={[{ value: "", label: "everything" }, ...fields]}
          onChange={(field) => view.setFilter({ field: field || null })}
        />
        <Select
          label="Group by"
          value={view.group ?? ""}
          options={[{ value: "", label: "nothing" }, ...fields.filter(({ value }) => isGroupable(value, metrics))]}
          onChange={(field) => view.setGroup(field || null)}
        />
        <Checkbox label="Starred only" checked={filter.starred} onChange={(starred) => view.setFilter({ starred })} />
      </div>
      <div className="row">
        <Menu
          trigger={
            <Button icon="download" disabled={meant.length === 0}>
              Export {which}
            </Button>
          }
          items={[
            { label: "One file, to open in Scorebook", onSelect: () => save("scorebook") },
            { label: "MLflow run folder (zip)", onSelect: () => save("mlflow") },
            { label: "TensorBoard event files (zip)", onSelect: () => save("tensorboard") },
          ]}
        />
        <FileButton
          label="File of runs"
          accept=".scorebook"
          onPick={(file) => act(async () => client.importRun(new Uint8Array(await file.arrayBuffer())))}
        >
          Import runs
        </FileButton>
        {selected.length > 0 && (
          <>
            <Button
              icon="trash"
              onClick={() =>
                act(async () => {
                  for (const { id } of selected) await client.deleteRun(id);
                  onClear();
                })
              }
            >
              Delete {formatCount(selected.length, "run")}
            </Button>
            <Button variant="quiet" icon="cross" onClick={onClear}>
              Untick all
            </Button>
          </>
        )}
      </div>
      <p className="note">
        {view.shown.length < view.all.length && `${formatCount(view.shown.length, "run")} of ${view.all.length}. `}
        {formatCount(diff.equal, "setting is", "settings are")} the same in{" "}
        {view.shown.length === 1 ? "it" : "all of them"} and not shown
        {diff.differing.length > 0 ? `; ${formatCount(diff.differing.length, "differs", "differ")}` : ""}. The best
        value of each metric is bold; intervals share one scale, the baseline dashed.
      </p>
    </div>
  );
}

const FILE_NAMES = {
  scorebook: "runs.scorebook",
  mlflow: "mlruns.zip",
  tensorboard: "tensorboard.zip",
} as const;

/** Numbers that are almost never the same twice make no groups. */
function isGroupable(field: string, metrics: readonly string[]): boolean {
  return !["name", "note", "made", "train time", "latency", "size", ...metrics].includes(field);
}
