import type { TFIDF_OPTIONS } from "../feature-options";
import type { OptionsOf } from "../../options";

export type TfidfSettings = OptionsOf<typeof TFIDF_OPTIONS>;

/** Terms chosen from the training rows, in order of their columns. Plain: crosses workers, packs into a file. */
export interface FittedVocabulary {
  /** the text columns its words come from, in the order they are joined */
  readonly columns: readonly string[];
  /** sorted by code point; the words of an n-gram are joined by one space */
  readonly terms: readonly string[];
  /** training rows */
  readonly documents: number;
  /** by term: training rows that hold it */
  readonly documentCounts: Uint32Array;
  /** by term: what its count is multiplied by, 1 where terms are not weighed */
  readonly idf: Float64Array;
}

export interface FittedTfidf {
  readonly settings: TfidfSettings;
  /** one where columns are joined, one a column where they are apart; their terms follow each other in the matrix */
  readonly vocabularies: readonly FittedVocabulary[];
}

/** Columns of the matrix that the terms fill. */
export function termCount(fitted: FittedTfidf): number {
  return fitted.vocabularies.reduce((sum, vocabulary) => sum + vocabulary.terms.length, 0);
}
