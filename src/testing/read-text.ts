import { isDataError } from "../core/errors";
import type { DialectOptions } from "../core/read/dialect";
import type { ProblemCode } from "../core/read/problems";
import type { RawTable } from "../core/read/raw-table";
import { readTable } from "../core/read/read-table";
import { cellText } from "../core/table/cells";

// What tests of reading files ask again and again.

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const readText = (text: string, options: Partial<DialectOptions> = {}): RawTable =>
  readTable(utf8(text), options);

export const textRows = (raw: RawTable): string[][] =>
  Array.from({ length: raw.rowCount }, (_, row) => raw.cells.map((cells) => cellText(cells, row)));

export const listedProblems = (raw: RawTable): [number, ProblemCode][] =>
  raw.problems.map(({ line, code }) => [line, code]);

/** Code and message of the DataError that `run` throws; code "none" where it throws nothing. */
export function refusalOf(run: () => unknown): { code: string; message: string } {
  try {
    run();
  } catch (thrown) {
    if (isDataError(thrown)) return { code: thrown.code, message: thrown.message };
    throw thrown;
  }
  return { code: "none", message: "" };
}
