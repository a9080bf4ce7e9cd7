import { lazy } from "react";
import type { CellKind } from "../cell-kind";
import { shipSummary } from "./ship-summary";

const ShipForm = lazy(async () => ({ default: (await import("./ShipForm")).ShipForm }));

export const shipCell: CellKind = {
  kind: "ship",
  title: "Ship",
  purpose: "Save a run, its predictions or the experiment; load one back",
  stage: null,
  Form: ShipForm,
  summary: ({ runs, liveRunId }) => shipSummary(runs, liveRunId),
};
