import type { ReactNode } from "react";
import type { CellKind } from "../cell-kind";
import { useNotebook } from "../use-notebook";
import { qualitySummary, qualityWarning } from "./quality-words";
import { laterPart } from "../later-part";

const QualityForm = laterPart(async () => (await import("./QualityForm")).QualityForm);
const QualityOutput = laterPart(async () => (await import("./QualityOutput")).QualityOutput);

/** A line, and not the grid and the charts behind it, before there is a file. */
function OutputOfFile(): ReactNode {
  const isOpen = useNotebook((state) => state.views.read !== undefined);
  return isOpen ? <QualityOutput /> : <p className="note">A file is checked as soon as it is open.</p>;
}

export const qualityCell: CellKind = {
  kind: "quality",
  title: "Quality",
  purpose: "Find what would make the test error lie",
  stage: "quality",
  Form: QualityForm,
  Output: OutputOfFile,
  summary: ({ experiment, views }) =>
    views.quality ? qualitySummary(views.quality, experiment.quality.accepted) : null,
  warning: ({ experiment, views }) => {
    const warning = views.quality && qualityWarning(views.quality, experiment.quality.accepted);
    return warning ? { ...warning, cell: "quality" } : null;
  },
};
