import { DataError } from "../errors";
import type { Task } from "../models/model";
import { makeMt19937 } from "../random/mt19937";
import type { Column, Table } from "../table/table";
import { groupKFold, kFold, stratifiedKFold, timeSeriesSplit } from "./folds";
import { columnNamed, isMissing, sortedCodes } from "./row-codes";
import type { TwoParts } from "./shuffle-split";
import { strataOf } from "./strata";
import type { ValidationSettings } from "./validation-options";

export type FoldSettings = Pick<ValidationSettings, "scheme" | "column" | "folds" | "repeats" | "seed">;

/**
 * Parts of `rows` (positions in the table) that train and judge in turn, `folds` times `repeats` of them, as
 * scikit-learn deals them:
 * - `kfold`, `stratified`: `RepeatedKFold` and `RepeatedStratifiedKFold` with the seed; with one repeat the folds of
 *   `KFold(shuffle=True)`. A numeric target is stratified by up to ten quantile bins
 * - `group`: `GroupKFold`; a row without a group is a group of its own
 * - `time`: `TimeSeriesSplit` over the rows in order of time; rows without a time are left out
 *
 * @throws {DataError} "missing-column", "too-few-rows", "invalid-option"
 */
export function drawFolds(
  table: Table,
  rows: Uint32Array,
  settings: FoldSettings,
  target: { readonly column: Column; readonly task: Task },
): TwoParts[] {
  const { scheme, folds, repeats, seed } = settings;
  switch (scheme) {
    case "kfold": {
      const stream = makeMt19937(seed);
      return repeated(repeats, () => at(rows, kFold(rows.length, folds, stream)));
    }
    case "stratified": {
      const { classes } = strataOf(target.column, rows, target.task);
      const stream = makeMt19937(seed);
      return repeated(repeats, () => at(rows, stratifiedKFold(classes, folds, stream)));
    }
    case "group": {
      const { codes, count } = sortedCodes(foldColumn(table, settings), rows, "apart");
      return at(rows, groupKFold(codes, count, folds));
    }
    case "time": {
      const column = foldColumn(table, settings);
      const { values } = column;
      if (!values) {
        throw new DataError(
          "invalid-option",
          `folds forward in time need a date or number column, got "${column.name}" of type ${column.type}`,
          { column: column.name, path: "validation.column" },
        );
      }
      const timed = rows.filter((row) => !isMissing(column, row)).sort((a, b) => values[a] - values[b] || a - b);
      return at(timed, timeSeriesSplit(timed.length, folds));
    }
  }
}

function repeated(times: number, deal: () => TwoParts[]): TwoParts[] {
  return Array.from({ length: times }, deal).flat();
}

function foldColumn(table: Table, { scheme, column }: FoldSettings): Column {
  if (column !== null) return columnNamed(table, column);
  const what = scheme === "time" ? "folds forward in time need a column of dates" : "folds by group need a column";
  throw new DataError("missing-column", `${what}, got none`, { path: "validation.column" });
}

function at(rows: Uint32Array, folds: readonly TwoParts[]): TwoParts[] {
  return folds.map(({ train, test }) => ({ train: train.map((i) => rows[i]), test: test.map((i) => rows[i]) }));
}
