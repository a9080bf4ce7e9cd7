import { expose } from "comlink";
import type { Progress } from "../../core/job";
import type { MlpOptions } from "../../core/models/mlp/options";
import type { FitData, FitShape } from "../../core/models/model";
import { installWireErrors } from "../wire-errors";
import { compareBackends } from "./compare-backends";
import { probeBackends } from "./probe-backends";
import { trainMlp } from "./train-mlp";

installWireErrors();

/** Cancel by terminating the worker: a signal does not cross, and nothing in here is needed afterwards. */
const api = {
  probe: (shape: FitShape, options: MlpOptions) => probeBackends(shape, options),
  train: (data: FitData, options: MlpOptions, onProgress: (progress: Progress) => void) =>
    trainMlp(data, options, { onProgress }),
  compareBackends: () => compareBackends(),
};

export type TrainingWorkerApi = typeof api;

expose(api);
