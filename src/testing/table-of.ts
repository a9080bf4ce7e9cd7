import { cellsFromStrings } from "../core/table/cells";
import type { Column, ColumnType, Table } from "../core/table/table";

type Cell = string | number | null;

/**
 * A table from plain lists, for tests: numbers (null for missing) make a number column, texts a text column where
 * "" is missing, and `{ type, cells }` says the type. A date column reads its cells with `Date.parse`.
 */
export function tableOf(
  columns: Record<string, readonly Cell[] | { type: ColumnType; cells: readonly string[] }>,
): Table {
  const made = Object.entries(columns).map(([name, given]): Column => {
    const cells: readonly Cell[] = "cells" in given ? given.cells : given;
    const numeric = cells.some((cell) => typeof cell === "number");
    const type: ColumnType = "cells" in given ? given.type : numeric ? "number" : "text";
    const texts = cells.map((cell) => (cell === null ? "" : String(cell)));
    const missing = Uint8Array.from(texts, (text) => (text === "" ? 1 : 0));
    const read = (text: string) => (text === "" ? NaN : type === "date" ? Date.parse(text) : Number(text));
    return {
      name,
      type,
      cells: cellsFromStrings(texts),
      missing,
      missingCount: missing.reduce((sum, flag) => sum + flag, 0),
      ...(type === "number" || type === "date" ? { values: Float64Array.from(texts, read) } : {}),
    };
  });
  return { rowCount: made[0]?.missing.length ?? 0, columns: made };
}
