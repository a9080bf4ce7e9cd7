import { cellText } from "../table/cells";
import type { Cells } from "../table/table";
import type { ResolvedDialect } from "./dialect";
import type { Problem, ProblemCounts } from "./problems";

/** A file as read: every cell is text, nothing is typed yet. */
export interface RawTable {
  /** one per column, not empty, all different */
  readonly names: readonly string[];
  /** one per column, all with `rowCount` rows */
  readonly cells: readonly Cells[];
  readonly rowCount: number;
  /** line (from 1) each row starts on */
  readonly lineOfRow: Uint32Array;
  /** columns the file gives no name */
  readonly unnamed: readonly number[];
  /** bad lines in the order of the file, at most 1,000 of a code */
  readonly problems: readonly Problem[];
  /** how many there are of each code in all */
  readonly problemCounts: ProblemCounts;
  readonly dialect: ResolvedDialect;
  /** false for a preview of the beginning of a longer file */
  readonly complete: boolean;
}

/** Rows `start` up to but not including `end` as records of texts, clipped to the rows there are. */
export function rowsOfRaw(raw: RawTable, start: number, end: number): Record<string, string>[] {
  const first = Math.max(0, Math.min(start, raw.rowCount));
  const last = Math.max(first, Math.min(end, raw.rowCount));
  return Array.from({ length: last - first }, (_, i) =>
    Object.fromEntries(raw.names.map((name, column) => [name, cellText(raw.cells[column], first + i)])),
  );
}
