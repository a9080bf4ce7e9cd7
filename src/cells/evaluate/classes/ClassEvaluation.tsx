import type { ReactNode } from "react";
import type { ClassView, PartName } from "../../../pipeline/views";
import { formatNumber } from "../../../ui/format";
import { SpeedCharts } from "../SpeedCharts";
import type { ShownRun } from "../use-shown-run";
import { classBarSentence } from "./class-metrics";
import { ClassMetricsStrip, ClassMetricsTable } from "./ClassMetrics";

export interface ClassEvaluationProps {
  readonly shown: ShownRun;
  readonly view: ClassView;
  readonly partName: PartName;
}

/** How well labels were told apart: the figures, who was taken for whom, and what a probability is worth. */
export function ClassEvaluation({ shown, view, partName }: ClassEvaluationProps): ReactNode {
  const bar = classBarSentence(view);
  return (
    <div className="evaluation">
      <ClassMetricsStrip view={view} partName={partName} />
      {view.leakedRows.length > 0 && (
        <p className="leak-line">
          {formatNumber(view.leakedRows.length)} test posts repeat a training post, so expect worse on new ones.
        </p>
      )}
      {bar && <p className={view.bar?.met ? "bar-line met" : "bar-line"}>{bar}</p>}
      <ClassMetricsTable view={view} />
      <div className="pair">
        <SpeedCharts view={view} run={shown.run} />
      </div>
    </div>
  );
}
