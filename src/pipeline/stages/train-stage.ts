import { featureNameAt } from "../../core/features/feature-names";
import { modelKindOf } from "../../core/models/registry";
import type { AnyModelKind } from "../../core/models/registry";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { FitData, FitShape } from "../../core/models/model";
import type { MlpOptions } from "../../core/models/mlp/options";
import { bytesOfPlain } from "../plain-bytes";
import type { ModelSettings } from "../../experiment/schema";
import type { TrainView } from "../views";
import type { StageOutputs, StageRun } from "./stage-run";
import { targetOf } from "./target";

const FEATURES_LISTED = 40;

/** Fits the model: its jobs over the pool, or in the training worker where TensorFlow.js lives. */
export async function runTrain(run: StageRun): Promise<StageOutputs["train"]> {
  const { features, split, read } = run.outputs;
  const { model: settings, problem } = run.experiment;
  const { kind, ...options } = settings;
  const modelKind = modelKindOf(kind);
  const target = targetOf(read.table, problem.target ?? "", problem.task);
  const inTraining = modelKind.runsIn === "training";
  const data = await run.executor.run(
    "fitData",
    {
      matrix: features.matrix,
      values: target.values,
      rows: split.rows,
      usesValidation: modelKind.usesValidation(options),
    },
    // Graphics interfaces refuse shared memory, so a network's data stays its own.
    { ...(run.signal && { signal: run.signal }), shareResult: !inTraining },
  );
  const fitted = inTraining
    ? await run.trainNetwork(data, options as unknown as MlpOptions, run)
    : await fitInPool(run, modelKind, data, settings);
  const importance = modelKind.importance(fitted.model);
  const listed = importance
    ? [...importance.keys()].sort((a, b) => importance[b] - importance[a] || a - b).slice(0, FEATURES_LISTED)
    : [];
  const view: TrainView = {
    kind,
    label: MODEL_DESCRIPTIONS[kind].label,
    history: fitted.history,
    parameters: countNumbers(fitted.model),
    modelBytes: bytesOfPlain(fitted.model),
    trainRows: data.x.rows,
    validationRows: data.validation?.x.rows ?? 0,
    features: listed
      .filter((column) => importance![column] > 0)
      .map((column) => ({ ...featureNameAt(features.fitted, column), weight: importance![column] })),
  };
  const backend = fitted.history.facts?.backend;
  return { ...fitted, backend: typeof backend === "string" ? backend : "typed arrays", view };
}

async function fitInPool(run: StageRun, modelKind: AnyModelKind, data: FitData, settings: ModelSettings) {
  const { kind, ...options } = settings;
  const shape: FitShape = {
    task: data.task,
    classCount: data.classCount,
    rows: data.x.rows,
    columns: data.x.columns,
    entries: data.x.indices.length,
  };
  const jobs = modelKind.jobs(shape, options);
  const shared = run.executor.share(data);
  const done = jobs.map(() => 0);
  const total = jobs.length;
  try {
    const parts = await Promise.all(
      jobs.map((job, i) =>
        run.executor
          .run(
            "fitJob",
            { kind, options, job, data: shared },
            {
              ...(run.signal && { signal: run.signal }),
              onProgress: (progress) => {
                done[i] = progress.done / progress.total;
                // One job speaks for itself; of several, each counts as one part of the whole.
                if (jobs.length === 1) run.onProgress(progress);
                else run.onProgress({ ...progress, done: sum(done), total });
              },
            },
          )
          .then((part) => {
            done[i] = 1;
            if (jobs.length > 1) run.onProgress({ done: sum(done), total, unit: "parts" });
            return part;
          }),
      ),
    );
    return modelKind.combine(parts, shape, options);
  } finally {
    run.executor.release(shared);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Numbers in the typed arrays of a model. */
function countNumbers(value: unknown): number {
  if (ArrayBuffer.isView(value)) return (value as Uint8Array).length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((total, item) => total + countNumbers(item), 0);
}
