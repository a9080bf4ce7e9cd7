import type { TokenColumn } from "../../text/tokens";
import { GramTable } from "./gram-table";
import { RowTokens } from "./row-tokens";

/** How often each n-gram stands in the training rows (`frequency`), and in how many of them (`documents`). */
export interface GramCounts {
  readonly grams: GramTable;
  readonly frequency: Uint32Array;
  readonly documents: Uint32Array;
}

interface GramRange {
  readonly ngramMin: number;
  readonly ngramMax: number;
}

/** Counts over the given rows. O(tokens x n-gram lengths), with no string made. */
export function countGrams(
  columns: readonly TokenColumn[],
  tokenCount: number,
  rows: ArrayLike<number>,
  { ngramMin, ngramMax }: GramRange,
): GramCounts {
  const grams = new GramTable(tokenCount);
  let frequency = new Uint32Array(tokenCount);
  let documents = new Uint32Array(tokenCount);
  let seenIn = new Uint32Array(tokenCount);
  const grow = (size: number) => {
    frequency = withLength(frequency, size);
    documents = withLength(documents, size);
    seenIn = withLength(seenIn, size);
  };
  const row = new RowTokens(columns);
  for (let r = 0; r < rows.length; r++) {
    row.read(rows[r]);
    const { ids, length } = row;
    for (let i = 0; i < length; i++) {
      let gram = ids[i];
      for (let n = 1; ; n++) {
        if (n >= ngramMin) {
          if (gram >= frequency.length) grow(2 * gram);
          frequency[gram]++;
          // A stamp a row, one up so that 0 means never, spares a set of the grams met in it.
          if (seenIn[gram] !== r + 1) {
            seenIn[gram] = r + 1;
            documents[gram]++;
          }
        }
        if (n >= ngramMax || i + n >= length) break;
        gram = grams.add(gram, ids[i + n]);
      }
    }
  }
  return { grams, frequency: withLength(frequency, grams.size), documents: withLength(documents, grams.size) };
}

function withLength(values: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  if (length <= values.length) return values.subarray(0, length);
  const grown = new Uint32Array(length);
  grown.set(values);
  return grown;
}
