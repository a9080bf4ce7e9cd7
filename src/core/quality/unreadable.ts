import type { Column } from "../table/table";
import { finding, isFeature, roleRemedy } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { counted, listed, percent } from "./phrases";
import { cellText } from "../table/cells";

/** Years outside of this are mistakes or placeholders in posts: 0001-01-01, 9999-12-31. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;
const EXAMPLES = 3;

/** Cells of number and date columns that cannot be read, and dates that cannot be meant. */
export function checkUnreadable(inputs: QualityInputs): CheckResult[] {
  const columns = inputs.table.columns.filter(
    ({ name, values }) => values && (isFeature(inputs, name) || inputs.roles[name] === "target"),
  );
  if (columns.length === 0) return [];
  const found = columns.flatMap((column) => describe(inputs, column) ?? []);
  return found.length > 0
    ? found
    : [finding("unreadable", "pass", `Every cell of ${listed(columns.map(({ name }) => name))} can be read`)];
}

function describe(inputs: QualityInputs, column: Column): CheckResult | null {
  const { name, type, cells } = column;
  const rows = unreadableRows(column);
  if (rows.length === 0) return null;
  const kind = type === "date" ? "date" : "number";
  const examples = rows.slice(0, EXAMPLES).map((row) => JSON.stringify(cellText(cells, row).slice(0, 30)));
  const isTarget = inputs.roles[name] === "target";
  return finding(
    "unreadable",
    "warn",
    `${counted(rows.length, "cell")} of ${name} (${percent(rows.length / inputs.table.rowCount)}) ${rows.length === 1 ? "is no" : "are no"} ${kind}${rows.length === 1 ? "" : "s"}: ${listed(examples)}`,
    {
      columns: [name],
      detail: isTarget
        ? "These rows have no target and are left out."
        : `They count as missing and take the value of a typical row.`,
      rows,
      remedies: isTarget ? [] : [roleRemedy(`Leave out ${name}`, name, "ignore", `not every cell is a ${kind}`)],
    },
  );
}

function unreadableRows({ values, missing, type }: Column): number[] {
  const rows: number[] = [];
  for (let row = 0; row < missing.length; row++) {
    if (missing[row]) continue;
    const value = values![row];
    if (Number.isNaN(value) || (type === "date" && !isLikely(value))) rows.push(row);
  }
  return rows;
}

function isLikely(time: number): boolean {
  const year = new Date(time).getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}
