import type { ReactNode } from "react";
import { SPLIT_OPTIONS } from "../../core/split/split-options";
import type { ColumnView } from "../../pipeline/views";
import { Alert } from "../../ui/Alert";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";

export function SplitForm(): ReactNode {
  const settings = useNotebook((state) => state.experiment.split);
  const columns = useNotebook((state) => state.views.read?.columns);
  const actions = useActions();
  const edit = useTask((_, changes: Readonly<Record<string, unknown>>) =>
    actions.edit({ split: { ...columnFor(changes.kind, settings.column, columns ?? []), ...changes } }),
  );
  return (
    <>
      <OptionsForm
        label="Split"
        specs={SPLIT_OPTIONS}
        values={settings}
        columns={(columns ?? []).map(({ name }) => name)}
        onChange={(changes) => void edit.run(changes)}
      />
      {edit.error && (
        <Alert tone="fail" title="That could not be changed">
          {edit.error.message}
        </Alert>
      )}
    </>
  );
}

/** A split by time or by group needs a column: the likely one is taken where none was chosen. */
function columnFor(kind: unknown, column: string | null, columns: readonly ColumnView[]): { readonly column?: string } {
  const wanted = kind === "time" ? "date" : kind === "group" ? "id" : null;
  const likely = columns.find(({ type }) => type === wanted);
  return column === null && likely ? { column: likely.name } : {};
}
