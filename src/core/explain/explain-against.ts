import type { CsrMatrix } from "../sparse/csr";
import { boostedShap } from "../models/boosted/boosted-shap";
import type { BoostedModel } from "../models/boosted/boosted-model";
import { forestShap } from "../models/forest/forest-shap";
import type { ForestModel } from "../models/forest/forest-model";
import type { ModelKindName } from "../models/kinds";
import type { Contributions } from "../models/model";
import { modelKindOf } from "../models/registry";

/** How a prediction was taken apart. */
export type ExplainMethod = "coefficients" | "shapley" | "occlusion" | "constant" | "members";

const METHODS: Readonly<Record<ModelKindName, ExplainMethod>> = {
  ridge: "coefficients",
  elasticNet: "coefficients",
  logistic: "coefficients",
  forest: "shapley",
  boosted: "shapley",
  mlp: "occlusion",
  ensemble: "members",
  baseline: "constant",
};

/**
 * What moved the prediction of one row: coefficient times value for linear models, Shapley values against the background rows for
 * trees, occlusion for networks, the weighted sum of its members' own for an ensemble. Base and values add up to the prediction.
 */
export function explainAgainst(
  { kind, model }: { readonly kind: ModelKindName; readonly model: unknown },
  row: CsrMatrix,
  background: CsrMatrix,
  output: number,
): Contributions & { readonly method: ExplainMethod } {
  const method = METHODS[kind];
  const of = (parts: Contributions) => ({ ...parts, method });
  if (kind === "forest") return of(forestShap(model as ForestModel, row, background, output));
  if (kind === "boosted") return of(boostedShap(model as BoostedModel, row, background, output));
  return of(modelKindOf(kind).explain(model, row, output));
}
