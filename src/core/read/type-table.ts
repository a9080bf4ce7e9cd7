import { DataError } from "../errors";
import type { JobContext } from "../job";
import { COLUMN_TYPES, type ColumnType, type Table } from "../table/table";
import { inferType } from "./infer-type";
import type { RawTable } from "./raw-table";
import { typeColumn, type TypedColumn } from "./type-column";

export interface TypedTable extends Table {
  readonly columns: readonly TypedColumn[];
  /** per column: the type its content suggests and why; differs from the column's own where a type was forced */
  readonly guesses: readonly { readonly type: ColumnType; readonly why: string }[];
}

/**
 * Gives every column its type, by its content or, for the columns named in `forced`, as told. Cells that do not fit are
 * listed in the column's `unreadable`.
 *
 * @throws {DataError} "missing-column" when `forced` names a column that is not there, "invalid-option" for an unknown type
 */
export function typeTable(
  raw: RawTable,
  forced: Readonly<Record<string, ColumnType>> = {},
  context: JobContext = {},
): TypedTable {
  for (const [name, type] of Object.entries(forced)) {
    if (!raw.names.includes(name)) {
      throw new DataError(
        "missing-column",
        `the column ${JSON.stringify(name)} is not in the file, which has ${raw.names.map((known) => JSON.stringify(known)).join(", ")}`,
        { column: name },
      );
    }
    if (!COLUMN_TYPES.includes(type)) {
      throw new DataError(
        "invalid-option",
        `type of column ${JSON.stringify(name)} must be one of ${COLUMN_TYPES.join(", ")}, got ${JSON.stringify(type)}`,
        { column: name },
      );
    }
  }
  const guesses: { type: ColumnType; why: string }[] = [];
  const columns = raw.names.map((name, index) => {
    context.signal?.throwIfAborted();
    const { column, why } = inferType(name, raw.cells[index]);
    guesses.push({ type: column.type, why });
    context.onProgress?.({ done: index + 1, total: raw.names.length, unit: "columns", note: "typing" });
    const wanted = forced[name];
    return wanted === undefined || wanted === column.type ? column : typeColumn(name, raw.cells[index], wanted);
  });
  return { rowCount: raw.rowCount, columns, guesses };
}
