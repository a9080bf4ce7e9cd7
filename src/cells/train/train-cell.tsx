import { formatNumber } from "../../ui/format";
import type { CellKind } from "../cell-kind";
import { mainFigure, newestRun } from "./model-tabs";
import { laterPart } from "../later-part";

const TrainBody = laterPart(async () => (await import("./TrainBody")).TrainBody);

export const trainCell: CellKind = {
  kind: "train",
  title: "Train",
  purpose: "Fit one model at a time; every run is kept",
  stage: "train",
  Form: TrainBody,
  ownProgress: true,
  summary: ({ views, runs, experiment }) => {
    const view = views.train;
    if (!view) return null;
    const rows = `${view.label} on ${formatNumber(view.trainRows)} rows`;
    const run = newestRun(runs, (one) => one.experiment.model.kind === view.kind);
    const isSame = run !== null && view.kind === experiment.model.kind;
    const runCount = runs.length > 1 ? `, ${formatNumber(runs.length)} runs kept` : "";
    return isSame ? `${rows}: test ${mainFigure(run)}${runCount}` : `${rows}${runCount}`;
  },
};
