import { DataError } from "../errors";
import type { Column, Table } from "../table/table";

/** @throws {DataError} "missing-column" naming those there are */
export function columnNamed(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column) return column;
  const names = table.columns.map((candidate) => candidate.name);
  throw new DataError(
    "missing-column",
    `the table has no column ${JSON.stringify(name)}, it has ${names.map((n) => JSON.stringify(n)).join(", ")}`,
    { column: name, columns: names },
  );
}
