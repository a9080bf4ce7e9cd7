import type { ReactNode } from "react";
import type { Task } from "../../core/models/model";
import { METRICS_BY_TASK } from "../../experiment/metrics";
import type { Metric } from "../../experiment/metrics";
import type { FoldMetrics, ValidationView } from "../../pipeline/validate/validation-view";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatNumber, formatPercent } from "../../ui/format";
import { formatMetric, metricWords } from "../problem/metric-words";
import { capitalised } from "../train/training-curve";
import { metricOrder } from "./validate-words";
import styles from "./validate.module.css";

export interface FoldTablesProps {
  readonly view: ValidationView;
  /** the problem's, which comes first */
  readonly metric: Metric;
}

/** What stands beside the problem's metric in the list of folds: the first that is another. */
const BESIDE: Readonly<Record<Task, readonly Metric[]>> = {
  regression: ["r2", "rmse"],
  classification: ["macroF1", "accuracy"],
};

/** Every metric over the folds, and beside it every fold. */
export function FoldTables({ view, metric }: FoldTablesProps): ReactNode {
  const metrics = metricOrder(METRICS_BY_TASK[view.task], metric);
  const shown = [metric, ...BESIDE[view.task].filter((other) => other !== metric).slice(0, 1)];
  return (
    <div className="pair">
      <ScrollBox className={styles.box} label="Metrics over the folds">
        <table className={styles.table}>
          <caption className="vh">Metrics over the folds</caption>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col">Held out</th>
              <th scope="col">± sd</th>
              <th scope="col">{formatPercent(view.confidence, 0)} interval</th>
              <th scope="col">Training</th>
            </tr>
          </thead>
          <tbody>
            {metrics.map((one) => (
              <SummaryRow key={one} view={view} metric={one} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <ScrollBox className={styles.box} label="Every fold">
        <table className={styles.table}>
          <caption className="vh">Every fold</caption>
          <thead>
            <tr>
              <th scope="col">Fold</th>
              <th scope="col">Trained on</th>
              <th scope="col">Held out</th>
              {shown.map((one) => (
                <th key={one} scope="col">
                  {capitalised(metricWords(one).short)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.folds.map((fold, i) => (
              <tr key={i}>
                <th scope="row">{foldName(view, i)}</th>
                <td>{formatNumber(fold.trainRows)}</td>
                <td>{formatNumber(fold.testRows)}</td>
                {shown.map((one) => (
                  <td key={one}>{valueText(fold.metrics, one, view)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}

function SummaryRow({ view, metric }: FoldTablesProps): ReactNode {
  const summary = view.summary[metric];
  const format = (value: number): string => formatMetric(metric, value, Math.abs(summary?.mean ?? value));
  const train = view.folds.map((fold) => fold.trainMetrics[metric]).filter((value) => typeof value === "number");
  const mean = train.reduce((sum, value) => sum + value, 0) / train.length;
  return (
    <tr>
      <th scope="row">{capitalised(metricWords(metric).short)}</th>
      {summary ? (
        <>
          <td className={styles.strong}>{format(summary.mean)}</td>
          <td>{format(summary.sd)}</td>
          <td>{summary.low < summary.high ? `${format(summary.low)} to ${format(summary.high)}` : "–"}</td>
        </>
      ) : (
        <td colSpan={3}>undefined where a fold holds one class only</td>
      )}
      <td>{train.length > 0 ? format(mean) : "–"}</td>
    </tr>
  );
}

function foldName({ settings }: ValidationView, index: number): string {
  const fold = formatNumber((index % settings.folds) + 1);
  const isRepeated = settings.repeats > 1 && (settings.scheme === "kfold" || settings.scheme === "stratified");
  return isRepeated ? `${formatNumber(Math.floor(index / settings.folds) + 1)}.${fold}` : fold;
}

function valueText(metrics: FoldMetrics, metric: Metric, view: ValidationView): string {
  const value = metrics[metric];
  return typeof value === "number" ? formatMetric(metric, value, Math.abs(view.summary[metric]?.mean ?? value)) : "–";
}
