import type { ModelKind } from "../model";
import { explainMlp } from "./explain";
import type { MlpModel } from "./mlp-model";
import { MLP_OPTIONS } from "./options";
import type { MlpOptions } from "./options";
import { predictMlp } from "./predict";
import type { History } from "../model";

/** A training is one job: each step needs the one before. */
export type MlpJob = "train";

export interface MlpPart {
  readonly model: MlpModel;
  readonly history: History;
}

/**
 * A multilayer perceptron. The training worker chooses a backend for it; `fitJob` alone is the typed-array trainer,
 * whatever `options.backend` says, and is what runs where TensorFlow.js is not (the command line, tests).
 */
export const mlp: ModelKind<MlpOptions, MlpModel, MlpPart, MlpJob> = {
  kind: "mlp",
  label: "Neural network",
  purpose: "Layers trained with TensorFlow.js, on the GPU where that is faster.",
  tasks: ["regression", "classification"],
  options: MLP_OPTIONS,
  runsIn: "training",
  usesValidation: (options) => options.earlyStopping,
  jobs: () => ["train"],
  async fitJob(data, options, _job, context) {
    // Apart, so that whoever only predicts does not load what trains.
    const { trainSparse } = await import("./train-sparse");
    return trainSparse(data, options, context);
  },
  combine: (parts) => parts[0],
  predict: predictMlp,
  explain: explainMlp,
  /**
   * None: weights alone do not tell what a network uses (a rare word keeps the size it was drawn with), so the page
   * measures importance by permuting columns instead.
   */
  importance: () => null,
};
