import { forecastCsrBytes } from "../../sparse/csr";
import type { Tokens } from "../../text/tokens";
import { countGrams } from "./count-grams";
import type { GramCounts } from "./count-grams";
import type { TfidfSettings } from "./fitted-tfidf";
import { tokenColumns } from "./row-tokens";

/** What words will cost, in entries and bytes. */
export interface TfidfForecast {
  /** different n-grams in the training rows */
  readonly grams: number;
  /** columns of the matrix */
  readonly terms: number;
  /** entries of the matrix, all rows */
  readonly entries: number;
  /** held while the n-grams are counted, given back after */
  readonly fitBytes: number;
  /** held while the matrix is written: it and the room it grows into */
  readonly peakBytes: number;
  /** held from then on */
  readonly matrixBytes: number;
}

export interface TfidfForecastInput {
  /** tokens of all rows, or of a sample of them */
  readonly tokens: Tokens;
  readonly columns: readonly string[];
  /** rows there will be in all, and for training */
  readonly rows: number;
  readonly trainRows: number;
  readonly settings: TfidfSettings;
}

const SAMPLE_ROWS = 2000;
/** Tables, counts and stamps of one n-gram while it is counted, with the room they grow into. */
const BYTES_PER_GRAM = 64;

/**
 * Forecasts from at most 2,000 of the rows given: the number of n-grams grows as a power of the rows (Heaps' law),
 * whose exponent the two halves of the sample tell. Limits on documents are not counted in, so it errs on the high side.
 *
 * @throws {DataError} "missing-column" for a column without tokens
 */
export function forecastTfidf({ tokens, columns, rows, trainRows, settings }: TfidfForecastInput): TfidfForecast {
  const given = tokens.columns.length === 0 ? 0 : tokens.columns[0].offsets.length - 1;
  const count = Math.min(given, SAMPLE_ROWS);
  const sample = Array.from({ length: count }, (_, i) => Math.floor((i * given) / count));
  const named = tokenColumns(tokens, columns);
  const groups = settings.columns === "joined" ? [named] : named.map((column) => [column]);
  const limit = settings.maxFeatures ?? Infinity;
  let grams = 0;
  let terms = 0;
  let entries = 0;
  for (const group of groups) {
    const counted = (part: readonly number[]) => countGrams(group, tokens.vocabulary.length, part, settings);
    const whole = counted(sample);
    const seen = distinctGrams(whole);
    const half = distinctGrams(counted(sample.filter((_, i) => i % 2 === 0)));
    const grown = growth(half, seen, count, trainRows);
    grams += grown;
    terms += Math.min(grown, limit);
    if (count > 0) entries += (rows * entriesWithin(whole, limit)) / count;
  }
  const matrixBytes = forecastCsrBytes(rows, entries);
  return {
    grams: Math.round(grams),
    terms: Math.round(terms),
    entries: Math.round(entries),
    fitBytes: Math.round(grams * BYTES_PER_GRAM),
    peakBytes: Math.round(2.5 * matrixBytes),
    matrixBytes: Math.round(matrixBytes),
  };
}

function distinctGrams({ documents }: GramCounts): number {
  let distinct = 0;
  for (const count of documents) if (count > 0) distinct++;
  return distinct;
}

/** Different n-grams of `rows` rows, where `whole` stand in `sampled` of them and `half` in half of these. */
function growth(half: number, whole: number, sampled: number, rows: number): number {
  if (half === 0 || whole === 0) return whole;
  const exponent = Math.min(1, Math.log2(whole / half));
  return whole * (Math.max(rows, sampled) / sampled) ** exponent;
}

/** Entries of the sample's rows in the columns of its `limit` most frequent n-grams. */
function entriesWithin({ documents, frequency }: GramCounts, limit: number): number {
  const met = Array.from(documents.keys()).filter((gram) => documents[gram] > 0);
  const kept = met.length <= limit ? met : met.sort((a, b) => frequency[b] - frequency[a]).slice(0, limit);
  return kept.reduce((sum, gram) => sum + documents[gram], 0);
}
