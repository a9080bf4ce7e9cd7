/**
 * A column of strings as one UTF-8 arena: cell `i` is `bytes[offsets[i] .. offsets[i + 1])`. Memory is the text plus
 * four bytes a row, and a worker can be handed the two arrays without copying a single string.
 */
export interface Cells {
  readonly bytes: Uint8Array;
  /** rows + 1 entries, non-decreasing, the first is 0 */
  readonly offsets: Uint32Array;
}

/** What the content of a column looks like. `id`: nearly every value distinct and short (keys, urls, names). */
export type ColumnType = "text" | "number" | "category" | "date" | "id" | "empty";

export const COLUMN_TYPES: readonly ColumnType[] = ["text", "number", "category", "date", "id", "empty"];

/** What a column is used for. */
export type Role = "text" | "categorical" | "numeric" | "datetime" | "group" | "id" | "target" | "ignore";

export const ROLES: readonly Role[] = ["text", "categorical", "numeric", "datetime", "group", "id", "target", "ignore"];

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** every cell as read, quotes removed */
  readonly cells: Cells;
  /** 1 where the cell counts as missing (empty, or a null spelling such as NA in a number, date or category column) */
  readonly missing: Uint8Array;
  readonly missingCount: number;
  /** `number`: the value; `date`: milliseconds since 1970 UTC; NaN where missing or unreadable. Absent otherwise. */
  readonly values?: Float64Array;
}

export interface Table {
  readonly rowCount: number;
  readonly columns: readonly Column[];
}
