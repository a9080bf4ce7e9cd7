import type { TfidfSettings } from "../tfidf/fitted-tfidf";

/** What was learnt of the columns that terms are hashed into. Plain: crosses workers, packs into a file. */
export interface HashedColumns {
  /** the text columns its words come from, in the order they are joined */
  readonly columns: readonly string[];
  /**
   * ascending: of the `nFeatures` columns those that a training row fills. The others are no columns of the matrix: no model
   * can learn anything of them. Their entries count in the length of a row all the same.
   */
  readonly hashes: Uint32Array;
  /** training rows */
  readonly documents: number;
  /** by place in `hashes`: training rows that fill the column, also where terms of opposite signs cancel */
  readonly documentCounts: Uint32Array;
  /** by place in `hashes`: what a count is multiplied by, 1 where terms are not weighed */
  readonly idf: Float64Array;
  /** the same of a column that no training row fills */
  readonly restIdf: number;
  readonly names: HashNames;
}

/** Frequent terms by the column they fall in, learnt from some of the training rows: what to call a column. */
export interface HashNames {
  /** rows looked at */
  readonly rows: number;
  /** ascending places in `hashes`, one for each term; those of one place by how often they stand, most first */
  readonly places: Uint32Array;
  readonly terms: readonly string[];
  /** by term: rows looked at that hold it */
  readonly documentCounts: Uint32Array;
}

export interface FittedHashing {
  readonly settings: TfidfSettings;
  /** one where text columns are joined, one each where they are apart; their columns follow each other in the matrix */
  readonly hashed: readonly HashedColumns[];
}

/** Columns of the matrix that hashed terms fill. */
export function hashedCount(fitted: FittedHashing): number {
  return fitted.hashed.reduce((sum, { hashes }) => sum + hashes.length, 0);
}

/**
 * "bee (hash 1234)", "bee, ant (hash 1234)", or "hash 1234" where no term is known that falls there. Where a post
 * is explained these are the terms of that post.
 */
export function hashedLabel({ hashes, names }: HashedColumns, place: number, inPost?: readonly string[]): string {
  const terms = inPost ?? names.terms.slice(...namesOf(names, place));
  const hash = `hash ${hashes[place]}`;
  return terms.length === 0 ? hash : `${terms.join(", ")} (${hash})`;
}

/** Where the names of a column begin and end. O(log names). */
function namesOf({ places }: HashNames, place: number): [from: number, to: number] {
  const from = firstAtLeast(places, place);
  return [from, firstAtLeast(places, place + 1)];
}

/** The place of a hash among those that are columns of the matrix; -1 where it is none. O(log columns). */
export function placeOf({ hashes }: HashedColumns, hash: number): number {
  const place = firstAtLeast(hashes, hash);
  return hashes[place] === hash ? place : -1;
}

function firstAtLeast(sorted: Uint32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
