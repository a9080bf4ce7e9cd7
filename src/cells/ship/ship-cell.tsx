import type { CellKind } from "../cell-kind";
import { shipSummary } from "./ship-summary";
import { laterPart } from "../later-part";

const ShipForm = laterPart(async () => (await import("./ShipForm")).ShipForm);

export const shipCell: CellKind = {
  kind: "ship",
  title: "Ship",
  purpose: "Save a run, its predictions or the experiment; load one back",
  stage: null,
  Form: ShipForm,
  summary: ({ runs, liveRunId }) => shipSummary(runs, liveRunId),
};
