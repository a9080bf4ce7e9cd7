import { baseline } from "./baseline/baseline";
import { boosted } from "./boosted/boosted";
import { forest } from "./forest/forest";
import type { ModelKindName } from "./kinds";
import { elasticNet } from "./linear/elastic-net/elastic-net";
import { logistic } from "./linear/logistic/logistic";
import { mlp } from "./mlp/mlp";
import type { ModelKind } from "./model";
import { ridge } from "./ridge/ridge";

/** A model kind whose options, model, parts and jobs are opaque: what the pipeline and the predictor work with. */
export type AnyModelKind = ModelKind<unknown, unknown, unknown, unknown>;

/** The code of every model kind. The options live in `kinds.ts`, which forms and schemas can load alone. */
const MODEL_KINDS = { ridge, elasticNet, logistic, forest, boosted, mlp, baseline } as const satisfies Record<ModelKindName, { kind: string }>;

export function modelKindOf(name: ModelKindName): AnyModelKind {
  return MODEL_KINDS[name] as unknown as AnyModelKind;
}
