import { formatLatency } from "../../ui/format";
import type { CellKind } from "../cell-kind";
import { laterPart } from "../later-part";

const BatchPredict = laterPart(async () => (await import("./BatchPredict")).BatchPredict);

export const predictCell: CellKind = {
  kind: "predict",
  title: "Predict",
  purpose: "One post in the panel, a file of posts here",
  stage: null,
  Output: BatchPredict,
  status: ({ liveRunId }) => (liveRunId === null ? null : { status: "fresh", word: "live" }),
  summary: ({ runs, liveRunId }) => {
    const run = runs.find(({ id }) => id === liveRunId);
    return run
      ? `Live in the panel, from ${run.name}; half of predictions take under ${formatLatency(run.figures.latency.p50)}`
      : null;
  },
};
