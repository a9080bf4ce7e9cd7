import { useMemo } from "react";
import type { ReactNode } from "react";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { UnitPlot } from "../../../ui/charts/UnitPlot";
import type { UnitPoint } from "../../../ui/charts/UnitPlot";
import { formatNumber, formatPercent } from "../../../ui/format";
import type { ClassPart } from "./class-part";
import { classCurves } from "./ranking-curves";

export interface CurveChartsProps {
  readonly part: ClassPart;
  /** index of the class that is told apart from the rest */
  readonly of: number;
}

const three = (value: number) => formatNumber(value, 3);

/** ROC, precision against recall, and what a probability is worth, for one label against the rest. */
export function CurveCharts({ part, of }: CurveChartsProps): ReactNode {
  const curves = useMemo(() => classCurves(part, of), [part, of]);
  const label = part.classes[of];
  if (!curves) return <p className="note">Every post here, or none, is labelled {label}: there is nothing to rank.</p>;
  const { calibration } = curves;
  return (
    <div className="class-curves">
      <ChartFrame
        name="ROC curve"
        title={`A post of ${label} outranks another in ${formatPercent(curves.area, 0)} of pairs`}
        subtitle={`${label} against the rest, area ${three(curves.area)}; dashed is chance`}
        table={() => tableOf("false alarms", "found", curves.roc)}
      >
        <UnitPlot
          label={`ROC curve of ${label}, area ${three(curves.area)}`}
          xName="share of the others called it"
          yName="share found"
          curve={curves.roc}
          reference={[
            [0, 0],
            [1, 1],
          ]}
        />
      </ChartFrame>
      <ChartFrame
        name="Precision and recall"
        title={`Average precision ${three(curves.averagePrecision)}, guessing gives ${three(curves.share)}`}
        subtitle={`${label} against the rest; dashed is the share of such posts`}
        table={() => tableOf("recall", "precision", curves.precisionRecall)}
      >
        <UnitPlot
          label={`Precision against recall of ${label}, average precision ${three(curves.averagePrecision)}`}
          xName="recall"
          yName="precision"
          curve={curves.precisionRecall}
          reference={[
            [0, curves.share],
            [1, curves.share],
          ]}
        />
      </ChartFrame>
      <ChartFrame
        name="Calibration"
        title={`Probabilities are off by ${formatPercent(curves.calibrationError)} on average`}
        subtitle={`What was said of ${label}, and how often it was so; dashed is as said`}
        table={() => ({
          columns: [
            { name: "said", format: three },
            { name: "came", format: three },
            { name: "posts", format: formatNumber },
          ],
          rows: calibration.map(({ meanPredicted, observed, rows }) => [meanPredicted, observed, rows]),
        })}
      >
        <UnitPlot
          label={`Calibration of ${label}, mean gap ${formatPercent(curves.calibrationError)}`}
          xName="probability said"
          yName="share that was so"
          curve={calibration.map(({ meanPredicted, observed }) => [meanPredicted, observed])}
          reference={[
            [0, 0],
            [1, 1],
          ]}
          hasDots
        />
      </ChartFrame>
    </div>
  );
}

function tableOf(x: string, y: string, points: readonly UnitPoint[]) {
  return { columns: [x, y].map((name) => ({ name, format: three })), rows: points };
}
