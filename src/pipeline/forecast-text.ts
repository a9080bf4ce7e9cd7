import type { FeatureSettings } from "../core/features/feature-options";
import { forecastHashing, hashedColumns } from "../core/features/hashing/forecast-hashing";
import { ROWS_LOOKED_AT } from "../core/features/hashing/name-columns";
import { forecastTfidf } from "../core/features/tfidf/forecast-tfidf";
import type { Tokens } from "../core/text/tokens";

/** What words are forecast to take. */
export interface TextForecast {
  /** of the matrix */
  readonly entries: number;
  readonly columns: number;
  /** held while n-grams are counted, given back before the matrix is made */
  readonly countingBytes: number;
  /** held by the list of terms, and what is known of each */
  readonly listBytes: number;
}

type TextSettings = FeatureSettings["text"];

/** of the tokens of a post, how many are left after stop words and are distinct within it */
const DISTINCT_SHARE = 0.42;
/** Tables, counts and stamps of one n-gram while it is counted, with the room they grow into. */
const BYTES_PER_GRAM = 64;
/** Its text, its line of the vocabulary's list, its count and weight. */
const BYTES_PER_TERM = 200;
/** Place, count and weight. */
const BYTES_PER_HASHED_COLUMN = 20;
/**
 * Different n-grams among N words of posts in English, as `factor * N ** exponent` (Heaps' law), by their length; read off the
 * r/askscience posts of the tests, on the high side. No more than N in any case.
 */
const HEAPS = [
  { factor: 32, exponent: 0.5 },
  { factor: 4.3, exponent: 0.85 },
  { factor: 2.2, exponent: 0.92 },
] as const;
/** of the words of a text, how many are left after stop words and such */
const KEPT_SHARE = 0.55;

/** From the tokens themselves. `rows` are all, `used` those for training. */
export function forecastFromTokens(
  input: { readonly tokens: Tokens; readonly columns: readonly string[] },
  { rows, used }: { readonly rows: number; readonly used: number },
  settings: TextSettings,
): TextForecast {
  const forecast = settings.vectorizer === "hashing" ? forecastHashing : forecastTfidf;
  const { entries, terms, fitBytes } = forecast({ ...input, rows, trainRows: used, settings });
  return { entries, columns: terms, countingBytes: fitBytes, listBytes: listBytes(terms, settings) };
}

/** From nothing but how many words the texts have. */
export function forecastFromSize(
  words: number,
  { rows, used }: { readonly rows: number; readonly used: number },
  settings: TextSettings,
): TextForecast {
  const perRow = words / Math.max(1, rows);
  const inRows = (count: number) => distinctGrams(perRow * count, settings.ngramMax);
  const byLength = inRows(used);
  const taken = sumOf(byLength.slice(settings.ngramMin - 1));
  const isHashed = settings.vectorizer === "hashing";
  const limit = isHashed ? Infinity : (settings.maxFeatures ?? Infinity);
  const columns = isHashed ? hashedColumns(taken, settings) : Math.min(taken, limit);
  const counted = isHashed ? inRows(Math.min(used, ROWS_LOOKED_AT)) : byLength;
  return {
    entries: words * DISTINCT_SHARE * sumOf(sharesKept(byLength, limit).slice(settings.ngramMin - 1)),
    columns,
    countingBytes: sumOf(counted) * BYTES_PER_GRAM + (isHashed ? 8 * settings.nFeatures : 0),
    listBytes: listBytes(columns, settings),
  };
}

function listBytes(columns: number, { vectorizer }: TextSettings): number {
  return columns * (vectorizer === "hashing" ? BYTES_PER_HASHED_COLUMN : BYTES_PER_TERM);
}

/** Different n-grams by length, from single words on: while longer ones are counted those that they begin with are held, too. */
function distinctGrams(words: number, longest: number): number[] {
  const kept = KEPT_SHARE * words;
  return Array.from({ length: longest }, (_, i) => {
    const { factor, exponent } = HEAPS[Math.min(i, HEAPS.length - 1)];
    return Math.min(kept, factor * kept ** exponent);
  });
}

/**
 * By length, the share of its entries that the `limit` most frequent n-grams have: of single words by Zipf's law; of longer ones,
 * most of which stand once, hardly more than their number.
 */
function sharesKept(distinct: readonly number[], limit: number): number[] {
  return distinct.map((grams, i) => {
    if (limit >= grams) return 1;
    return i === 0 ? Math.log(1 + limit) / Math.log(1 + grams) : limit / grams;
  });
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
