import { formatCount } from "../../ui/format";
import type { CellKind } from "../cell-kind";
import { laterPart } from "../later-part";

const CompareOutput = laterPart(async () => (await import("./CompareOutput")).CompareOutput);

export const compareCell: CellKind = {
  kind: "compare",
  title: "Compare",
  purpose: "Every run kept: what differs, and which is better",
  stage: null,
  Output: CompareOutput,
  summary: ({ runs }) => {
    if (runs.length === 0) return null;
    const starred = runs.filter((run) => run.starred).length;
    return `${formatCount(runs.length, "run")} kept${starred > 0 ? `, ${starred} starred` : ""}`;
  },
};
