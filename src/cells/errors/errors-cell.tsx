import { lazy } from "react";
import type { CellKind } from "../cell-kind";
import { newestRun } from "../train/model-tabs";
import { concentrationWords } from "./error-summary";

const ErrorsBody = lazy(async () => ({ default: (await import("./ErrorsBody")).ErrorsBody }));

export const errorsCell: CellKind = {
  kind: "errors",
  title: "Errors",
  purpose: "Which posts it gets wrong, and what they share",
  stage: null,
  Form: ErrorsBody,
  summary: ({ runs }) => {
    const run = newestRun(runs);
    return run && concentrationWords(run);
  },
};
