import { DataError } from "../../errors";
import type { TokenColumn, Tokens } from "../../text/tokens";

/** Token columns by name, in the order asked for. @throws {DataError} "missing-column" */
export function tokenColumns(tokens: Tokens, names: readonly string[]): TokenColumn[] {
  return names.map((name) => {
    const column = tokens.columns.find((candidate) => candidate.name === name);
    if (column) return column;
    throw new DataError("missing-column", `the text column ${JSON.stringify(name)} has not been cleaned`, {
      column: name,
    });
  });
}

/**
 * Reads the tokens of one row, all columns one after the other as if the texts were joined by a space, into a buffer
 * that the next call overwrites.
 */
export class RowTokens {
  ids = new Uint32Array(256);
  length = 0;
  readonly #columns: readonly TokenColumn[];

  constructor(columns: readonly TokenColumn[]) {
    this.#columns = columns;
  }

  read(row: number): void {
    this.length = 0;
    for (const { ids, offsets } of this.#columns) {
      const end = offsets[row + 1];
      const needed = this.length + end - offsets[row];
      if (needed > this.ids.length) {
        const grown = new Uint32Array(2 * needed);
        grown.set(this.ids);
        this.ids = grown;
      }
      for (let i = offsets[row]; i < end; i++) this.ids[this.length++] = ids[i];
    }
  }
}
