import type { ReactNode } from "react";
import { Icon } from "../../ui/Icon";
import { useNotebook } from "../use-notebook";
import { barVerdict, verdictSentence } from "./bar-verdict";
import styles from "./problem.module.css";

/** Whether the best run is good enough. */
export function ProblemOutput(): ReactNode {
  const problem = useNotebook((state) => state.experiment.problem);
  const runs = useNotebook((state) => state.runs);
  const verdict = barVerdict(runs, problem);
  if (!verdict) return null;
  const { metric, bar } = problem;
  return (
    <output className={styles.verdict}>
      {bar !== null && <Icon name={verdict.met ? "check" : "cross"} />}
      <span>{verdictSentence(verdict, metric, bar)}</span>
    </output>
  );
}
