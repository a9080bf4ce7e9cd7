import { DataError } from "../../errors";
import { compareCodePoints } from "../../text/code-point-order";
import type { GramCounts } from "./count-grams";
import type { TfidfSettings } from "./fitted-tfidf";

/**
 * The n-grams that become terms: those in enough and not too many documents, of these the most frequent, ties in the
 * order of their text. As scikit-learn does it, limits are shares of the documents up to 1 (below 1 for the lower one)
 * and counts from there, and with binary counts a term is as frequent as it has documents.
 *
 * @throws {DataError} "empty-vocabulary" when no n-gram is left
 */
export function chooseGrams(
  counts: GramCounts,
  tokens: readonly string[],
  documentCount: number,
  settings: TfidfSettings,
): { gram: number; text: string }[] {
  const { grams, documents } = counts;
  const low = settings.minDf < 1 ? settings.minDf * documentCount : settings.minDf;
  const high = settings.maxDf <= 1 ? settings.maxDf * documentCount : settings.maxDf;
  const candidates: number[] = [];
  let any = false;
  for (let gram = 0; gram < documents.length; gram++) {
    if (documents[gram] === 0) continue;
    any = true;
    if (documents[gram] >= low && documents[gram] <= high) candidates.push(gram);
  }
  if (candidates.length === 0) throw emptyVocabulary(any, low, high, documentCount);
  const frequency = settings.binary ? documents : counts.frequency;
  const chosen = mostFrequent(candidates, frequency, settings.maxFeatures ?? Infinity, (gram) =>
    grams.textOf(gram, tokens),
  );
  return chosen
    .map((gram) => ({ gram, text: grams.textOf(gram, tokens) }))
    .sort((a, b) => compareCodePoints(a.text, b.text));
}

function mostFrequent(
  candidates: number[],
  frequency: Uint32Array,
  limit: number,
  textOf: (gram: number) => string,
): number[] {
  if (candidates.length <= limit) return candidates;
  const sorted = Uint32Array.from(candidates, (gram) => frequency[gram]).sort();
  const cut = sorted[sorted.length - limit];
  const above = candidates.filter((gram) => frequency[gram] > cut);
  // Only those at the cut need their texts compared.
  const tied = candidates
    .filter((gram) => frequency[gram] === cut)
    .map((gram) => ({ gram, text: textOf(gram) }))
    .sort((a, b) => compareCodePoints(a.text, b.text));
  return [...above, ...tied.slice(0, limit - above.length).map(({ gram }) => gram)];
}

function emptyVocabulary(any: boolean, low: number, high: number, documents: number): DataError {
  if (!any) {
    return new DataError(
      "empty-vocabulary",
      `no word is left in the ${documents} training texts after cleaning: keep stop words, allow shorter words or n-grams, or choose another text column`,
      { documents },
    );
  }
  return new DataError(
    "empty-vocabulary",
    `no term is in at least ${low} and at most ${high} of the ${documents} training texts: lower minDf or raise maxDf`,
    { documents, low, high },
  );
}
