import type { CellKind } from "../cell-kind";
import { cleanSummary } from "./clean-summary";
import { laterPart } from "../later-part";

const CleanForm = laterPart(async () => (await import("./CleanForm")).CleanForm);
const CleanOutput = laterPart(async () => (await import("./CleanOutput")).CleanOutput);

export const cleanCell: CellKind = {
  kind: "clean",
  title: "Clean",
  purpose: "How text becomes words",
  stage: "clean",
  Form: CleanForm,
  Output: CleanOutput,
  summary: ({ experiment }) => cleanSummary(experiment.cleaning),
};
