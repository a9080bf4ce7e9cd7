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
  return (
    <div className={styles.groups}>
      {FEATURE_GROUPS.map((group) => (
        <Fed key={group.name} group={group} />
      ))}
      <MemoryForecast />
    </div>
  );
}

function Fed({ group }: { readonly group: FeatureGroup }): ReactNode {
  const known = useNotebook((state) => state.views.read !== undefined);
  const columns = useNotebook(({ views, experiment }) =>
    (views.read?.columns ?? []).filter((column) => roleOf(experiment, column) === group.role).map(({ name }) => name),
  );
  // opened anew once there are columns for it; a person may close it and it stays closed
  return <Group key={String(columns.length > 0)} group={group} columns={columns} known={known} />;
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
