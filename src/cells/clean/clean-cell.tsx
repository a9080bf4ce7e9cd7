import { lazy } from "react";
import type { CellKind } from "../cell-kind";
import { cleanSummary } from "./clean-summary";

const CleanForm = lazy(async () => ({ default: (await import("./CleanForm")).CleanForm }));
const CleanOutput = lazy(async () => ({ default: (await import("./CleanOutput")).CleanOutput }));

export const cleanCell: CellKind = {
  kind: "clean",
  title: "Clean",
  purpose: "How text becomes words",
  stage: "clean",
  Form: CleanForm,
  Output: CleanOutput,
  summary: ({ experiment }) => cleanSummary(experiment.cleaning),
};
