import { useState } from "react";
import type { ReactNode } from "react";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { RunComparison } from "../../pipeline/validate/compare-task";
import type { Run } from "../../pipeline/views";
import { IntervalBar } from "../../ui/charts/IntervalBar";
import { formatNumber, formatPercent } from "../../ui/format";
import { ScrollBox } from "../../ui/ScrollBox";
import { Select } from "../../ui/Select";
import { formatMetric, metricWords } from "../problem/metric-words";
import { capitalised } from "../train/training-curve";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import { comparisonVerdict } from "./validate-words";
import styles from "./validate.module.css";

/** Two kept runs on the same test posts: which is better, and whether that is more than the luck of the draw. */
export function CompareRuns(): ReactNode {
  const client = useClient();
  const runs = useNotebook((state) => state.runs);
  const metric = useNotebook((state) => state.experiment.problem.metric);
  const [chosen, choose] = useState<{ readonly first?: string; readonly second?: string }>({});
  const second = runs.find(({ id }) => id === chosen.second) ?? runs.at(-1);
  const first = runs.find(({ id }) => id === chosen.first) ?? runs.findLast((run) => run !== second);
  const isPair = first !== undefined && second !== undefined && first.id !== second.id;
  const key = isPair ? `${first.id} ${second.id}` : null;
  const loaded = useLoaded(key, async () => ({ key, comparison: await client.compareRuns(first!.id, second!.id) }));
  if (!first || !second) {
    return <p className="note">With two runs, this is where they are compared on the same test posts.</p>;
  }
  const comparison = loaded.value?.key === key ? loaded.value.comparison : null;
  const options = [...runs].reverse().map(runOption);
  return (
    <section aria-label="Compare runs" className={styles.compare}>
      <h3>Two runs on the same test posts</h3>
      <div className={styles.pickers}>
        <Select
          label="First run"
          value={first.id}
          options={options}
          onChange={(id) => choose({ ...chosen, second: second.id, first: id })}
        />
        <Select
          label="Second run"
          value={second.id}
          options={options}
          onChange={(id) => choose({ ...chosen, first: first.id, second: id })}
        />
      </div>
      {!isPair && <p className="note">Choose two different runs.</p>}
      {loaded.error && (
        <p className="field-error" role="alert">
          {loaded.error.message}
        </p>
      )}
      {isPair && comparison && !loaded.error && (
        <>
          <p className={styles.headline}>{comparisonVerdict([first.name, second.name], comparison, metric)}</p>
          <DifferenceTable names={[first.name, second.name]} comparison={comparison} />
          <p className="note">
            Both are judged on the same {formatNumber(comparison.resamples)} redraws of the{" "}
            {formatNumber(comparison.rows)} test posts they share, which tells them apart far better than their separate
            intervals.
          </p>
        </>
      )}
    </section>
  );
}

function DifferenceTable({
  names,
  comparison,
}: {
  readonly names: readonly [string, string];
  readonly comparison: RunComparison;
}): ReactNode {
  const confidence = formatPercent(comparison.confidence, 0);
  return (
    <ScrollBox className={styles.box} label="Differences between the runs">
      <table className={styles.table}>
        <caption className="vh">
          {names[0]} less {names[1]}
        </caption>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
            <th scope="col">Difference</th>
            <th scope="col">{confidence} interval</th>
            <th scope="col" className={styles.wide}>
              <span className="vh">Picture of the interval</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {comparison.metrics.map(({ metric, first, second, value, low, high }) => {
            const scale = Math.max(Math.abs(first), Math.abs(second));
            const format = (number: number): string => formatMetric(metric, number, scale);
            const reach = 1.08 * Math.max(Math.abs(low), Math.abs(high), Math.abs(value), Number.MIN_VALUE);
            const word = capitalised(metricWords(metric).short);
            return (
              <tr key={metric}>
                <th scope="row">{word}</th>
                <td>{format(first)}</td>
                <td>{format(second)}</td>
                <td className={styles.strong}>{format(value)}</td>
                <td>
                  {format(low)} to {format(high)}
                </td>
                <td className={styles.wide}>
                  <IntervalBar
                    label={`${word}: difference ${format(value)}, ${confidence} interval ${format(low)} to ${format(high)}, dashed line at zero`}
                    value={value}
                    low={low}
                    high={high}
                    domain={[-reach, reach]}
                    baseline={{ value: 0 }}
                    isMuted={low <= 0 && high >= 0}
                    height={24}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function runOption({ id, name, experiment }: Run): { value: string; label: string } {
  const label = MODEL_DESCRIPTIONS[experiment.model.kind]?.label ?? experiment.model.kind;
  return { value: id, label: `${name} · ${label}` };
}
