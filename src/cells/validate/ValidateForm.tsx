import type { ReactNode } from "react";
import { VALIDATION_OPTIONS } from "../../core/split/validation-options";
import type { ColumnView } from "../../pipeline/views";
import { Alert } from "../../ui/Alert";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";

export function ValidateForm(): ReactNode {
  const settings = useNotebook((state) => state.experiment.validation);
  const columns = useNotebook((state) => state.views.read?.columns);
  const actions = useActions();
  const edit = useTask((_, changes: Readonly<Record<string, unknown>>) =>
    actions.edit({ validation: { ...columnFor(changes.scheme, settings.column, columns ?? []), ...changes } }),
  );
  return (
    <>
      <OptionsForm
        label="Cross-validation"
        specs={VALIDATION_OPTIONS}
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

/** Folds by group or forward in time need a column: the likely one is taken where none fits yet. */
function columnFor(
  scheme: unknown,
  column: string | null,
  columns: readonly ColumnView[],
): { readonly column?: string } {
  if (scheme !== "time" && scheme !== "group") return {};
  const chosen = columns.find(({ name }) => name === column);
  if (scheme === "time") {
    if (chosen?.type === "date") return {};
    const dates = columns.find(({ type }) => type === "date");
    return dates ? { column: dates.name } : {};
  }
  if (chosen && chosen.type !== "date") return {};
  const groups = columns.find(({ role }) => role === "group") ?? columns.find(({ role }) => role === "categorical");
  return groups ? { column: groups.name } : {};
}
