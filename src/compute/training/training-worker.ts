import { expose } from "comlink";
import type { Progress } from "../../core/job";
import type { MlpOptions } from "../../core/models/mlp/options";
import type { FitData, FitShape } from "../../core/models/model";
import { signalOf } from "../stop-flag";
import { thinned } from "../thin-progress";
import { installWireErrors } from "../wire-errors";
import { compareBackends } from "./compare-backends";
import { probeBackends } from "./probe-backends";
import { trainMlp } from "./train-mlp";

installWireErrors();

const MS_BETWEEN_PAUSES = 100;

/** Cancel by raising `stop` where memory is shared, and terminating the worker: nothing in here is needed afterwards. */
const api = {
  probe: (shape: FitShape, options: MlpOptions) => probeBackends(shape, options),
  train: (data: FitData, options: MlpOptions, onProgress: (progress: Progress) => void, stop: Int32Array | null) =>
    trainMlp(data, options, {
      onProgress: thinned(onProgress),
      pause: makePause(),
      ...(stop && { signal: signalOf(stop) }),
    }),
  compareBackends: () => compareBackends(),
};

/** A terminated worker ends at its next task, and after two seconds where it never comes to one. */
function makePause(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < MS_BETWEEN_PAUSES) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}

export type TrainingWorkerApi = typeof api;

expose(api);
