import type { CellKind } from "../cell-kind";
import { CleanForm } from "./CleanForm";
import { CleanOutput } from "./CleanOutput";
import { cleanSummary } from "./clean-summary";

export const cleanCell: CellKind = {
  kind: "clean",
  title: "Clean",
  purpose: "How text becomes words",
  stage: "clean",
  Form: CleanForm,
  Output: CleanOutput,
  summary: ({ experiment }) => cleanSummary(experiment.cleaning),
};
