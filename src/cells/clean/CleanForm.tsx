import type { ReactNode } from "react";
import type { OptionSpec, OptionSpecs } from "../../core/options";
import { CLEANING_OPTIONS } from "../../core/text/cleaning-options";
import { Alert } from "../../ui/Alert";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { ExampleRows } from "./ExampleRows";
import styles from "./clean.module.css";

/** Choices, then toggles, so that boxes stand beside boxes. */
const GROUPS = [
  { label: "Cleaning, choices", specs: specsOf("choice", "integer") },
  { label: "Cleaning, steps", specs: specsOf("boolean") },
];

export function CleanForm(): ReactNode {
  const settings = useNotebook((state) => state.experiment.cleaning);
  const actions = useActions();
  const edit = useTask((_, cleaning: Readonly<Record<string, unknown>>) => actions.edit({ cleaning }));
  const ownWords = settings.extraStopWords.length + settings.keepWords.length;
  return (
    <div className={styles.stack}>
      <div className={styles.form}>
        {GROUPS.map(({ label, specs }) => (
          <OptionsForm
            key={label}
            label={label}
            specs={specs}
            values={settings}
            onChange={(changes) => void edit.run(changes)}
          />
        ))}
        <details className={styles.own} open={ownWords > 0}>
          <summary>Own words{ownWords > 0 && <span> {ownWords}</span>}</summary>
          <OptionsForm
            label="Own words"
            specs={specsOf("words")}
            values={settings}
            onChange={(changes) => void edit.run(changes)}
          />
        </details>
      </div>
      {edit.error && (
        <Alert tone="fail" title="That could not be changed">
          {edit.error.message}
        </Alert>
      )}
      <ExampleRows />
    </div>
  );
}

function specsOf(...kinds: readonly OptionSpec["kind"][]): OptionSpecs {
  return Object.fromEntries(
    Object.entries<OptionSpec>(CLEANING_OPTIONS).filter(([, spec]) => kinds.includes(spec.kind)),
  );
}
