import type { ReactNode } from "react";
import { CLEANING_OPTIONS } from "../../core/text/cleaning-options";
import { Alert } from "../../ui/Alert";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { ExampleRows } from "./ExampleRows";
import styles from "./clean.module.css";

export function CleanForm(): ReactNode {
  const settings = useNotebook((state) => state.experiment.cleaning);
  const actions = useActions();
  const edit = useTask((_, cleaning: Readonly<Record<string, unknown>>) => actions.edit({ cleaning }));
  return (
    <div className={styles.stack}>
      <OptionsForm
        label="Cleaning"
        specs={CLEANING_OPTIONS}
        values={settings}
        onChange={(changes) => void edit.run(changes)}
      />
      {edit.error && (
        <Alert tone="fail" title="That could not be changed">
          {edit.error.message}
        </Alert>
      )}
      <ExampleRows />
    </div>
  );
}
