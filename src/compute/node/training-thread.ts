import { expose } from "comlink";
import nodeEndpoint from "comlink/dist/umd/node-adapter.js";
import { parentPort } from "node:worker_threads";
import { makeSparseTrainer } from "../../core/models/mlp/sparse-trainer";
import { trainNetwork } from "../../core/models/mlp/training-loop";
import { makeTrainingProblem } from "../../core/models/mlp/training-problem";
import type { MlpOptions } from "../../core/models/mlp/options";
import type { FitData } from "../../core/models/model";
import type { Progress } from "../../core/job";
import { signalOf } from "../stop-flag";
import { thinned } from "../thin-progress";
import { installWireErrors } from "../wire-errors";

/** Trains networks without TensorFlow.js: the page's own trainer on typed arrays, which needs no device. */
const api = {
  async train(
    data: FitData,
    options: MlpOptions,
    onProgress: (progress: Progress) => void,
    stop: Int32Array | null,
  ): Promise<{ model: unknown; history: unknown }> {
    const problem = makeTrainingProblem(data, options);
    const { model, history } = await trainNetwork(problem, makeSparseTrainer(problem), {
      onProgress: thinned(onProgress),
      ...(stop && { signal: signalOf(stop) }),
    });
    const isAsked = options.backend === "sparse" || options.backend === "auto";
    const reason = isAsked ? "the backend of Node" : `${options.backend} is a browser's: Node has typed arrays`;
    return { model, history: { ...history, facts: { ...history.facts, backend: "sparse", reason } } };
  },
  compareBackends: () => Promise.resolve([]),
};

installWireErrors();
expose(api, nodeEndpoint(parentPort as never));
