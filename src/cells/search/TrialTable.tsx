import { useState } from "react";
import type { ReactNode } from "react";
import { changesOf } from "../../experiment/search-space";
import type { SearchView, TrialView } from "../../pipeline/search/search-view";
import { Button } from "../../ui/Button";
import { formatDuration, formatNumber } from "../../ui/format";
import { metricWords } from "../problem/metric-words";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { labelOf, trialMetric, valueText } from "./search-words";
import styles from "./search.module.css";

export interface TrialTableProps {
  readonly search: SearchView;
  readonly chosen: number | null;
  readonly onChoose: (number: number) => void;
}

/** Rows on screen at first; the best come first. */
const SHOWN = 25;

export function TrialTable({ search, chosen, onChoose }: TrialTableProps): ReactNode {
  const experiment = useNotebook((state) => state.experiment);
  const actions = useActions();
  const use = useTask((_, trial: TrialView) => actions.edit(changesOf(trial.values)));
  const [all, setAll] = useState(false);
  const ranked = [...search.trials].sort(byMerit);
  const head = ranked.slice(0, all ? undefined : SHOWN);
  const shown = head.some(({ number }) => number === chosen)
    ? head
    : [...head, ...ranked.filter(({ number }) => number === chosen)];
  if (ranked.length === 0) return null;
  return (
    <div>
      <div className={styles.box}>
        <table className={styles.table}>
          <caption className="vh">Trials, best first</caption>
          <thead>
            <tr>
              <th scope="col">Trial</th>
              <th scope="col">{metricWords(search.metric).short}</th>
              {search.space.map(({ path }) => (
                <th scope="col" key={path}>
                  {labelOf(experiment, path)}
                </th>
              ))}
              <th scope="col">Time</th>
              <th scope="col">
                <span className="vh">Settings</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((trial) => (
              <tr key={trial.number} aria-selected={trial.number === chosen} onClick={() => onChoose(trial.number)}>
                <th scope="row">
                  <button type="button" className={styles.pick} onClick={() => onChoose(trial.number)}>
                    {formatNumber(trial.number + 1)}
                    {trial.number === search.best && <span className={styles.best}> best</span>}
                  </button>
                </th>
                <td title={trial.error}>
                  {trial.state === "failed" ? "failed" : trialMetric(search, trial)}
                  {trial.state === "pruned" && <span className="note"> broken off</span>}
                </td>
                {search.space.map(({ path }) => (
                  <td key={path}>{valueText(trial.values[path])}</td>
                ))}
                <td>{formatDuration(trial.ms)}</td>
                <td>
                  {trial.state !== "failed" && (
                    <Button
                      variant="quiet"
                      aria-label={`Use these settings of trial ${trial.number + 1}`}
                      onClick={() => void use.run(trial)}
                    >
                      Use these settings
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {ranked.length > SHOWN && (
        <Button variant="quiet" onClick={() => setAll(!all)}>
          {all ? `Show the best ${SHOWN}` : `Show all ${formatNumber(ranked.length)} trials`}
        </Button>
      )}
      {use.error && <p className="field-error">{use.error.message}</p>}
    </div>
  );
}

const ORDER = { complete: 0, pruned: 1, failed: 2 } as const;

function byMerit(a: TrialView, b: TrialView): number {
  return (
    ORDER[a.state] - ORDER[b.state] ||
    b.rungs.length - a.rungs.length ||
    (a.loss ?? 0) - (b.loss ?? 0) ||
    a.number - b.number
  );
}
