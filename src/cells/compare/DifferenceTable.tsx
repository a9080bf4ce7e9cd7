import type { ReactNode } from "react";
import type { RunComparison } from "../../pipeline/validate/compare-task";
import { IntervalBar } from "../../ui/charts/IntervalBar";
import { formatPercent } from "../../ui/format";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatMetric, metricWords } from "../problem/metric-words";
import { capitalised } from "../train/training-curve";
import styles from "./compare.module.css";

export interface DifferenceTableProps {
  readonly names: readonly [string, string];
  readonly comparison: RunComparison;
}

/** Every metric of two runs on the same test posts, and the paired interval of the difference. */
export function DifferenceTable({ names, comparison }: DifferenceTableProps): ReactNode {
  const confidence = formatPercent(comparison.confidence, 0);
  return (
    <ScrollBox className={styles.scroll} label="Differences between the runs">
      <table className={styles.small}>
        <caption className="vh">
          {names[0]} less {names[1]}
        </caption>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col" className={styles.number}>
              {names[0]}
            </th>
            <th scope="col" className={styles.number}>
              {names[1]}
            </th>
            <th scope="col" className={styles.number}>
              Difference
            </th>
            <th scope="col" className={styles.number}>
              {confidence} interval
            </th>
            <th scope="col" className={styles.picture}>
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
                <td className={styles.number}>{format(first)}</td>
                <td className={styles.number}>{format(second)}</td>
                <td className={`${styles.number} ${styles.strong}`}>{format(value)}</td>
                <td className={styles.number}>
                  {format(low)} to {format(high)}
                </td>
                <td className={styles.picture}>
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
