import type { CellKind } from "../cell-kind";
import { laterPart } from "../later-part";

const ExplainOutput = laterPart(async () => (await import("./ExplainOutput")).ExplainOutput);

export const explainCell: CellKind = {
  kind: "explain",
  title: "Explain",
  purpose: "What the model goes by: over all posts, by one input, in one post",
  stage: null,
  Output: ExplainOutput,
  summary: () => null,
};
