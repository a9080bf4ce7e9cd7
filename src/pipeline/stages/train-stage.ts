import { featureNameAt } from "../../core/features/feature-names";
import { modelKindOf } from "../../core/models/registry";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { MlpOptions } from "../../core/models/mlp/options";
import { bytesOfPlain } from "../plain-bytes";
import type { TrainView } from "../views";
import { fitInPool } from "./fit-in-pool";
import { prepareInPool } from "./prepare-fit";
import type { StageOutputs, StageRun } from "./stage-run";
import { targetOf, targetSettings } from "./target";

const FEATURES_LISTED = 40;

/** Fits the model: its jobs over the pool, or in the training worker where TensorFlow.js lives. */
export async function runTrain(run: StageRun): Promise<StageOutputs["train"]> {
  const { features, split, read } = run.outputs;
  const { model: settings, classes: balance } = run.experiment;
  const { kind, ...options } = settings;
  const modelKind = modelKindOf(kind);
  const { values, classes } = targetOf(read.table, targetSettings(run.experiment));
  const corrects = classes !== null && balance.correction !== "none";
  const inTraining = modelKind.runsIn === "training";
  const task = {
    matrix: features.matrix,
    values,
    classes,
    rows: split.rows,
    holdsBack: corrects || modelKind.usesValidation(options),
    balance: classes && balance,
  };
  const data =
    (await prepareInPool(run, modelKind, task)) ??
    // Graphics interfaces refuse shared memory, so a network's data stays its own.
    (await run.executor.run("fitData", task, { ...(run.signal && { signal: run.signal }), shareResult: !inTraining }));
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

/** Numbers in the typed arrays of a model. */
function countNumbers(value: unknown): number {
  if (ArrayBuffer.isView(value)) return (value as Uint8Array).length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((total, item) => total + countNumbers(item), 0);
}
