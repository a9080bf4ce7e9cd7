import { DataError } from "../../errors";
import type { TokenColumn, Tokens } from "../../text/tokens";
import { chooseGrams } from "./choose-grams";
import { countGrams } from "./count-grams";
import type { FittedTfidf, FittedVocabulary, TfidfSettings } from "./fitted-tfidf";
import { tokenColumns } from "./row-tokens";
import { log } from "../../portable-math";

/**
 * Learns terms and their weights from the given rows of the tokens, as scikit-learn's `TfidfVectorizer` does, but for
 * ties at the cut of `maxFeatures`, which go in alphabetical order. O(tokens of the rows x n-gram lengths).
 *
 * @param rows positions of the training rows
 * @throws {DataError} "missing-column" for a column without tokens, "empty-split" for no rows, "empty-vocabulary" when
 * no term is left, "invalid-option" when ngramMin is above ngramMax
 */
export function fitTfidf(
  tokens: Tokens,
  columnNames: readonly string[],
  rows: ArrayLike<number>,
  settings: TfidfSettings,
): FittedTfidf {
  if (rows.length === 0) throw new DataError("empty-split", "there are no training rows to take words from");
  checkGramLengths(settings);
  const columns = tokenColumns(tokens, columnNames);
  const groups = settings.columns === "joined" ? [columns] : columns.map((column) => [column]);
  return { settings, vocabularies: groups.map((group) => fitVocabulary(tokens.vocabulary, group, rows, settings)) };
}

/** @throws {DataError} "invalid-option" when ngramMin is above ngramMax */
export function checkGramLengths({ ngramMin, ngramMax }: TfidfSettings): void {
  if (ngramMin <= ngramMax) return;
  throw new DataError("invalid-option", `ngramMin must not be above ngramMax (${ngramMax}), got ${ngramMin}`, {
    path: "ngramMin",
  });
}

function fitVocabulary(
  words: readonly string[],
  columns: readonly TokenColumn[],
  rows: ArrayLike<number>,
  settings: TfidfSettings,
): FittedVocabulary {
  const counts = countGrams(columns, words.length, rows, settings);
  const chosen = chooseGrams(counts, words, rows.length, settings);
  const documentCounts = Uint32Array.from(chosen, ({ gram }) => counts.documents[gram]);
  return {
    columns: columns.map((column) => column.name),
    terms: chosen.map(({ text }) => text),
    documents: rows.length,
    documentCounts,
    idf: Float64Array.from(documentCounts, (count) => weightOf(count, rows.length, settings)),
  };
}

function weightOf(count: number, documents: number, { useIdf, smoothIdf }: TfidfSettings): number {
  if (!useIdf) return 1;
  const more = smoothIdf ? 1 : 0;
  return log((documents + more) / (count + more)) + 1;
}
