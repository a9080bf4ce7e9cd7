import type { CellKind } from "../cell-kind";
import { FeaturesForm } from "./FeaturesForm";
import { FeaturesOutput } from "./FeaturesOutput";
import { featuresSummary } from "./feature-words";

export const featuresCell: CellKind = {
  kind: "features",
  title: "Features",
  purpose: "How words, categories, numbers and dates become columns; fitted on training rows alone",
  stage: "features",
  Form: FeaturesForm,
  Output: FeaturesOutput,
  summary: ({ views }) => (views.features ? featuresSummary(views.features) : null),
};
