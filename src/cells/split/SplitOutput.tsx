import type { ReactNode } from "react";
import { useNotebook } from "../use-notebook";
import { ClassesByPart } from "./ClassesByPart";
import type { ClassCounts } from "./ClassesByPart";
import { LeakCard } from "./LeakCard";
import { PartSizes } from "./PartSizes";
import { QuantileTable } from "./QuantileTable";
import { realLeaks } from "./split-words";
import { TargetByPart } from "./TargetByPart";
import styles from "./split.module.css";

export function SplitOutput(): ReactNode {
  const view = useNotebook((state) => state.views.split);
  const target = useNotebook((state) => state.experiment.problem.target);
  if (!view) return null;
  const { classes } = view as { readonly classes?: ClassCounts };
  const name = target ?? "the target";
  return (
    <div className={styles.stack}>
      {realLeaks(view.leaks).map((leak) => (
        <LeakCard key={leak.by} leak={leak} testRows={view.test} />
      ))}
      <PartSizes view={view} />
      {view.target && (
        <div className="pair">
          <TargetByPart target={view.target} name={name} />
          <QuantileTable view={view} name={name} />
        </div>
      )}
      {classes && <ClassesByPart classes={classes} name={name} />}
    </div>
  );
}
