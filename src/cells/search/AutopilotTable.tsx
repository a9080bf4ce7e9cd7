import { useState } from "react";
import type { ReactNode } from "react";
import type { AutopilotLine, AutopilotView } from "../../pipeline/autopilot/autopilot-view";
import { Button } from "../../ui/Button";
import { formatDuration, formatNumber } from "../../ui/format";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatMetric, metricWords } from "../problem/metric-words";
import { useActions } from "../use-notebook";
import { useTask } from "../use-task";
import { blockWords, lineMetric, modelWords, settingWords } from "./autopilot-words";
import styles from "./search.module.css";

/** Lines on screen at first. */
const SHOWN = 8;

/** Every pipeline tried, best first. */
export function AutopilotTable({ autopilot }: { readonly autopilot: AutopilotView }): ReactNode {
  const actions = useActions();
  const [all, setAll] = useState(false);
  const [used, setUsed] = useState<number | null>(null);
  const use = useTask(async (_, line: AutopilotLine) => {
    await actions.edit(line.changes);
    setUsed(line.number);
  });
  const ranked = [...autopilot.lines].sort(byMerit);
  if (ranked.length === 0) return null;
  const taken = autopilot.chosen?.number;
  return (
    <div>
      <ScrollBox className={styles.box} label="Pipelines tried">
        <table className={styles.table}>
          <caption className="vh">Pipelines, best first</caption>
          <thead>
            <tr>
              <th scope="col">Rank</th>
              <th scope="col">{metricWords(autopilot.metric).short}</th>
              <th scope="col">±</th>
              <th scope="col" className={styles.words}>
                Model
              </th>
              <th scope="col" className={styles.words}>
                Learns from
              </th>
              <th scope="col">Time</th>
              <th scope="col">
                <span className="vh">Take it</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {ranked.map((line, i) =>
              all || i < SHOWN || line.number === taken ? (
                <tr key={line.number} aria-selected={line.number === used}>
                  <th scope="row">
                    {formatNumber(i + 1)}
                    {line.number === autopilot.best && <span className={styles.best}> best</span>}
                    {line.number === taken && line.number !== autopilot.best && (
                      <span className={styles.best}> to take</span>
                    )}
                  </th>
                  <td title={line.error}>{lineMetric(autopilot, line)}</td>
                  <td>
                    {line.spread === null ? "–" : formatMetric(autopilot.metric, line.spread, Math.abs(line.value!))}
                  </td>
                  <td className={styles.words}>
                    {modelWords(line)}
                    <span className="note"> {line.error ?? settingWords(line)}</span>
                  </td>
                  <td className={styles.words}>{blockWords(line)}</td>
                  <td>{formatDuration(line.ms)}</td>
                  <td>
                    {line.value !== null && (
                      <Button
                        variant="quiet"
                        aria-label={`Use this pipeline, rank ${i + 1}`}
                        onClick={() => void use.run(line)}
                      >
                        {line.number === used ? "Used" : "Use this"}
                      </Button>
                    )}
                  </td>
                </tr>
              ) : null,
            )}
          </tbody>
        </table>
      </ScrollBox>
      {ranked.length > SHOWN && (
        <Button variant="quiet" onClick={() => setAll(!all)}>
          {all ? `Show the best ${SHOWN}` : `Show all ${formatNumber(ranked.length)} pipelines`}
        </Button>
      )}
      {used !== null && (
        <p className="note" role="status">
          Features and Train have its settings now. Undo takes them back.
        </p>
      )}
      {use.error && <p className="field-error">{use.error.message}</p>}
    </div>
  );
}

function byMerit(a: AutopilotLine, b: AutopilotLine): number {
  return (a.loss ?? Infinity) - (b.loss ?? Infinity) || a.number - b.number;
}
