import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { RegressionView } from "../../pipeline/views";
import { chartCsv } from "../../ui/charts/chart-table";
import { Button } from "../../ui/Button";
import { formatNumber, formatPercent } from "../../ui/format";
import type { EvaluationPart } from "./evaluation-part";
import { formatMetric, intervalText, METRIC_LABELS, METRIC_NAMES, metricColumns, metricCsvTable } from "./metric-table";
import type { MetricColumn, MetricName } from "./metric-table";

/** Every metric on every part, with its interval, beside both baselines. */
export function MetricsTable({
  view,
  test,
}: {
  readonly view: RegressionView;
  readonly test: EvaluationPart;
}): ReactNode {
  const columns = useMemo(() => metricColumns(view, test), [view, test]);
  const [said, setSaid] = useState("");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(chartCsv(metricCsvTable(columns)));
      setSaid("Copied");
    } catch {
      setSaid("The browser refused the clipboard");
    }
  };
  const drawn = view.bootstrap > 0;
  return (
    <div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key */}
      <section className="wide-box" tabIndex={0} aria-label="Metrics of every part">
        <table className="metric-table">
          <caption className="vh">Metrics of every part beside the baselines</caption>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              {columns.map((column) => (
                <th key={column.kind + column.name} scope="col" className={classOf(column)}>
                  {column.name}
                  {column.kind === "baseline" && <small>baseline</small>}
                  {(column.kind === "seen" || column.kind === "unseen") && <small>of test</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {METRIC_NAMES.map((metric) => (
              <tr key={metric}>
                <th scope="row">{METRIC_LABELS[metric]}</th>
                {columns.map((column) => (
                  <MetricCell key={column.kind + column.name} metric={metric} column={column} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="metric-foot note">
        <span>
          {drawn
            ? `${formatPercent(view.confidence, 0)} intervals from ${formatNumber(view.bootstrap)} resamples${view.bootstrapTrain < view.bootstrap ? ` (${formatNumber(view.bootstrapTrain)} of the many training posts)` : ""}. Baselines predict the mean or median of the training posts for every test post.`
            : "No intervals: resampling is off."}
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

function MetricCell({ metric, column }: { readonly metric: MetricName; readonly column: MetricColumn }): ReactNode {
  // the interval of a baseline is wide and says nothing of the model
  const interval = column.kind === "baseline" ? null : intervalText(metric, column.metrics[metric]);
  return (
    <td className={classOf(column)}>
      {formatMetric(metric, column.metrics[metric].value)}
      {interval && <small>{interval}</small>}
    </td>
  );
}

function classOf({ kind, name }: MetricColumn): string | undefined {
  return kind === "seen" ? "seen" : name === "Test" ? "strong" : undefined;
}
