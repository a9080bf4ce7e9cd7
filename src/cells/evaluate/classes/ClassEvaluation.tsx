import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { ClassView, PartName } from "../../../pipeline/views";
import { formatNumber, formatPercent } from "../../../ui/format";
import { InTurn } from "../../../ui/InTurn";
import { Select } from "../../../ui/Select";
import { TrainingCurve } from "../../train/TrainingCurve";
import { useActions, useNotebook } from "../../use-notebook";
import { SpeedCharts } from "../SpeedCharts";
import type { ShownRun } from "../use-shown-run";
import { classBarSentence, perClassRows } from "./class-metrics";
import { classPart, placesOfRows, rowsOfSquare, seenAccuracies } from "./class-part";
import { ClassMetricsStrip, ClassMetricsTable } from "./ClassMetrics";
import { ConfusionMatrix } from "./ConfusionMatrix";
import { CurveCharts } from "./CurveCharts";
import { LabelReader } from "./LabelReader";
import { PerClassTable } from "./PerClassTable";
import { ThresholdPanel } from "./ThresholdPanel";
import "./classes.css";

export interface ClassEvaluationProps {
  readonly shown: ShownRun;
  readonly view: ClassView;
  readonly partName: PartName;
}

/** How well labels were told apart: the figures, who was taken for whom, and what a probability is worth. */
export function ClassEvaluation({ shown, view, partName }: ClassEvaluationProps): ReactNode {
  const actions = useActions();
  const { run } = shown;
  const { classes } = view;
  const current = useNotebook((state) => state.experiment.problem);
  const { task, target } = run?.experiment.problem ?? current;
  const part = useMemo(() => classPart(view, partName), [view, partName]);
  const selection = useNotebook((state) => state.selection);
  const selected = useMemo(() => placesOfRows(part, selection?.rows ?? null), [part, selection]);
  const [chosen, setChosen] = useState<string | null>(null);
  // of two labels the second is usually the one that is looked for
  const of = Math.max(0, classes.indexOf(chosen ?? classes[classes.length === 2 ? 1 : 0]));
  const bar = classBarSentence(view);
  return (
    <div className="evaluation">
      <ClassMetricsStrip view={view} partName={partName} />
      <LeakLine view={view} />
      {bar && <p className={view.bar?.met ? "bar-line met" : "bar-line"}>{bar}</p>}
      <ClassMetricsTable view={view} />
      <ConfusionMatrix
        classes={classes}
        counts={view.confusions[partName] ?? view.confusions.test}
        onChoose={(actual, predicted) => actions.select(rowsOfSquare(part, actual, predicted), "Evaluate")}
      />
      <InTurn height={300}>
        <LabelReader
          key={part.name}
          part={part}
          selected={selected}
          onClear={actions.clearSelection}
          isReadable={shown.isSameFile}
        />
      </InTurn>
      <PerClassTable rows={perClassRows(view, partName)} />
      <div className="reader-head">
        <h3>One label against the rest</h3>
        <Select
          label="Label"
          value={classes[of]}
          options={classes.map((label) => ({ value: label, label }))}
          onChange={setChosen}
        />
      </div>
      <InTurn height={240}>
        <CurveCharts part={part} of={of} />
      </InTurn>
      {classes.length === 2 && <ThresholdPanel key={part.name} part={part} of={of} />}
      {part.sampled && (
        <p className="note">
          Charts and posts are of {formatNumber(part.rows.length)} posts, drawn evenly; the figures above are of all.
        </p>
      )}
      <InTurn height={200}>
        <div className="pair">
          {run && run.history.points.length > 0 && (
            <TrainingCurve history={run.history} target={target ?? "target"} task={task} empty="" />
          )}
          <SpeedCharts view={view} run={run} />
        </div>
      </InTurn>
    </div>
  );
}

function LeakLine({ view }: { readonly view: ClassView }): ReactNode {
  const halves = useMemo(() => seenAccuracies(classPart(view, "test")), [view]);
  const leaked = view.leakedRows.length;
  if (leaked === 0) return null;
  return (
    <p className="leak-line">
      {formatNumber(leaked)} test posts repeat a training post
      {halves
        ? `: accuracy is ${formatPercent(halves.seen)} on those and ${formatPercent(halves.unseen)} on the rest. Believe the second.`
        : ", so these numbers say little of new posts."}
    </p>
  );
}
