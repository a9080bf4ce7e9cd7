import type { ReactNode } from "react";
import { SPLIT_OPTIONS } from "../../core/split/split-options";
import type { ColumnView } from "../../pipeline/views";
import { Alert } from "../../ui/Alert";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import styles from "./split.module.css";

/** From this many columns on, the list of them scrolls. */
const MANY = 24;

const LEFT_OUT = { dropDuplicatesBy: SPLIT_OPTIONS.dropDuplicatesBy, dropMissingIn: SPLIT_OPTIONS.dropMissingIn };

export function SplitForm(): ReactNode {
  const settings = useNotebook((state) => state.experiment.split);
  const columns = useNotebook((state) => state.views.read?.columns);
  const actions = useActions();
  const edit = useTask((_, changes: Readonly<Record<string, unknown>>) =>
    actions.edit({ split: { ...columnFor(changes.kind, settings.column, columns ?? []), ...changes } }),
  );
  const names = (columns ?? []).map(({ name }) => name);
  return (
    <div className={styles.form}>
      <OptionsForm
        label="Split"
        specs={SPLIT_OPTIONS}
        values={settings}
        columns={names}
        omit={["dropDuplicatesBy", "dropMissingIn"]}
        onChange={(changes) => void edit.run(changes)}
      />
      <div className={names.length > MANY ? styles.manyColumns : undefined}>
        <OptionsForm
          label="Rows left out"
          specs={LEFT_OUT}
          values={settings}
          columns={names}
          onChange={(changes) => void edit.run(changes)}
        />
      </div>
      {edit.error && (
        <Alert tone="fail" title="That could not be changed">
          {edit.error.message}
        </Alert>
      )}
    </div>
  );
}

/** A split by time or by group needs a column: the likely one is taken where none was chosen. */
function columnFor(kind: unknown, column: string | null, columns: readonly ColumnView[]): { readonly column?: string } {
  const wanted = kind === "time" ? "date" : kind === "group" ? "id" : null;
  const likely = columns.find(({ type }) => type === wanted);
  return column === null && likely ? { column: likely.name } : {};
}
