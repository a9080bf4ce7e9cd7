import { DataError } from "../errors";
import { cellText } from "../table/cells";
import type { Column } from "../table/table";
import { compareCodePoints } from "../text/code-point-order";

/** More classes than this are no labels: each would need rows of its own to be learned from. */
export const MOST_CLASSES = 200;

export interface ClassTarget {
  /** names of the classes: numbers ascending, texts by code point */
  readonly classes: readonly string[];
  /** the class of every row, NaN where it has none */
  readonly indices: Float64Array;
}

/**
 * A column as classes. Numbers are compared as numbers, so `1` and `1.0` are one class; other cells as they are
 * written. O(rows).
 *
 * @throws {DataError} "target-missing" without any value, "single-class" when all are equal, "too-many-categories" past
 *   {@link MOST_CLASSES}
 */
export function readClasses(column: Column): ClassTarget {
  const { name, cells, missing, values } = column;
  const rows = cells.offsets.length - 1;
  const asNumbers = column.type === "number" && values !== undefined;
  const keys: (string | null)[] = [];
  const found = new Set<string>();
  for (let row = 0; row < rows; row++) {
    const key = missing[row] === 1 ? null : asNumbers ? numberKey(values[row]) : cellText(cells, row);
    keys.push(key);
    if (key !== null) found.add(key);
  }
  const quoted = JSON.stringify(name);
  if (found.size === 0) {
    throw new DataError("target-missing", `no row has a value in the target column ${quoted}`, { column: name });
  }
  if (found.size === 1) {
    const [only] = found;
    throw new DataError(
      "single-class",
      `every label of the target column ${quoted} is ${JSON.stringify(only)}: there is nothing to tell apart`,
      { column: name, value: only },
    );
  }
  if (found.size > MOST_CLASSES) {
    throw new DataError(
      "too-many-categories",
      `the target column ${quoted} has ${found.size} different values, at most ${MOST_CLASSES} can be classes: predict a score, or another column`,
      { column: name, count: found.size, asLabels: true },
    );
  }
  const classes = [...found].sort(asNumbers ? (a, b) => Number(a) - Number(b) : compareCodePoints);
  const indexOf = new Map(classes.map((label, index) => [label, index]));
  return { classes, indices: Float64Array.from(keys, (key) => (key === null ? NaN : indexOf.get(key)!)) };
}

/**
 * Labels as scores: the place of each in `order`, from 0. NaN where a row has none.
 *
 * @throws {DataError} "invalid-option" naming the labels that `order` lacks, or one it names twice
 */
export function readOrderedLabels(column: Column, order: readonly string[]): Float64Array {
  const placeOf = new Map(order.map((label, place) => [label, place]));
  if (placeOf.size < order.length) {
    const twice = order.find((label, place) => placeOf.get(label) !== place)!;
    throw new DataError("invalid-option", `classes.order names ${JSON.stringify(twice)} twice`, {
      path: "classes.order",
    });
  }
  const strangers = new Set<string>();
  const rows = column.cells.offsets.length - 1;
  const scores = new Float64Array(rows).fill(NaN);
  for (let row = 0; row < rows; row++) {
    if (column.missing[row] === 1) continue;
    const label = cellText(column.cells, row);
    const place = placeOf.get(label);
    if (place !== undefined) scores[row] = place;
    else if (strangers.size < 5) strangers.add(label);
  }
  if (strangers.size > 0) {
    const named = [...strangers].map((label) => JSON.stringify(label)).join(", ");
    throw new DataError("invalid-option", `classes.order must name every label, ${named} is not in it`, {
      path: "classes.order",
    });
  }
  return scores;
}

function numberKey(value: number): string | null {
  return Number.isFinite(value) ? String(value) : null;
}
