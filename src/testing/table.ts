import { readTable } from "../core/read/read-table";
import { typeTable } from "../core/read/type-table";
import { typeColumn } from "../core/read/type-column";
import { cellsFromStrings } from "../core/table/cells";
import type { Column, ColumnType, Table } from "../core/table/table";

/** A column of the given texts read as a type. */
export function columnOf(name: string, type: ColumnType, texts: readonly string[]): Column {
  return typeColumn(name, cellsFromStrings(texts), type);
}

/** A table of columns of equal length. */
export function tableOf(...columns: readonly Column[]): Table {
  return { rowCount: columns.length === 0 ? 0 : columns[0].missing.length, columns };
}

/** A CSV file as the page reads it. */
export function readCsv(bytes: Uint8Array, types: Readonly<Record<string, ColumnType>> = {}): Table {
  return typeTable(readTable(bytes), types);
}
