import { readClasses, readOrderedLabels } from "../../core/classes/class-target";
import { DataError } from "../../core/errors";
import type { Task } from "../../core/models/model";
import { cellText } from "../../core/table/cells";
import type { Column, Table } from "../../core/table/table";
import type { Experiment } from "../../experiment/schema";

/** The target of every row: a number, or the index of its class. NaN where a row has none. */
export interface TargetValues {
  readonly column: Column;
  readonly values: Float64Array;
  /** 1 where the row has a target */
  readonly present: Uint8Array;
  /** names of the classes, null for regression */
  readonly classes: readonly string[] | null;
}

/** The settings that say how the target is read. */
export interface TargetSettings {
  readonly target: string | null;
  readonly task: Task;
  /** for labels that are to be scores: least first */
  readonly order: readonly string[];
}

export function targetSettings({ problem, classes }: Experiment): TargetSettings {
  return { target: problem.target, task: problem.task, order: classes.order };
}

const ROWS_SHOWN = 3;

/**
 * The target column as numbers: its own, the places of its labels in `order`, or the indices of its classes.
 *
 * @throws {DataError} "missing-column", "target-not-numeric" with the first rows that are not numbers, "target-missing" when no row
 * has a target, "constant-target" when all are equal; for classes "single-class" and "too-many-categories"; "invalid-option" for an
 * order that lacks a label
 */
export function targetOf(table: Table, settings: TargetSettings): TargetValues {
  const { task, order } = settings;
  const name = settings.target ?? "";
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) {
    throw new DataError("missing-column", `the target column ${JSON.stringify(name)} is not in the file`, {
      column: name,
    });
  }
  if (task === "classification") {
    const { classes, indices } = readClasses(column);
    return { column, values: indices, present: Uint8Array.from(indices, (index) => (index >= 0 ? 1 : 0)), classes };
  }
  const numeric = column.values !== undefined && column.type !== "date";
  if (!numeric && order.length === 0) throw notNumeric(column);
  const values = numeric ? column.values! : readOrderedLabels(column, order);
  const present = new Uint8Array(table.rowCount);
  let low = Infinity;
  let high = -Infinity;
  let count = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const value = values[row];
    if (!Number.isFinite(value)) continue;
    present[row] = 1;
    count++;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (count === 0) {
    throw new DataError("target-missing", `no row has a value in the target column ${JSON.stringify(name)}`, {
      column: name,
    });
  }
  if (low === high) {
    throw new DataError(
      "constant-target",
      `every value of the target column ${JSON.stringify(name)} is ${low}: there is nothing to predict`,
      { column: name, value: low },
    );
  }
  return { column, values, present, classes: null };
}

function notNumeric(column: Column): DataError {
  const examples: string[] = [];
  const rows: number[] = [];
  let texts = 0;
  const count = column.cells.offsets.length - 1;
  for (let row = 0; row < count; row++) {
    const text = cellText(column.cells, row).trim();
    if (text === "" || Number.isFinite(Number(text))) continue;
    texts++;
    if (rows.length < ROWS_SHOWN) {
      rows.push(row);
      examples.push(`row ${row + 1}: ${JSON.stringify(text.slice(0, 40))}`);
    }
  }
  return new DataError(
    "target-not-numeric",
    `the target column ${JSON.stringify(column.name)} is of type ${column.type}: ${texts} of ${count} rows are not numbers (${examples.join(", ")})`,
    { column: column.name, rows, count: texts },
  );
}
