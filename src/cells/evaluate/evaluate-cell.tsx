import { formatChange, formatNumber, formatTarget } from "../../ui/format";
import type { ClassView, RegressionView } from "../../pipeline/views";
import type { CellKind } from "../cell-kind";
import { newestRun } from "../train/model-tabs";
import { classSummary } from "./classes/class-metrics";
import { intervalText } from "./metric-table";
import { laterPart } from "../later-part";

const EvaluateBody = laterPart(async () => (await import("./EvaluateBody")).EvaluateBody);

export const evaluateCell: CellKind = {
  kind: "evaluate",
  title: "Evaluate",
  purpose: "How wrong, on which posts, and how fast",
  stage: "evaluate",
  Form: EvaluateBody,
  summary: ({ views, runs }) => {
    const run = newestRun(runs);
    const view = run ?? views.evaluate;
    if (!view) return null;
    const testRows = run?.figures.testRows ?? views.evaluate?.points.test.rows.length ?? 0;
    if (isOfLabels(view)) return classSummary(view, testRows);
    const { rmse } = view.metrics.test;
    const interval = intervalText("rmse", rmse);
    const baseline = view.baselines.mean.rmse.value;
    const versus = baseline > 0 ? `, ${formatChange((rmse.value / baseline - 1) * 100, 1)}% against the mean` : "";
    const posts = formatNumber(testRows);
    return `Test RMSE ${formatTarget(rmse.value)}${interval ? ` (${interval})` : ""} on ${posts} posts${versus}`;
  },
  warning: ({ views }) =>
    views.evaluate && views.evaluate.leakedRows.length > 0 ? { text: "leaks, see Split", cell: "split" } : null,
};

type Figures = Pick<ClassView, "metrics" | "baselines"> | Pick<RegressionView, "metrics" | "baselines">;

function isOfLabels(figures: Figures): figures is Pick<ClassView, "metrics" | "baselines"> {
  return "majority" in figures.baselines;
}
