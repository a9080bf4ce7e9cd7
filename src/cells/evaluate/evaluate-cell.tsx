import { lazy } from "react";
import { formatChange, formatNumber, formatTarget } from "../../ui/format";
import { isClassView } from "../../pipeline/views";
import type { CellKind } from "../cell-kind";
import { newestRun } from "../train/model-tabs";
import { classSummary } from "./classes/class-metrics";
import { intervalText } from "./metric-table";

const EvaluateBody = lazy(async () => ({ default: (await import("./EvaluateBody")).EvaluateBody }));

export const evaluateCell: CellKind = {
  kind: "evaluate",
  title: "Evaluate",
  purpose: "How wrong, on which posts, and how fast",
  stage: "evaluate",
  Form: EvaluateBody,
  summary: ({ views, runs }) => {
    const view = newestRun(runs)?.evaluate ?? views.evaluate;
    if (!view) return null;
    if (isClassView(view)) return classSummary(view);
    const { rmse } = view.metrics.test;
    const interval = intervalText("rmse", rmse);
    const baseline = view.baselines.mean.rmse.value;
    const versus = baseline > 0 ? `, ${formatChange((rmse.value / baseline - 1) * 100, 1)}% against the mean` : "";
    const posts = formatNumber(view.points.test.rows.length);
    return `Test RMSE ${formatTarget(rmse.value)}${interval ? ` (${interval})` : ""} on ${posts} posts${versus}`;
  },
  warning: ({ views }) =>
    views.evaluate && views.evaluate.leakedRows.length > 0 ? { text: "leaks, see Split", cell: "split" } : null,
};
