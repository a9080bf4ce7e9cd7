import type { ReactNode } from "react";
import { roleOf } from "../../pipeline/inputs";
import { Alert } from "../../ui/Alert";
import { OptionsForm } from "../../ui/form/OptionsForm";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { FEATURE_GROUPS } from "./feature-groups";
import type { FeatureGroup } from "./feature-groups";
import { MemoryForecast } from "./MemoryForecast";
import styles from "./features.module.css";

export function FeaturesForm(): ReactNode {
  const columns = useNotebook((state) => state.views.read?.columns);
  const experiment = useNotebook((state) => state.experiment);
  const fed = FEATURE_GROUPS.map((group) => ({
    group,
    columns: (columns ?? []).filter((column) => roleOf(experiment, column) === group.role).map(({ name }) => name),
  }));
  return (
    <div className={styles.groups}>
      {fed.map(({ group, columns: names }) => (
        // opened anew once there are columns for it; a person may close it and it stays closed
        <Group key={`${group.name} ${names.length > 0}`} group={group} columns={names} known={columns !== undefined} />
      ))}
      <MemoryForecast />
    </div>
  );
}

function Group(props: {
  readonly group: FeatureGroup;
  readonly columns: readonly string[];
  readonly known: boolean;
}): ReactNode {
  const { group, columns, known } = props;
  const settings = useNotebook((state) => state.experiment.features[group.name]);
  const actions = useActions();
  const edit = useTask((_, changes: Readonly<Record<string, unknown>>) =>
    actions.edit({ features: { [group.name]: changes } }),
  );
  return (
    <details className={styles.group} open={columns.length > 0}>
      <summary>
        <h3>{group.title}</h3>
        {columns.length > 0 ? (
          <span className="mono">{columns.join(", ")}</span>
        ) : (
          <span>{known ? `no column is used as ${group.noun}` : ""}</span>
        )}
      </summary>
      <div className={styles.groupBody}>
        <OptionsForm
          label={group.title}
          specs={group.specs}
          values={settings}
          onChange={(changes) => void edit.run(changes)}
        />
        {edit.error && (
          <Alert tone="fail" title="That could not be changed">
            {edit.error.message}
          </Alert>
        )}
      </div>
    </details>
  );
}
