import { useMemo } from "react";
import type { ReactNode } from "react";
import { ClassMetricsStrip, ClassMetricsTable } from "../cells/evaluate/classes/ClassMetrics";
import { classBarSentence } from "../cells/evaluate/classes/class-metrics";
import { ConfusionMatrix } from "../cells/evaluate/classes/ConfusionMatrix";
import { evaluationPart } from "../cells/evaluate/evaluation-part";
import { MetricsStrip } from "../cells/evaluate/MetricsStrip";
import { MetricsTable } from "../cells/evaluate/MetricsTable";
import { barSentence } from "../cells/evaluate/metric-table";
import { summaryWords } from "../cells/validate/validate-words";
import { METRICS_BY_TASK } from "../experiment/metrics";
import { isClassView } from "../pipeline/views";
import type { SharePage } from "../pipeline/share/share-page";
import { formatCount, formatTarget } from "../ui/format";
import type { SharedRun } from "./share-notebook";
import "../cells/evaluate/classes/classes.css";
import "../cells/evaluate/evaluate.css";

/** The figures beside their baselines, with what speaks against believing them. */
export function SharedResult({ shared }: { readonly shared: SharedRun }): ReactNode {
  const { run, page } = shared;
  const view = run.evaluate;
  const target = run.experiment.problem.target ?? "score";
  return (
    <section aria-labelledby="share-result">
      <h2 id="share-result">Result</h2>
      <div className="evaluation">
        {isClassView(view) ? (
          <>
            <ClassMetricsStrip view={view} partName="test" />
            <BarLine text={classBarSentence(view)} met={view.bar?.met === true} />
            <ClassMetricsTable view={view} />
            <ConfusionMatrix classes={view.classes} counts={view.confusions.test} />
          </>
        ) : (
          <Scores view={view} target={target} leak={page.leak} />
        )}
        {page.leak && isClassView(view) && (
          <p className="leak-line">{formatCount(page.leak.posts, "test post")} repeat a training post.</p>
        )}
        <CrossValidation shared={shared} />
      </div>
    </section>
  );
}

function Scores(props: {
  readonly view: Exclude<SharedRun["run"]["evaluate"], { readonly task: "classification" }>;
  readonly target: string;
  readonly leak: SharePage["leak"];
}): ReactNode {
  const { view, target, leak } = props;
  const test = useMemo(() => evaluationPart(view, "test"), [view]);
  const counts = leak && `${formatCount(leak.posts, "test post")} repeat a training post`;
  return (
    <>
      <MetricsStrip view={view} part={test} test={test} target={target} />
      {leak && (
        <p className="leak-line">
          {leak.halves
            ? `${counts}: RMSE is ${formatTarget(leak.halves.seen.rmse.value)} on those and ${formatTarget(leak.halves.unseen.rmse.value)} on the rest. Believe the second.`
            : `${counts}: these numbers say little of new posts.`}
        </p>
      )}
      <BarLine text={barSentence(view, target)} met={view.bar?.met === true} />
      <MetricsTable view={view} test={test} />
    </>
  );
}

function BarLine({ text, met }: { readonly text: string | null; readonly met: boolean }): ReactNode {
  return text && <p className={met ? "bar-line met" : "bar-line"}>{text}</p>;
}

function CrossValidation({ shared }: { readonly shared: SharedRun }): ReactNode {
  const { validation, experiment, override } = shared.run;
  if (!validation) return <p className="note">This model was not cross-validated.</p>;
  const { metric } = experiment.problem;
  const words = summaryWords(
    validation,
    (METRICS_BY_TASK[validation.task] as readonly string[]).includes(metric)
      ? metric
      : METRICS_BY_TASK[validation.task][0],
  );
  return (
    <>
      {words && <p>Cross-validated on the training posts: {words}.</p>}
      {override && (
        <p className="leak-line">
          Its mean missed the bar of {override.metric} {formatTarget(override.bar)}; it was shared all the same.
        </p>
      )}
    </>
  );
}
