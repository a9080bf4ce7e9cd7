import { useCallback, useMemo } from "react";
import type { ReactNode } from "react";
import type { PartName, RegressionView } from "../../pipeline/views";
import { formatNumber, formatTarget } from "../../ui/format";
import { EachInTurn } from "../../ui/InTurn";
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

export type Axes = "auto" | "linear" | "symlog";

export interface EvaluateOutputProps {
  readonly shown: ShownRun;
  readonly view: RegressionView;
  readonly partName: PartName;
  readonly axes: Axes;
}

/** Each section is drawn in a turn of its own, when its run comes as when the next one does. */
export function EvaluateOutput({ shown, view: evaluate, partName, axes }: EvaluateOutputProps): ReactNode {
  const actions = useActions();
  const { run } = shown;
  const current = useNotebook((state) => state.experiment.problem);
  const { task, target } = run?.experiment.problem ?? current;
  const name = target ?? "target";
  const selection = useNotebook((state) => state.selection);
  const part = useMemo(() => evaluationPart(evaluate, partName), [evaluate, partName]);
  const test = useMemo(() => (part.name === "test" ? part : evaluationPart(evaluate, "test")), [part, evaluate]);
  const parts = useMemo(() => ({ part, test, view: evaluate }), [part, test, evaluate]);
  const selected = useMemo(() => placesOf(part, selection?.rows ?? null), [part, selection]);
  // errors are read in their own unit unless asked for otherwise
  const errorAxes = axes === "auto" ? "linear" : axes;

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
      <EachInTurn of={parts} height={150}>
        {(drawn) => <Figures {...drawn} target={name} />}
      </EachInTurn>
      <EachInTurn of={parts} height={160}>
        {(drawn) => <MetricsTable view={drawn.view} test={drawn.test} />}
      </EachInTurn>
      <ErrorCharts
        part={part}
        target={name}
        valueAxes={axes}
        errorAxes={errorAxes}
        selected={selected}
        onSelect={select}
      >
        {run && run.history.points.length > 0 && (
          <EachInTurn of={run} height={262}>
            {({ history }) => <TrainingCurve history={history} target={name} task={task} empty="" />}
          </EachInTurn>
        )}
      </ErrorCharts>
      <EachInTurn of={part} height={300}>
        {(drawn) => (
          <PostReader
            key={drawn.name}
            part={drawn}
            target={name}
            selected={selected}
            onSelect={select}
            from={selection?.from ?? null}
            isReadable={shown.isSameFile}
          />
        )}
      </EachInTurn>
      <EachInTurn of={shown} height={200}>
        {(drawn) => (
          <div className="pair">
            <SpeedCharts view={drawn.evaluate} run={drawn.run} />
          </div>
        )}
      </EachInTurn>
    </div>
  );
}

interface FiguresProps {
  readonly view: RegressionView;
  readonly part: EvaluationPart;
  readonly test: EvaluationPart;
  readonly target: string;
}

/** What to read first, and what it is worth. */
function Figures({ view, part, test, target }: FiguresProps): ReactNode {
  const bar = barSentence(view, target);
  return (
    <>
      <MetricsStrip view={view} part={part} test={test} target={target} />
      <LeakLine test={test} />
      {bar && <p className={view.bar?.met ? "bar-line met" : "bar-line"}>{bar}</p>}
    </>
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
