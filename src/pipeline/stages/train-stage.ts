import { featureNameAt } from "../../core/features/feature-names";
import { modelKindOf, type AnyModelKind } from "../../core/models/registry";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { FitData, History } from "../../core/models/model";
import type { MlpOptions } from "../../core/models/mlp/options";
import { bytesOfPlain } from "../plain-bytes";
import type { TrainView } from "../views";
import type { FitDataTask } from "./fit-data";
import { combineParts, fitInPool } from "./fit-in-pool";
import { prepareInPool } from "./prepare-fit";
import type { StageOutputs, StageRun } from "./stage-run";
import { setMatrixAside } from "./set-aside";
import { targetOf, targetSettings } from "./target";

const FEATURES_LISTED = 40;
/** A matrix whose making leaves enough garbage to look for before more memory is taken. */
const LARGE_BYTES = 5e7;

/** Fits the model: its jobs over the pool, or in the training worker where TensorFlow.js lives. */
export async function runTrain(run: StageRun): Promise<StageOutputs["train"]> {
  const { features } = run.outputs;
  const { kind } = run.experiment.model;
  const modelKind = modelKindOf(kind);
  if (bytesOfPlain(features.matrix) > LARGE_BYTES) await run.executor.collect();
  const fitted = modelKind.runsIn === "training" ? await fitNetwork(run) : await fitParts(run);
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
    trainRows: fitted.trainRows,
    validationRows: fitted.validationRows,
    features: listed
      .filter((column) => importance![column] > 0)
      .map((column) => ({ ...featureNameAt(features.fitted, column), weight: importance![column] })),
  };
  const backend = fitted.history.facts?.backend;
  const { model, history } = fitted;
  return { model, history, backend: typeof backend === "string" ? backend : "typed arrays", view };
}

interface Fitted {
  readonly model: unknown;
  readonly history: History;
  readonly trainRows: number;
  readonly validationRows: number;
}

async function fitNetwork(run: StageRun): Promise<Fitted> {
  const { kind: _, ...options } = run.experiment.model;
  // Graphics interfaces refuse shared memory, so a network's data stays its own.
  const data = await run.executor.run("fitData", taskOf(run), run.signal ? { signal: run.signal } : {});
  return { ...(await run.trainNetwork(data, options as unknown as MlpOptions, run)), ...rowsOf(data) };
}

async function fitParts(run: StageRun): Promise<Fitted> {
  const modelKind = modelKindOf(run.experiment.model.kind);
  const { fitted, rows, bringBack } = await fitJobs(run, modelKind);
  try {
    return { ...(await combineParts(run, modelKind, fitted)), ...rows };
  } finally {
    bringBack();
  }
}

/** A function of its own, so that nobody holds the training data when the model is put together. */
async function fitJobs(run: StageRun, modelKind: AnyModelKind) {
  const { executor, signal, outputs, experiment } = run;
  const prepared = await prepareInPool(run, modelKind, taskOf(run));
  const bringBack = prepared ? await setMatrixAside(outputs.features, executor) : () => undefined;
  try {
    const data =
      prepared ?? (await executor.run("fitData", taskOf(run), { ...(signal && { signal }), shareResult: true }));
    return { fitted: await fitInPool(run, modelKind, data, experiment.model), rows: rowsOf(data), bringBack };
  } catch (thrown) {
    bringBack();
    throw thrown;
  }
}

/** Made where it is handed on, so that nobody else holds the matrix. */
function taskOf({ outputs, experiment }: StageRun): FitDataTask {
  const { features, split, read } = outputs;
  const { kind, ...options } = experiment.model;
  const balance = experiment.classes;
  const { values, classes } = targetOf(read.table, targetSettings(experiment));
  const corrects = classes !== null && balance.correction !== "none";
  return {
    matrix: features.matrix,
    values,
    classes,
    rows: split.rows,
    holdsBack: corrects || modelKindOf(kind).usesValidation(options),
    balance: classes && balance,
  };
}

function rowsOf({ x, validation }: FitData): Pick<Fitted, "trainRows" | "validationRows"> {
  return { trainRows: x.rows, validationRows: validation?.x.rows ?? 0 };
}

/** Numbers in the typed arrays of a model. */
function countNumbers(value: unknown): number {
  if (ArrayBuffer.isView(value)) return (value as Uint8Array).length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((total, item) => total + countNumbers(item), 0);
}
