import type { OptionSpecs } from "../options";
import { BASELINE_OPTIONS } from "./baseline/options";
import { BOOSTED_OPTIONS } from "./boosted/options";
import { ENSEMBLE_OPTIONS } from "./ensemble/options";
import { FOREST_OPTIONS } from "./forest/options";
import { ELASTIC_NET_OPTIONS } from "./linear/elastic-net/options";
import { LOGISTIC_OPTIONS } from "./linear/logistic/options";
import { MLP_OPTIONS } from "./mlp/options";
import { RIDGE_OPTIONS } from "./ridge/options";
import type { Task } from "./model";

/** What forms, schemas and search spaces need of a model kind, without its code. */
export interface ModelDescription {
  readonly label: string;
  readonly purpose: string;
  readonly tasks: readonly Task[];
  readonly options: OptionSpecs;
}

/** Every model kind, in the order of the tabs. A new kind adds one line here and one in each registry. */
export const MODEL_DESCRIPTIONS = {
  ridge: {
    label: "Ridge",
    purpose: "A weight for every word. Fits in a blink and explains itself exactly.",
    tasks: ["regression"],
    options: RIDGE_OPTIONS,
  },
  elasticNet: {
    label: "Lasso",
    purpose: "A weight for the few words that matter; the others are dropped.",
    tasks: ["regression"],
    options: ELASTIC_NET_OPTIONS,
  },
  logistic: {
    label: "Logistic regression",
    purpose: "A weight for every word and label, with probabilities. Fits fast and explains itself exactly.",
    tasks: ["classification"],
    options: LOGISTIC_OPTIONS,
  },
  forest: {
    label: "Random forest",
    purpose: "Many trees on redrawn rows, averaged. Hard to beat untuned.",
    tasks: ["regression", "classification"],
    options: FOREST_OPTIONS,
  },
  boosted: {
    label: "Boosted trees",
    purpose: "Small trees, each mending what the last ones left. Takes missing numbers as they are.",
    tasks: ["regression", "classification"],
    options: BOOSTED_OPTIONS,
  },
  mlp: {
    label: "Neural network",
    purpose: "Layers trained with TensorFlow.js, on the GPU where that is faster.",
    tasks: ["regression", "classification"],
    options: MLP_OPTIONS,
  },
  ensemble: {
    label: "Ensemble",
    purpose: "Several models asked together. Often a little better than the best of them.",
    tasks: ["regression", "classification"],
    options: ENSEMBLE_OPTIONS,
  },
  baseline: {
    label: "Baseline",
    purpose: "The same answer for every post: what any model has to beat.",
    tasks: ["regression", "classification"],
    options: BASELINE_OPTIONS,
  },
} as const satisfies Record<string, ModelDescription>;

export type ModelKindName = keyof typeof MODEL_DESCRIPTIONS;
