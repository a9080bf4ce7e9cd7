import type { ReactNode } from "react";
import type { ValidationView } from "../../pipeline/validate/validation-view";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { IntervalCurve } from "../../ui/charts/IntervalCurve";
import { formatNumber, formatPercent } from "../../ui/format";
import { formatMetric, metricWords } from "../problem/metric-words";
import { capitalised } from "../train/training-curve";
import { curveFinding } from "./validate-words";

export interface LearningCurveProps {
  readonly curve: NonNullable<ValidationView["curve"]>;
  readonly confidence: number;
}

/** The error on held-out posts as the model sees more of the others. */
export function LearningCurve({ curve, confidence }: LearningCurveProps): ReactNode {
  const { metric, points, folds } = curve;
  const word = capitalised(metricWords(metric).short);
  const scale = Math.max(0, ...points.map(({ value }) => Math.abs(value)));
  const format = (value: number): string => formatMetric(metric, value, scale);
  return (
    <ChartFrame
      name="Learning curve"
      title={curveFinding(curve)}
      subtitle={`${word} on held-out posts of ${formatNumber(folds)} folds with ${formatPercent(confidence, 0)} bootstrap intervals; grey on the posts trained on`}
      empty={points.length === 0 ? "Too few training posts to train on parts of them." : null}
      height={210}
      table={() => ({
        columns: [
          { name: "Training posts", format: formatNumber },
          { name: `${word}, held out`, format },
          { name: "Low", format },
          { name: "High", format },
          { name: `${word}, training`, format },
        ],
        rows: points.map(({ rows, value, low, high, train }) => [rows, value, low, high, train]),
      })}
    >
      <IntervalCurve
        label={`${word} by training posts: ${points.map(({ rows, value }) => `${formatNumber(rows)}: ${format(value)}`).join(", ")}`}
        points={points.map(({ rows, value, low, high, train }) => ({ x: rows, value, low, high, beside: train }))}
        names={["held out", "training"]}
        xName="Training posts"
        yName={word}
        format={format}
      />
    </ChartFrame>
  );
}
