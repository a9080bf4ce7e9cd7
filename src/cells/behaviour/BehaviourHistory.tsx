import type { ReactNode } from "react";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import { passRate } from "../../pipeline/behaviour/behaviour-view";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatPercent } from "../../ui/format";
import { useNotebook } from "../use-notebook";
import { behaviourHistory, rateText } from "./behaviour-words";
import styles from "./behaviour.module.css";

/** The share of posts as expected, test by test, in the runs that were tested. */
export function BehaviourHistory(): ReactNode {
  const runs = useNotebook((state) => state.runs);
  const history = behaviourHistory(runs);
  if (history.runs.length < 2) return null;
  return (
    <section aria-label="Over runs" className={styles.history}>
      <h3>Over runs</h3>
      <ScrollBox className={styles.box} label="Share of posts as expected by run">
        <table className={styles.table}>
          <caption className="vh">Share of posts as expected, by test and run</caption>
          <thead>
            <tr>
              <th scope="col">Test</th>
              {history.runs.map((run) => (
                <th key={run.id} scope="col" title={MODEL_DESCRIPTIONS[run.experiment.model.kind].label}>
                  {run.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {history.rows.map(({ name, results }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {results.map((result, i) => (
                  <td key={history.runs[i].id}>
                    {result && result.problem === null ? (
                      <span className={styles.cell}>
                        <i aria-hidden="true" style={{ width: `${(result.passed / result.posts) * 100}%` }} />
                        {rateText(result)}
                      </span>
                    ) : (
                      "–"
                    )}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">All</th>
              {history.runs.map(({ id, behaviour }) => {
                const rate = passRate(behaviour!.tests);
                return <td key={id}>{rate === null ? "–" : formatPercent(rate, 0)}</td>;
              })}
            </tr>
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
