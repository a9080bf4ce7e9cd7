import type { Tokens } from "../text/tokens";
import { fitHashing } from "./hashing/fit-hashing";
import { hashedCount } from "./hashing/fitted-hashing";
import type { FittedHashing } from "./hashing/fitted-hashing";
import { hashingWriters } from "./hashing/hashing-writers";
import { checkGramLengths, fitTfidf } from "./tfidf/fit-tfidf";
import { termCount } from "./tfidf/fitted-tfidf";
import type { FittedTfidf, TfidfSettings } from "./tfidf/fitted-tfidf";
import { tfidfWriters } from "./tfidf/transform-tfidf";
import type { WriteRow } from "./tfidf/transform-tfidf";

/** What was learnt of words: a vocabulary, or what fills the columns they are hashed into. */
export type FittedText = FittedTfidf | FittedHashing;

export function isHashing(fitted: FittedText): fitted is FittedHashing {
  return "hashed" in fitted;
}

/** Columns of the matrix that words fill. */
export function textWidth(fitted: FittedText): number {
  return isHashing(fitted) ? hashedCount(fitted) : termCount(fitted);
}

/** By vocabulary or by group of hashed columns: the text columns its words come from, and how many columns it fills. */
export function textParts(
  fitted: FittedText,
): readonly { readonly columns: readonly string[]; readonly width: number }[] {
  return isHashing(fitted)
    ? fitted.hashed.map(({ columns, hashes }) => ({ columns, width: hashes.length }))
    : fitted.vocabularies.map(({ columns, terms }) => ({ columns, width: terms.length }));
}

/**
 * @throws {DataError} "missing-column" for a column without tokens, "empty-split" for no rows, "empty-vocabulary" when no term
 * is left, "invalid-option" when ngramMin is above ngramMax
 */
export function fitText(
  tokens: Tokens,
  columnNames: readonly string[],
  rows: ArrayLike<number>,
  settings: TfidfSettings,
): FittedText {
  checkGramLengths(settings);
  const fit = settings.vectorizer === "hashing" ? fitHashing : fitTfidf;
  return fit(tokens, columnNames, rows, settings);
}

/** What writes the words of a row of the tokens; the first column is 0. */
export function textWriters(fitted: FittedText, tokens: Tokens): WriteRow[] {
  return isHashing(fitted) ? hashingWriters(fitted, tokens) : tfidfWriters(fitted, tokens);
}
