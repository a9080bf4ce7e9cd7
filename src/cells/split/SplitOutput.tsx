import type { ReactNode } from "react";
import { useNotebook } from "../use-notebook";
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
  const name = target ?? "the target";
  return (
    <div className={styles.stack}>
      {realLeaks(view.leaks).map((leak) => (
        <LeakCard key={leak.by} leak={leak} testRows={view.test} />
      ))}
      <PartSizes view={view} />
      <div className="pair">
        <TargetByPart view={view} name={name} />
        <QuantileTable view={view} name={name} />
      </div>
    </div>
  );
}
