import type { CellKind } from "../cell-kind";
import { QualityForm } from "./QualityForm";
import { QualityOutput } from "./QualityOutput";
import { qualitySummary, qualityWarning } from "./quality-words";

export const qualityCell: CellKind = {
  kind: "quality",
  title: "Quality",
  purpose: "Find what would make the test error lie",
  stage: "quality",
  Form: QualityForm,
  Output: QualityOutput,
  summary: ({ experiment, views }) =>
    views.quality ? qualitySummary(views.quality, experiment.quality.accepted) : null,
  warning: ({ experiment, views }) => {
    const text = views.quality && qualityWarning(views.quality, experiment.quality.accepted);
    return text ? { text, cell: "quality" } : null;
  },
};
