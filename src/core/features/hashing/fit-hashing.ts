import { DataError } from "../../errors";
import { log } from "../../portable-math";
import type { TokenColumn, Tokens } from "../../text/tokens";
import type { TfidfSettings } from "../tfidf/fitted-tfidf";
import { RowTokens, tokenColumns } from "../tfidf/row-tokens";
import type { FittedHashing, HashedColumns } from "./fitted-hashing";
import { nameColumns } from "./name-columns";
import { TokenHasher } from "./term-hasher";

/**
 * Learns which of `nFeatures` columns the terms of the given rows fall in and how rare each is, as scikit-learn's
 * `HashingVectorizer` followed by a `TfidfTransformer`. No term is kept while counting: memory is a few numbers for each
 * column, however many terms there are. Limits on terms (`maxFeatures`, `minDf`, `maxDf`) do not apply. Without `smoothIdf` a
 * column that no training row fills counts as if one did; scikit-learn divides by zero.
 * O(bytes of the rows' tokens x n-gram lengths + nFeatures).
 *
 * @param rows positions of the training rows
 * @throws {DataError} "missing-column" for a column without tokens, "empty-vocabulary" when the rows hold no word
 */
export function fitHashing(
  tokens: Tokens,
  columnNames: readonly string[],
  rows: ArrayLike<number>,
  settings: TfidfSettings,
): FittedHashing {
  const columns = tokenColumns(tokens, columnNames);
  const groups = settings.columns === "joined" ? [columns] : columns.map((column) => [column]);
  return { settings, hashed: groups.map((group) => fitColumns(tokens, group, rows, settings)) };
}

function fitColumns(
  tokens: Tokens,
  columns: readonly TokenColumn[],
  rows: ArrayLike<number>,
  settings: TfidfSettings,
): HashedColumns {
  const counts = countDocuments(new TokenHasher(tokens, settings), new RowTokens(columns), rows, settings.nFeatures);
  const hashes = filledColumns(counts);
  if (hashes.length === 0) {
    throw new DataError(
      "empty-vocabulary",
      `no word is left in the ${rows.length} training texts after cleaning: keep stop words, allow shorter words or n-grams, or choose another text column`,
      { documents: rows.length },
    );
  }
  const documentCounts = Uint32Array.from(hashes, (hash) => counts[hash]);
  return {
    columns: columns.map(({ name }) => name),
    hashes,
    documents: rows.length,
    documentCounts,
    idf: Float64Array.from(documentCounts, (count) => weightOf(count, rows.length, settings)),
    restIdf: weightOf(settings.smoothIdf ? 0 : 1, rows.length, settings),
    names: nameColumns({ tokens, columns, rows, settings, hashes }),
  };
}

function countDocuments(hasher: TokenHasher, row: RowTokens, rows: ArrayLike<number>, columns: number): Uint32Array {
  const documents = new Uint32Array(columns);
  // A stamp a row, one up so that 0 means never, spares a set of the columns met in it.
  const seenIn = new Uint32Array(columns);
  let stamp = 0;
  const count = (slot: number) => {
    const hash = slot >>> 1;
    if (seenIn[hash] === stamp) return;
    seenIn[hash] = stamp;
    documents[hash]++;
  };
  for (let r = 0; r < rows.length; r++) {
    stamp = r + 1;
    row.read(rows[r]);
    hasher.forEachSlot(row.ids, row.length, count);
  }
  return documents;
}

function filledColumns(counts: Uint32Array): Uint32Array {
  let filled = 0;
  for (const count of counts) if (count > 0) filled++;
  const hashes = new Uint32Array(filled);
  let next = 0;
  for (let hash = 0; hash < counts.length; hash++) if (counts[hash] > 0) hashes[next++] = hash;
  return hashes;
}

function weightOf(count: number, documents: number, { useIdf, smoothIdf }: TfidfSettings): number {
  if (!useIdf) return 1;
  const more = smoothIdf ? 1 : 0;
  return log((documents + more) / (count + more)) + 1;
}
