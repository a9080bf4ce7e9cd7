import { lazy } from "react";
import type { CellKind } from "../cell-kind";
import { featuresSummary } from "./feature-words";

const FeaturesForm = lazy(async () => ({ default: (await import("./FeaturesForm")).FeaturesForm }));
const FeaturesOutput = lazy(async () => ({ default: (await import("./FeaturesOutput")).FeaturesOutput }));

export const featuresCell: CellKind = {
  kind: "features",
  title: "Features",
  purpose: "How words, categories, numbers and dates become columns; fitted on training rows alone",
  stage: "features",
  Form: FeaturesForm,
  Output: FeaturesOutput,
  summary: ({ views }) => (views.features ? featuresSummary(views.features) : null),
};
