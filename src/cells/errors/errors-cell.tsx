import type { CellKind } from "../cell-kind";
import { concentrationWords } from "./error-summary";
import { laterPart } from "../later-part";

const ErrorsBody = laterPart(async () => (await import("./ErrorsBody")).ErrorsBody);

export const errorsCell: CellKind = {
  kind: "errors",
  title: "Errors",
  purpose: "Which posts it gets wrong, and what they share",
  stage: null,
  Form: ErrorsBody,
  summary: ({ views: { evaluate } }) => (evaluate ? concentrationWords({ evaluate }) : null),
};
