import { baseline } from "./baseline/baseline";
import { boostedModel } from "./boosted/boosted-model";
import { makeEnsembleModel } from "./ensemble/ensemble-model";
import { forestModel } from "./forest/forest-model";
import type { ModelKindName } from "./kinds";
import { elasticNet } from "./linear/elastic-net/elastic-net";
import { logistic } from "./linear/logistic/logistic";
import { mlp } from "./mlp/mlp";
import type { FittedModelKind } from "./model";
import { ridge } from "./ridge/ridge";

/** A model kind whose options, model, parts and jobs are opaque: what the pipeline and the predictor work with. */
export type AnyModelKind = FittedModelKind<unknown, unknown, unknown, unknown>;

/**
 * The code of every model kind but what fits the large ones, which only the workers that fit need. The options live in
 * `kinds.ts`, which forms and schemas can load alone.
 */
const MODEL_KINDS = {
  ridge,
  elasticNet,
  logistic,
  forest: forestModel,
  boosted: boostedModel,
  mlp,
  ensemble: makeEnsembleModel(modelKindOf),
  baseline,
} as const satisfies Record<ModelKindName, { kind: string }>;

export function modelKindOf(name: ModelKindName): AnyModelKind {
  return MODEL_KINDS[name] as unknown as AnyModelKind;
}
