import { distinctCells } from "../table/distinct-cells";
import type { Column } from "../table/table";
import { finding, isFeature, roleRemedy } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { listed } from "./phrases";

/** Columns that hold nothing, or the same everywhere. Those left out already are named in one line. */
export function checkEmptyColumns(inputs: QualityInputs): CheckResult[] {
  const found = inputs.table.columns
    .filter((column) => inputs.table.rowCount > 1 && isEmptyOrConstant(column))
    .map((column) => ({ name: column.name, isEmpty: column.missingCount === column.missing.length }));
  const used = found.filter(({ name }) => isFeature(inputs, name));
  const unused = found.filter(({ name }) => !isFeature(inputs, name)).map(({ name }) => name);
  const said = unused.length > 0 ? `${listed(unused)} hold nothing to learn from and the model is not given them` : "";
  const pass =
    found.length === 0
      ? [finding("empty-columns", "pass", "No column is empty or the same in every row")]
      : said
        ? [finding("empty-columns", "pass", unused.length === 1 ? singular(unused[0]) : said, { columns: unused })]
        : [];
  return [
    ...used.map(({ name, isEmpty }) =>
      finding("empty-columns", "warn", `${name} ${isEmpty ? "is empty" : "is the same in every row"}`, {
        columns: [name],
        detail: "There is nothing in it to learn from.",
        remedies: [roleRemedy(`Leave out ${name}`, name, "ignore", isEmpty ? "empty" : "holds one value only")],
      }),
    ),
    ...pass,
  ];
}

function singular(name: string): string {
  return `${name} holds nothing to learn from and the model is not given it`;
}

function isEmptyOrConstant(column: Column): boolean {
  if (column.missingCount === column.missing.length) return true;
  if (column.missingCount > 0) return false;
  return distinctCells(column.cells, { cap: 2 }).firstRows.length === 1;
}
