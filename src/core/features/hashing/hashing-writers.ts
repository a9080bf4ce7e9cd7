import type { Tokens } from "../../text/tokens";
import { RowTokens, tokenColumns } from "../tfidf/row-tokens";
import type { WriteRow } from "../tfidf/transform-tfidf";
import type { FittedHashing } from "./fitted-hashing";
import { HashCounter } from "./hash-counter";
import { TokenHasher } from "./term-hasher";

/**
 * One writer for each group of text columns; the first column of the first one is 0. O(words + nFeatures) once, then O(tokens
 * x n-gram lengths).
 *
 * @throws {DataError} "missing-column" when a column it was fitted on has no tokens
 */
export function hashingWriters({ hashed, settings }: FittedHashing, tokens: Tokens): WriteRow[] {
  const hasher = new TokenHasher(tokens, settings);
  let first = 0;
  return hashed.map((part): WriteRow => {
    const firstColumn = first;
    first += part.hashes.length;
    const counter = new HashCounter(part, settings);
    const rowTokens = new RowTokens(tokenColumns(tokens, part.columns));
    const count = (slot: number) => counter.add(slot);
    return (row, builder) => {
      rowTokens.read(row);
      hasher.forEachSlot(rowTokens.ids, rowTokens.length, count);
      counter.writeRow(builder, firstColumn);
    };
  });
}
