import { quantiles } from "../metrics/quantile";
import type { Task } from "../models/model";
import { cellText } from "../table/cells";
import type { Column, Table } from "../table/table";
import { codeColumn, codeRows, columnNamed, isMissing } from "./row-codes";
import type { SplitRows } from "./split-rows";

/** How the target is spread over one part. */
export type TargetSpread =
  | {
      readonly kind: "numeric";
      readonly mean: number;
      /** at 0, 0.05, 0.25, 0.5, 0.75, 0.95 and 1 */
      readonly quantiles: readonly number[];
    }
  | { readonly kind: "classes"; readonly counts: readonly { readonly label: string; readonly rows: number }[] };

export const SPREAD_QUANTILES: readonly number[] = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

export interface PartReport {
  readonly rows: number;
  /** null without a target column or without rows */
  readonly target: TargetSpread | null;
}

/** Test rows whose like the model has seen. */
export interface LeakReport {
  /** positions of test rows that repeat a training row in any of the identities, ascending */
  readonly rows: Uint32Array;
  /** how many by each identity */
  readonly byIdentity: readonly { readonly columns: readonly string[]; readonly rows: number }[];
}

export interface SplitReport {
  readonly train: PartReport;
  readonly validation: PartReport;
  readonly test: PartReport;
  readonly dropped: number;
  readonly leaks: LeakReport;
}

export interface SplitReportOptions {
  readonly targetColumn: string | null;
  /** by default a number column is numeric and any other has classes */
  readonly task?: Task;
  /** groups of columns; rows equal in all columns of one group are the same post: `[["url"], ["title", "body"]]` */
  readonly identities: readonly (readonly string[])[];
}

/**
 * Sizes, the target by part, and the test rows that leak: those that repeat a training row. Rows with nothing but
 * missing cells in an identity are not alike.
 *
 * @throws {DataError} "missing-column"
 */
export function splitReport(table: Table, rows: SplitRows, options: SplitReportOptions): SplitReport {
  const target = options.targetColumn === null ? null : columnNamed(table, options.targetColumn);
  const part = (positions: Uint32Array): PartReport => ({
    rows: positions.length,
    target: target && positions.length > 0 ? spreadOf(target, positions, options.task) : null,
  });
  return {
    train: part(rows.train),
    validation: part(rows.validation),
    test: part(rows.test),
    dropped: rows.dropped.length,
    leaks: findLeaks(table, rows, options.identities),
  };
}

function findLeaks(table: Table, rows: SplitRows, identities: readonly (readonly string[])[]): LeakReport {
  const leaking = new Set<number>();
  const byIdentity = identities.map((columns) => {
    const parts = columns.map((name) => columnNamed(table, name));
    const { codes, count } = codeRows(table, columns);
    const seen = new Uint8Array(count);
    for (const row of rows.train) seen[codes[row]] = 1;
    const found = rows.test.filter((row) => seen[codes[row]] === 1 && !parts.every((column) => isMissing(column, row)));
    for (const row of found) leaking.add(row);
    return { columns, rows: found.length };
  });
  return { rows: Uint32Array.from(leaking).sort(), byIdentity };
}

function spreadOf(target: Column, positions: Uint32Array, task: Task | undefined): TargetSpread | null {
  const { values } = target;
  if (values && task !== "classification") {
    const present = Float64Array.from(positions, (row) => values[row]).filter((value) => !Number.isNaN(value));
    if (present.length === 0) return null;
    return {
      kind: "numeric",
      mean: present.reduce((sum, value) => sum + value, 0) / present.length,
      quantiles: quantiles(present, SPREAD_QUANTILES),
    };
  }
  const { codes, count, firstRow } = codeColumn(target);
  const counts = new Uint32Array(count);
  for (const row of positions) counts[codes[row]]++;
  const labelled = Array.from(counts, (rowsOf, code) => ({
    label: cellText(target.cells, firstRow[code]),
    rows: rowsOf,
  }));
  return { kind: "classes", counts: labelled.filter((entry) => entry.rows > 0).sort((a, b) => b.rows - a.rows) };
}
