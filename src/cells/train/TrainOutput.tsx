import type { ReactNode } from "react";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import { stageFraction } from "../../notebook/run-progress";
import { formatNumber } from "../../ui/format";
import { ProgressBar } from "../../ui/ProgressBar";
import { useActions, useNotebook } from "../use-notebook";
import { FeatureWeights } from "./FeatureWeights";
import { backendSentence, modelFacts } from "./model-facts";
import { TrainingCurve } from "./TrainingCurve";

/** While training: progress, time left, Cancel and the curve as it grows. After: what came of it. */
export function TrainOutput(): ReactNode {
  const train = useNotebook((state) => state.stages.train);
  return train.state === "running" ? <LiveTraining /> : <LastTraining />;
}

function LiveTraining(): ReactNode {
  const actions = useActions();
  const train = useNotebook((state) => state.stages.train);
  const points = useNotebook((state) => state.livePoints);
  const { kind } = useNotebook((state) => state.experiment.model);
  const { task, target } = useNotebook((state) => state.experiment.problem);
  if (train.state !== "running") return null;
  const { progress } = train;
  const note =
    progress?.note ??
    (progress?.unit
      ? `${progress.unit.replace(/s$/, "")} ${formatNumber(Math.floor(progress.done))} of ${formatNumber(progress.total)}`
      : undefined);
  return (
    <div className="trainer-output">
      <ProgressBar
        label={MODEL_DESCRIPTIONS[kind].label}
        fraction={stageFraction(train)}
        note={note}
        remainingMs={train.remainingMs}
        onCancel={actions.interrupt}
      />
      {points.length > 0 && (
        <TrainingCurve
          history={{ unit: progress?.unit ?? "", points }}
          target={target ?? "target"}
          task={task}
          isRunning
          planned={progress?.unit?.startsWith("epoch") ? progress.total : undefined}
          empty=""
        />
      )}
    </div>
  );
}

function LastTraining(): ReactNode {
  const view = useNotebook((state) => state.views.train);
  const { kind } = useNotebook((state) => state.experiment.model);
  const { task, target } = useNotebook((state) => state.experiment.problem);
  if (!view) {
    return (
      <TrainingCurve
        history={{ unit: "", points: [] }}
        target={target ?? "target"}
        task={task}
        empty="No run yet. Run this cell to train the model."
      />
    );
  }
  const backend = backendSentence(view);
  return (
    <div className="trainer-output">
      {view.kind !== kind && (
        <p className="note">
          Below is the last training, of {view.label.toLowerCase()}. Run to train{" "}
          {MODEL_DESCRIPTIONS[kind].label.toLowerCase()}.
        </p>
      )}
      {view.history.points.length > 0 && (
        <TrainingCurve history={view.history} target={target ?? "target"} task={task} empty="" />
      )}
      <dl className="facts-list">
        {modelFacts(view).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {backend && <p className="note">{backend}</p>}
      {view.features.length > 0 ? (
        <FeatureWeights view={view} />
      ) : (
        <p className="note">
          This model does not tell what it leans on over all posts; single predictions explain themselves.
        </p>
      )}
    </div>
  );
}
