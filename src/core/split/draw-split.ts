import { DataError, isDataError } from "../errors";
import type { Task } from "../models/model";
import { cellText } from "../table/cells";
import type { Column, Table } from "../table/table";
import { makeRng } from "../random/xoshiro";
import { codeRows, columnNamed, isMissing, sortedCodes } from "./row-codes";
import type { TwoParts } from "./shuffle-split";
import { groupShuffleSplit, partSizes, shuffleSplit, stratifiedShuffleSplit } from "./shuffle-split";
import type { SplitSettings } from "./split-options";
import type { SplitRows } from "./split-rows";
import { strataOf } from "./strata";

/** What a split has to know of the problem. */
export interface SplitTarget {
  /** the column that is stratified by; only needed for a stratified split */
  readonly targetColumn: string | null;
  /** 1 where a row has a usable target; null keeps all rows */
  readonly hasTarget: Uint8Array | null;
  /** how to stratify; by default a number column is cut into bins and any other into its classes */
  readonly task?: Task;
}

/**
 * Draws the train, validation and test rows. Repeats go first (the first row of equals stays), then rows that lack a
 * value they must have, rows without a target, then all but `sampleRows` rows where there are more; what remains is split, and positions are those of the
 * table:
 * - `random`, `stratified`: rows and order of scikit-learn's `train_test_split(random_state=seed)`, without or with
 *   `stratify`; a numeric target is stratified by up to ten quantile bins
 * - `group`: the groups of `GroupShuffleSplit(random_state=seed)`; a row without a group is a group of its own
 * - `time`: the latest rows test, train and test in order of time; rows without a time are dropped
 * - `column`: train, validation (val, valid, dev) and test as the cells say; rows that say nothing are dropped
 *
 * `validation` is drawn from `train` in the same manner (empty if `train` is too small); where a column gives the parts
 * but no validation rows, at random.
 *
 * @throws {DataError} "missing-column", "too-few-rows", "empty-split" (with the sizes), "invalid-option"
 */
export function drawSplit(table: Table, settings: SplitSettings, target: SplitTarget): SplitRows {
  const { unsampled, ...rows } = takeSample(keepRows(table, settings, target.hasTarget), settings);
  const split = splitKept(table, settings, target, rows);
  return unsampled > 0 ? { ...split, unsampled } : split;
}

interface Chosen {
  readonly kept: Uint32Array;
  readonly dropped: Uint32Array;
}

/** A random `sampleRows` of the rows, in their order; drawn apart from the split, so that that stays scikit-learn's. */
function takeSample({ kept, dropped }: Chosen, { sampleRows, seed }: SplitSettings): Chosen & { unsampled: number } {
  if (sampleRows === null || kept.length <= sampleRows) return { kept, dropped, unsampled: 0 };
  const order = kept.slice();
  const random = makeRng(seed);
  for (let i = 0; i < sampleRows; i++) {
    const other = i + random.below(order.length - i);
    [order[i], order[other]] = [order[other], order[i]];
  }
  return {
    kept: order.slice(0, sampleRows).sort(),
    dropped: mergeSorted(dropped, order.slice(sampleRows).sort()),
    unsampled: order.length - sampleRows,
  };
}

function splitKept(table: Table, settings: SplitSettings, target: SplitTarget, { kept, dropped }: Chosen): SplitRows {
  if (kept.length < 2) {
    throw new DataError(
      "too-few-rows",
      `a split needs at least 2 rows with a target, got ${kept.length} of ${table.rowCount}`,
      {
        rows: kept.length,
        dropped: dropped.length,
      },
    );
  }
  switch (settings.kind) {
    case "random": {
      const split = at(kept, shuffleSplit(kept.length, settings.testSize, settings.seed));
      return { ...split, validation: randomValidation(split.train, settings), dropped };
    }
    case "stratified":
      return { ...stratified(table, settings, target, kept), dropped };
    case "group": {
      const column = splitColumn(table, settings);
      const draw = (rows: Uint32Array, share: number) => {
        const { codes, count } = sortedCodes(column, rows, "apart");
        return at(rows, groupShuffleSplit(codes, count, share, settings.seed));
      };
      const split = draw(kept, settings.testSize);
      return { ...split, validation: orEmpty(() => draw(split.train, settings.validationSize).test), dropped };
    }
    case "time":
      return byTime(splitColumn(table, settings), settings, kept, dropped);
    case "column":
      return byColumn(splitColumn(table, settings), settings, kept, dropped);
  }
}

function keepRows(table: Table, settings: SplitSettings, hasTarget: Uint8Array | null) {
  const repeats = settings.dropDuplicatesBy.length > 0 ? codeRows(table, settings.dropDuplicatesBy) : null;
  const needed = settings.dropMissingIn.map((name) => columnNamed(table, name));
  const kept: number[] = [];
  const dropped: number[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const repeat = repeats !== null && repeats.firstRow[repeats.codes[row]] !== row;
    const lacks = needed.some((column) => isMissing(column, row));
    (repeat || lacks || hasTarget?.[row] === 0 ? dropped : kept).push(row);
  }
  return { kept: Uint32Array.from(kept), dropped: Uint32Array.from(dropped) };
}

