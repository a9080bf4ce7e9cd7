import { useState } from "react";
import type { ReactNode } from "react";
import type { ClassView, PartName } from "../../../pipeline/views";
import { Button } from "../../../ui/Button";
import { chartCsv } from "../../../ui/charts/chart-table";
import { IntervalBar } from "../../../ui/charts/IntervalBar";
import { formatChange, formatNumber, formatPercent } from "../../../ui/format";
import {
  CLASS_METRIC_LABELS,
  CLASS_METRIC_NAMES,
  classIntervalText,
  classMetricColumns,
  classMetricTable,
  formatClassMetric,
} from "./class-metrics";
import type { ClassMetricColumn, ClassMetricName } from "./class-metrics";

export interface ClassMetricsProps {
  readonly view: ClassView;
  /** the part the numbers are of */
  readonly partName: PartName;
}

/** The numbers to read first, none without its interval or its baseline. */
export function ClassMetricsStrip({ view, partName }: ClassMetricsProps): ReactNode {
  const metrics = view.metrics[partName] ?? view.metrics.test;
  const { accuracy, macroF1, logLoss, rocAuc } = metrics;
  // baselines are of the test part, so they are beside its numbers alone
  const majority = partName === "test" ? view.baselines.majority.accuracy.value : null;
  const interval = classIntervalText("accuracy", accuracy);
  const percent = formatPercent(view.confidence, 0);
  const ends = [accuracy.low, accuracy.value, accuracy.high, ...(majority === null ? [] : [majority])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const margin = (high - low) * 0.04 || 0.01;
  const baselineText = majority === null ? "" : `, baseline majority ${formatPercent(majority)}`;
  return (
    <dl className="metrics">
      <div className="metric big">
        <dt>Accuracy</dt>
        <dd className="metric-value">{formatPercent(accuracy.value)}</dd>
        <dd className="metric-note">{interval ? `${percent} CI ${interval}` : "no interval drawn"}</dd>
        <dd className="metric-bar">
          <IntervalBar
            label={`Accuracy ${formatPercent(accuracy.value)}${interval ? `, ${percent} interval ${interval}` : ""}${baselineText}`}
            value={accuracy.value}
            low={accuracy.low}
            high={accuracy.high}
            domain={[low - margin, high + margin]}
            baseline={majority === null ? undefined : { value: majority, name: `majority ${formatPercent(majority)}` }}
            height={52}
          />
        </dd>
      </div>
      <div className="metric">
        <dt>F1, macro</dt>
        <dd className="metric-value">{formatNumber(macroF1.value, 3)}</dd>
        <dd className="metric-note">{classIntervalText("macroF1", macroF1) ?? "every class alike"}</dd>
      </div>
      <div className="metric">
        <dt>Log loss</dt>
        <dd className="metric-value">{formatNumber(logLoss.value, 3)}</dd>
        <dd className="metric-note">
          {partName === "test"
            ? `shares alone ${formatNumber(view.baselines.prior.logLoss.value, 3)}`
            : (classIntervalText("logLoss", logLoss) ?? "of the probabilities")}
        </dd>
      </div>
      <div className="metric">
        <dt>{majority === null ? "ROC AUC" : "vs majority"}</dt>
        <dd className="metric-value">
          {majority === null
            ? rocAuc
              ? formatNumber(rocAuc.value, 3)
              : "–"
            : `${formatChange((accuracy.value - majority) * 100, 1)} pts`}
        </dd>
        <dd className="metric-note">
          {majority === null
            ? (classIntervalText("rocAuc", rocAuc) ?? "0.5 is by chance")
            : `ROC AUC ${rocAuc ? formatNumber(rocAuc.value, 3) : "–"}`}
        </dd>
      </div>
    </dl>
  );
}

/** Every metric on every part, with its interval, beside both baselines. */
export function ClassMetricsTable({ view }: { readonly view: ClassView }): ReactNode {
  const [said, setSaid] = useState("");
  const columns = classMetricColumns(view);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(chartCsv(classMetricTable(columns)));
      setSaid("Copied");
    } catch {
      setSaid("The browser did not allow copying");
    }
  };
  return (
    <div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key */}
      <section className="wide-box" tabIndex={0} aria-label="Metrics of every part">
        <table className="metric-table">
          <caption className="vh">Metrics of every part beside the baselines</caption>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              {columns.map(({ name, isBaseline }) => (
                <th key={name} scope="col" className={name === "Test" ? "strong" : undefined}>
                  {name}
                  {isBaseline && <small>baseline</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {CLASS_METRIC_NAMES.map((metric) => (
              <tr key={metric}>
                <th scope="row">{CLASS_METRIC_LABELS[metric]}</th>
                {columns.map((column) => (
                  <MetricCell key={column.name} metric={metric} column={column} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="metric-foot note">
        <span>
          {view.bootstrap > 0
            ? `${formatPercent(view.confidence, 0)} intervals from ${formatNumber(view.bootstrap)} resamples. Majority says the most frequent label of every post, shares gives every label its share of the training posts.`
            : "No intervals: resampling is off."}
          {view.correction === "none"
            ? ""
            : " Probabilities were corrected on the validation posts, so the figures of those are too good."}
        </span>
        <span className="metric-copy">
          <output>{said}</output>
          <Button variant="quiet" icon="copy" onClick={() => void copy()}>
            Copy as CSV
          </Button>
        </span>
      </p>
    </div>
  );
}

function MetricCell({
  metric,
  column,
}: {
  readonly metric: ClassMetricName;
  readonly column: ClassMetricColumn;
}): ReactNode {
  const measured = column.metrics[metric];
  const interval = column.isBaseline ? null : classIntervalText(metric, measured);
  return (
    <td className={column.name === "Test" ? "strong" : undefined}>
      {measured ? formatClassMetric(metric, measured.value) : "–"}
      {interval && <small>{interval}</small>}
    </td>
  );
}
