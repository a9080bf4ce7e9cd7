import { DataError } from "../../errors";
import type { OptionsOf } from "../../options";
import { isNullSpelling } from "../../read/null-spellings";
import type { CsrBuilder } from "../../sparse/csr-builder";
import { cellText, takeCells } from "../../table/cells";
import { distinctCells } from "../../table/distinct-cells";
import type { Column } from "../../table/table";
import { sortByCodePoint } from "../../text/code-point-order";
import type { CATEGORICAL_OPTIONS } from "../feature-options";

export type CategoricalSettings = OptionsOf<typeof CATEGORICAL_OPTIONS>;

/** The category of a missing value where missing is one. A cell that says so itself is the same category. */
export const UNKNOWN = "Unknown";
/** The label of the column that rare values share. */
export const RARE = "(rare)";

const MOST_CATEGORIES = 100_000;

/** One categorical column as one-hot columns: its categories in order, then the shared one where there are rare values. */
export interface FittedCategorical {
  readonly column: string;
  /** as read, sorted by code point */
  readonly categories: readonly string[];
  /** training rows of each category */
  readonly counts: Uint32Array;
  /** training values too rare for a column of their own, sorted */
  readonly rare: readonly string[];
  readonly missingIsCategory: boolean;
  /** whether NA, null and the like count as missing when typed, as they did when the column was read */
  readonly nullSpellings: boolean;
}

/** @throws {DataError} "too-many-categories" past 100,000 different values among the training rows */
export function fitCategorical(
  column: Column,
  rows: ArrayLike<number>,
  settings: CategoricalSettings,
): FittedCategorical {
  const counts = countValues(column, rows);
  const missingIsCategory = settings.missing === "category";
  let missing = 0;
  for (let i = 0; i < rows.length; i++) missing += column.missing[rows[i]];
  if (missingIsCategory && missing > 0) counts.set(UNKNOWN, (counts.get(UNKNOWN) ?? 0) + missing);
  const values = sortByCodePoint([...counts.keys()]);
  const countOf = (value: string) => counts.get(value) ?? 0;
  const categories = values.filter((value) => countOf(value) >= settings.minCount);
  return {
    column: column.name,
    categories,
    counts: Uint32Array.from(categories, countOf),
    rare: values.filter((value) => countOf(value) < settings.minCount),
    missingIsCategory,
    nullSpellings: column.type !== "text" && column.type !== "id",
  };
}

/** Columns of the matrix it fills. */
export function categoryColumns(fitted: FittedCategorical): number {
  return fitted.categories.length + (fitted.rare.length > 0 ? 1 : 0);
}

// The blanks that make a cell of text count as missing when a file is read.
const BLANK = /^[ \t-\r\u00a0]*$/;

/** Whether a typed value stands for none, as a cell of this column would. */
export function isMissingCategory(fitted: FittedCategorical, text: string): boolean {
  return fitted.nullSpellings ? isNullSpelling(text) : BLANK.test(text);
}

/** Finds the column, from 0, of a value; null stands for a missing one. `undefined` where all columns are zero. */
export function makeCategoryIndex(fitted: FittedCategorical): (value: string | null) => number | undefined {
  const columnOf = new Map(fitted.categories.map((category, i) => [category, i]));
  for (const value of fitted.rare) columnOf.set(value, fitted.categories.length);
  return (value) => {
    if (value !== null) return columnOf.get(value);
    return fitted.missingIsCategory ? columnOf.get(UNKNOWN) : undefined;
  };
}

export function writeCategory(column: number | undefined, builder: CsrBuilder, firstColumn: number): void {
  if (column !== undefined) builder.push(firstColumn + column, 1);
}

function countValues(column: Column, rows: ArrayLike<number>): Map<string, number> {
  const cells = takeCells(column.cells, rows);
  const skip = Uint8Array.from(rows, (row) => column.missing[row]);
  const distinct = distinctCells(cells, { skip, cap: MOST_CATEGORIES });
  if (distinct.capped) {
    throw new DataError(
      "too-many-categories",
      `the column ${JSON.stringify(column.name)} has about ${distinct.distinct} different values, at most ${MOST_CATEGORIES} can be categories: choose another role for it`,
      { column: column.name, distinct: distinct.distinct },
    );
  }
  return new Map(Array.from(distinct.firstRows, (row, i) => [cellText(cells, row), distinct.counts[i]]));
}