function stratified(table: Table, settings: SplitSettings, target: SplitTarget, kept: Uint32Array) {
  if (target.targetColumn === null) {
    throw new DataError("no-target", "a stratified split needs a target column, got none");
  }
  const column = columnNamed(table, target.targetColumn);
  const task = target.task ?? (column.values ? "regression" : "classification");
  const draw = (rows: Uint32Array, testSize: number) => {
    const { classes, count, label } = strataOf(column, rows, task);
    return at(rows, stratifiedShuffleSplit(classes, count, { testSize, seed: settings.seed, label }));
  };
  const split = draw(kept, settings.testSize);
  const validation = orEmpty(() => draw(split.train, settings.validationSize).test);
  // a class may be too rare to stratify a second time
  return { ...split, validation: validation.length > 0 ? validation : randomValidation(split.train, settings) };
}

function byTime(column: Column, settings: SplitSettings, kept: Uint32Array, dropped: Uint32Array): SplitRows {
  const { values } = column;
  if (!values) {
    throw new DataError(
      "invalid-option",
      `a split by time needs a date or number column, got "${column.name}" of type ${column.type}`,
      {
        column: column.name,
      },
    );
  }
  const timed = kept.filter((row) => !isMissing(column, row)).sort((a, b) => values[a] - values[b] || a - b);
  const { train: trainCount } = partSizes(timed.length, settings.testSize);
  const train = timed.slice(0, trainCount);
  return {
    train,
    test: timed.slice(trainCount),
    validation: orEmpty(() => train.slice(partSizes(train.length, settings.validationSize).train)),
    dropped: mergeSorted(
      dropped,
      kept.filter((row) => isMissing(column, row)),
    ),
  };
}

const PART_NAMES: Readonly<Record<string, "train" | "validation" | "test">> = {
  train: "train",
  training: "train",
  val: "validation",
  valid: "validation",
  validation: "validation",
  dev: "validation",
  test: "test",
  testing: "test",
};

function byColumn(column: Column, settings: SplitSettings, kept: Uint32Array, dropped: Uint32Array): SplitRows {
  const parts = { train: [] as number[], validation: [] as number[], test: [] as number[], none: [] as number[] };
  const foreign = new Set<string>();
  for (const row of kept) {
    const text = cellText(column.cells, row).trim();
    const part = PART_NAMES[text.toLowerCase()];
    if (part) parts[part].push(row);
    else if (text === "") parts.none.push(row);
    else if (foreign.size < 10) foreign.add(text);
  }
  if (foreign.size > 0) {
    const values = [...foreign];
    throw new DataError(
      "invalid-option",
      `column "${column.name}" must say train, validation or test in every row, got ${values.map((value) => `"${value}"`).join(", ")}`,
      { column: column.name, values },
    );
  }
  const train = mergeSorted(Uint32Array.from(parts.train), Uint32Array.from(parts.validation));
  if (parts.train.length === 0 || parts.test.length === 0) {
    throw new DataError(
      "empty-split",
      `column "${column.name}" must name rows for training and for testing, got ${parts.train.length} and ${parts.test.length}`,
      { train: parts.train.length, test: parts.test.length },
    );
  }
  return {
    train,
    test: Uint32Array.from(parts.test),
    validation: parts.validation.length > 0 ? Uint32Array.from(parts.validation) : randomValidation(train, settings),
    dropped: mergeSorted(dropped, Uint32Array.from(parts.none)),
  };
}

/** The rows of `train_test_split(train, test_size=validationSize, random_state=seed)[1]`. */
function randomValidation(train: Uint32Array, { validationSize, seed }: SplitSettings): Uint32Array {
  return orEmpty(() => at(train, shuffleSplit(train.length, validationSize, seed)).test);
}

/** A training part too small to hold rows back does without. */
function orEmpty(draw: () => Uint32Array): Uint32Array {
  try {
    return draw();
  } catch (thrown) {
    if (!isDataError(thrown)) throw thrown;
    return new Uint32Array(0);
  }
}

function splitColumn(table: Table, settings: SplitSettings): Column {
  if (settings.column !== null) return columnNamed(table, settings.column);
  throw new DataError("missing-column", `a split by ${settings.kind} needs a column, got none`, {
    path: "split.column",
  });
}

function at(rows: Uint32Array, parts: TwoParts): TwoParts {
  return { train: parts.train.map((i) => rows[i]), test: parts.test.map((i) => rows[i]) };
}

function mergeSorted(a: Uint32Array, b: Uint32Array): Uint32Array {
  const merged = new Uint32Array(a.length + b.length);
  merged.set(a);
  merged.set(b, a.length);
  return merged.sort();
}
