import type { ReactNode } from "react";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { ModelSettings } from "../../experiment/schema";
import { stageFraction } from "../../notebook/run-progress";
import { formatNumber } from "../../ui/format";
import { InTurn } from "../../ui/InTurn";
import { ProgressBar } from "../../ui/ProgressBar";
import { WhenSeen } from "../../ui/UntilSeen";
import { useActions, useNotebook } from "../use-notebook";
import { FeatureWeights } from "./FeatureWeights";
import { backendSentence, modelFacts } from "./model-facts";
import { PenaltyPath } from "./PenaltyPath";
import { TrainingCurve } from "./TrainingCurve";

/** While training: progress, time left, Cancel and the curve as it grows. After: what came of it. */
export function TrainOutput(): ReactNode {
  const train = useNotebook((state) => state.stages.train);
  if (train.state === "running") return <LiveTraining />;
  return (
    <WhenSeen height={200} quietMs={0}>
      <LastTraining />
    </WhenSeen>
  );
}

function LiveTraining(): ReactNode {
  const actions = useActions();
  const train = useNotebook((state) => state.stages.train);
  const points = useNotebook((state) => state.livePoints);
  const model = useNotebook((state) => state.experiment.model);
  const { task, target } = useNotebook((state) => state.experiment.problem);
  if (train.state !== "running") return null;
  const { progress } = train;
  const fraction = stageFraction(train);
  const note = progress?.note ?? stepNote(model, fraction);
  return (
    <div className="trainer-output">
      <ProgressBar
        label={MODEL_DESCRIPTIONS[model.kind].label}
        fraction={fraction}
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
          planned={progress?.total}
          empty=""
        />
      )}
    </div>
  );
}

/** "epoch 124 of 200", for kinds whose length is an option of theirs. */
function stepNote(model: ModelSettings, fraction: number | null): string | undefined {
  for (const [option, step] of [
    ["epochs", "epoch"],
    ["trees", "tree"],
    ["maxIter", "tree"],
    ["iterations", "iteration"],
  ]) {
    const total = model[option];
    if (typeof total === "number" && fraction !== null) {
      return `${step} ${formatNumber(Math.floor(fraction * total))} of ${formatNumber(total)}`;
    }
  }
  return undefined;
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
        <InTurn height={220}>
          <TrainingCurve history={view.history} target={target ?? "target"} task={task} empty="" />
        </InTurn>
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
      <PenaltyPath />
      {view.features.length > 0 ? (
        <InTurn height={300}>
          <FeatureWeights view={view} />
        </InTurn>
      ) : view.parameters < 10 ? null : (
        <p className="note">This model does not tell what it leans on over all posts; shuffling does.</p>
      )}
      <ExplainLink />
    </div>
  );
}

function ExplainLink(): ReactNode {
  const actions = useActions();
  const explain = useNotebook((state) => state.cells.find(({ kind }) => kind === "explain")?.id);
  if (!explain) return null;
  return (
    <p className="note">
      What each input is worth on posts held out, and what moved a single prediction:{" "}
      <a
        href={`#cell-${explain}`}
        onClick={() => {
          actions.setFolded(explain, false);
          actions.setCurrent(explain);
        }}
      >
        Explain
      </a>
      .
    </p>
  );
}
