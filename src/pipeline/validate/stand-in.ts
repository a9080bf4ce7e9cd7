import type { ModelKindName } from "../../core/models/kinds";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { Task } from "../../core/models/model";
import { defaultOptions } from "../../core/options";
import type { ModelSettings } from "../../experiment/schema";

/** Models that are trained again and again without a long wait. */
const QUICK: readonly ModelKindName[] = ["ridge", "elasticNet", "logistic", "baseline"];
const STAND_IN = { regression: "ridge", classification: "logistic" } as const;

export interface QuickModel {
  readonly model: ModelSettings;
  /** whether it stands in for a slower one */
  readonly isStandIn: boolean;
}

/** The model itself where it is quick to train, else ridge or logistic regression in its place. */
export function quickModel(model: ModelSettings, task: Task): QuickModel {
  if (QUICK.includes(model.kind)) return { model, isStandIn: false };
  const kind = STAND_IN[task];
  return { model: { kind, ...defaultOptions(MODEL_DESCRIPTIONS[kind].options) }, isStandIn: true };
}
