import { useCallback, useMemo } from "react";
import type { ReactNode } from "react";
import type { RegressionView } from "../../pipeline/views";
import { formatNumber, formatTarget } from "../../ui/format";
import { InTurn } from "../../ui/InTurn";
import { TrainingCurve } from "../train/TrainingCurve";
import { useActions, useNotebook } from "../use-notebook";
import { ErrorCharts } from "./ErrorCharts";
import { evaluationPart, placesOf } from "./evaluation-part";
import type { EvaluationPart } from "./evaluation-part";
import { barSentence, seenAndUnseen } from "./metric-table";
import { MetricsStrip } from "./MetricsStrip";
import { MetricsTable } from "./MetricsTable";
import { PostReader } from "./PostReader";
import { SpeedCharts } from "./SpeedCharts";
import type { ShownRun } from "./use-shown-run";

export interface EvaluateOutputProps {
  readonly shown: ShownRun;
  readonly view: RegressionView;
  readonly part: EvaluationPart;
  readonly valueAxes: "linear" | "symlog";
  readonly errorAxes: "linear" | "symlog";
}

export function EvaluateOutput({ shown, view: evaluate, part, valueAxes, errorAxes }: EvaluateOutputProps): ReactNode {
  const actions = useActions();
  const { run } = shown;
  const current = useNotebook((state) => state.experiment.problem);
  const { task, target } = run?.experiment.problem ?? current;
  const name = target ?? "target";
  const selection = useNotebook((state) => state.selection);
  const selected = useMemo(() => placesOf(part, selection?.rows ?? null), [part, selection]);
  const test = useMemo(() => (part.name === "test" ? part : evaluationPart(evaluate, "test")), [part, evaluate]);
  const bar = barSentence(evaluate, name);

  const select = useCallback(
    (places: readonly number[]): void => {
      if (places.length === 0) actions.clearSelection();
      else
        actions.select(
          places.map((place) => part.rows[place]),
          "Evaluate",
        );
    },
    [actions, part],
  );

  return (
    <div className="evaluation">
      <MetricsStrip view={evaluate} part={part} test={test} target={name} />
      <LeakLine test={test} />
      {bar && <p className={evaluate.bar?.met ? "bar-line met" : "bar-line"}>{bar}</p>}
      <InTurn height={160}>
        <MetricsTable view={evaluate} test={test} />
      </InTurn>
      <ErrorCharts
        part={part}
        target={name}
        valueAxes={valueAxes}
        errorAxes={errorAxes}
        selected={selected}
        onSelect={select}
      >
        {run && run.history.points.length > 0 && (
          <TrainingCurve history={run.history} target={name} task={task} empty="" />
        )}
      </ErrorCharts>
      <InTurn height={300}>
        <PostReader
          key={part.name}
          part={part}
          target={name}
          selected={selected}
          onSelect={select}
          from={selection?.from ?? null}
          isReadable={shown.isSameFile}
        />
      </InTurn>
      <InTurn height={200}>
        <div className="pair">
          <SpeedCharts view={evaluate} run={run} />
        </div>
      </InTurn>
    </div>
  );
}

function LeakLine({ test }: { readonly test: EvaluationPart }): ReactNode {
  const halves = seenAndUnseen(test);
  if (test.seenCount === 0) return null;
  const counts = `${formatNumber(test.seenCount)} of ${formatNumber(test.rows.length)} test posts repeat a training post`;
  return (
    <p className="leak-line">
      {halves
        ? `${counts}: RMSE is ${formatTarget(halves.seen.rmse.value)} on those and ${formatTarget(halves.unseen.rmse.value)} on the rest. Believe the second.`
        : `${counts}: these numbers say nothing of new posts.`}
    </p>
  );
}
