import type { CellKind } from "../cell-kind";
import { laterPart } from "../later-part";

const ExplainOutput = laterPart(async () => (await import("./ExplainOutput")).ExplainOutput);

export const explainCell: CellKind = {
  kind: "explain",
  title: "Explain",
  purpose: "What the model goes by: over all posts, by one input, in one post",
  stage: null,
  Output: ExplainOutput,
  summary: ({ views: { train } }) => {
    const first = train?.features[0];
    return first
      ? `Leans most on ${first.block === "text" ? `“${first.label}” in ${first.column}` : first.label}`
      : null;
  },
};
