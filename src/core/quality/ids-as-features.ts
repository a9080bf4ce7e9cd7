import { distinctCells } from "../table/distinct-cells";
import type { Column } from "../table/table";
import { isRowName } from "../read/guess-roles";
import { columnsWith, finding, roleRemedy } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { percent } from "./phrases";

/** A category with this share of different values names rows, it does not group them. */
const MOSTLY_DISTINCT = 0.9;
const FEWEST_ROWS = 20;

/** Ids, addresses and row counters among the features: they say nothing of a new post, and a tree can remember rows by them. */
export function checkIdsAsFeatures(inputs: QualityInputs): CheckResult[] {
  const names = new Set(columnsWith(inputs, "categorical", "numeric", "text"));
  const found = inputs.table.columns.flatMap((column) => {
    const reason = names.has(column.name) ? reasonOf(column) : null;
    return reason === null ? [] : [{ name: column.name, reason }];
  });
  if (found.length === 0) {
    return [finding("ids-as-features", "pass", "No id, address or row counter is among the features")];
  }
  return found.map(({ name, reason }) =>
    finding("ids-as-features", "warn", `${name} names rows, and the model is given it: ${reason}`, {
      columns: [name],
      detail: "It says nothing of a new post, and a model can tell training rows apart by it.",
      remedies: [roleRemedy(`Use ${name} as an id only`, name, "id", "names a row, says nothing about others")],
    }),
  );
}

function reasonOf(column: Column): string | null {
  const values = column.missing.length - column.missingCount;
  if (values < FEWEST_ROWS) return null;
  if (column.type === "id") return "its values are keys or addresses";
  if (column.type === "text") return null;
  if (column.values && column.type === "number") {
    if (isCounter(column.values)) return "it counts the rows";
    return isRowName(column.name) ? `it is named ${column.name}` : null;
  }
  const { distinct } = distinctCells(column.cells, { skip: column.missing });
  if (distinct >= MOSTLY_DISTINCT * values) return `${percent(distinct / values)} of its values are different`;
  return isRowName(column.name) ? `it is named ${column.name}` : null;
}

/** Whole numbers that grow by the same step from row to row. */
function isCounter(values: Float64Array): boolean {
  const step = values[1] - values[0];
  if (!Number.isInteger(values[0]) || step === 0) return false;
  for (let row = 1; row < values.length; row++) if (values[row] - values[row - 1] !== step) return false;
  return true;
}
