import { takeCells } from "../../core/table/cells";
import type { Table } from "../../core/table/table";

/** The given rows as a table of their own, so that a task gets no more than it looks at. */
export function partTable(table: Table, rows: Uint32Array, only?: readonly string[]): Table {
  const columns = only ? table.columns.filter(({ name }) => only.includes(name)) : table.columns;
  return {
    rowCount: rows.length,
    columns: columns.map((column) => {
      const missing = Uint8Array.from(rows, (row) => column.missing[row]);
      const { values } = column;
      return {
        name: column.name,
        type: column.type,
        cells: takeCells(column.cells, rows),
        missing,
        missingCount: missing.reduce((sum, flag) => sum + flag, 0),
        ...(values && { values: Float64Array.from(rows, (row) => values[row]) }),
      };
    }),
  };
}
