import type { CellKind } from "../cell-kind";
import { ShipForm } from "./ShipForm";
import { shipSummary } from "./ship-summary";

export const shipCell: CellKind = {
  kind: "ship",
  title: "Ship",
  purpose: "Save a run, its predictions or the experiment; load one back",
  stage: null,
  Form: ShipForm,
  summary: ({ runs, liveRunId }) => shipSummary(runs, liveRunId),
};
