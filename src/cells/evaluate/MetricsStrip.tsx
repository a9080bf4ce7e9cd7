import type { ReactNode } from "react";
import type { RegressionView } from "../../pipeline/views";
import { IntervalBar } from "../../ui/charts/IntervalBar";
import { formatChange, formatNumber, formatPercent, formatTarget } from "../../ui/format";
import type { EvaluationPart } from "./evaluation-part";
import { intervalText, seenAndUnseen } from "./metric-table";

export interface MetricsStripProps {
  readonly view: RegressionView;
  /** the part the numbers are of */
  readonly part: EvaluationPart;
  readonly test: EvaluationPart;
  readonly target: string;
}

/** The four numbers to read first, none without its interval or its baseline. */
export function MetricsStrip({ view, part, test, target }: MetricsStripProps): ReactNode {
  const metrics = view.metrics[part.name] ?? view.metrics.test;
  const { rmse, mae, medianAe, r2 } = metrics;
  // baselines are of the test part, so they are beside its numbers alone
  const baseline = part.name === "test" ? view.baselines.mean.rmse.value : null;
  const halves = part.name === "test" ? seenAndUnseen(test) : null;
  const interval = intervalText("rmse", rmse);
  const percent = formatPercent(view.confidence, 0);
  const ends = [rmse.low, rmse.value, rmse.high, ...(baseline === null ? [] : [baseline])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const margin = (high - low) * 0.04 || 1;
  return (
    <dl className="metrics">
      <div className="metric big">
        <dt>RMSE, {target}</dt>
        <dd className="metric-value">{formatTarget(rmse.value)}</dd>
        <dd className="metric-note">{interval ? `${percent} CI ${interval}` : "no interval drawn"}</dd>
        <dd className="metric-bar">
          <IntervalBar
            label={`RMSE ${formatTarget(rmse.value)}${interval ? `, ${percent} interval ${interval}` : ""}${baseline === null ? "" : `, baseline mean ${formatTarget(baseline)}`}`}
            value={rmse.value}
            low={rmse.low}
            high={rmse.high}
            domain={[low - margin, high + margin]}
            baseline={baseline === null ? undefined : { value: baseline, name: `mean ${formatTarget(baseline)}` }}
            height={52}
          />
        </dd>
      </div>
      <div className="metric">
        <dt>MAE</dt>
        <dd className="metric-value">{formatTarget(mae.value)}</dd>
        <dd className="metric-note">{intervalText("mae", mae) ?? `median error ${formatTarget(medianAe.value)}`}</dd>
      </div>
      <div className="metric">
        <dt>R²</dt>
        <dd className="metric-value">{formatNumber(r2.value, 3)}</dd>
        <dd className={halves ? "metric-note warn" : "metric-note"}>
          {halves
            ? `${formatNumber(halves.unseen.r2.value, 2)} on unseen posts`
            : (intervalText("r2", r2) ?? "share of the spread explained")}
        </dd>
      </div>
      {baseline !== null && (
        <div className="metric">
          <dt>vs baseline mean</dt>
          <dd className="metric-value">{formatVersus(rmse.value, baseline)}</dd>
          <dd className="metric-note">
            RMSE {formatTarget(baseline)} → {formatTarget(rmse.value)}
          </dd>
        </div>
      )}
    </dl>
  );
}

function formatVersus(value: number, baseline: number): string {
  return baseline > 0 ? `${formatChange((value / baseline - 1) * 100, 1)}%` : "–";
}
