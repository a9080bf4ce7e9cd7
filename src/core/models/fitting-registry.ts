import { baseline } from "./baseline/baseline";
import { boosted } from "./boosted/boosted";
import { makeEnsemble } from "./ensemble/ensemble";
import { forest } from "./forest/forest";
import type { ModelKindName } from "./kinds";
import { elasticNet } from "./linear/elastic-net/elastic-net";
import { logistic } from "./linear/logistic/logistic";
import { mlp } from "./mlp/mlp";
import type { ModelKind } from "./model";
import { ridge } from "./ridge/ridge";

/** As `AnyModelKind`, with what fits it. */
export type AnyFittingKind = ModelKind<unknown, unknown, unknown, unknown>;

/** Every model kind whole, for the workers that fit. */
const FITTING_KINDS = {
  ridge,
  elasticNet,
  logistic,
  forest,
  boosted,
  mlp,
  ensemble: makeEnsemble(fittingKindOf),
  baseline,
} as const satisfies Record<ModelKindName, { kind: string }>;

export function fittingKindOf(name: ModelKindName): AnyFittingKind {
  return FITTING_KINDS[name] as unknown as AnyFittingKind;
}
