import type { CellKind } from "../cell-kind";
import { featuresSummary } from "./feature-words";
import { laterPart } from "../later-part";

const FeaturesForm = laterPart(async () => (await import("./FeaturesForm")).FeaturesForm);
const FeaturesOutput = laterPart(async () => (await import("./FeaturesOutput")).FeaturesOutput);

export const featuresCell: CellKind = {
  kind: "features",
  title: "Features",
  purpose: "How words, categories, numbers and dates become columns; fitted on training rows alone",
  stage: "features",
  Form: FeaturesForm,
  Output: FeaturesOutput,
  summary: ({ views }) => (views.features ? featuresSummary(views.features) : null),
};
