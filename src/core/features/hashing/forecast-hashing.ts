import { forecastTfidf } from "../tfidf/forecast-tfidf";
import type { TfidfForecast, TfidfForecastInput } from "../tfidf/forecast-tfidf";
import type { TfidfSettings } from "../tfidf/fitted-tfidf";
import { ROWS_LOOKED_AT } from "./name-columns";

/** A count and a stamp of each column. */
const BYTES_PER_COLUMN = 8;

/** The same of words that are hashed: every n-gram has an entry, none is counted by itself but those that names come from. */
export function forecastHashing(input: TfidfForecastInput): TfidfForecast {
  const { settings, columns, trainRows } = input;
  const limitless = { ...input, settings: { ...settings, maxFeatures: null } };
  const all = forecastTfidf(limitless);
  const named = forecastTfidf({ ...limitless, trainRows: Math.min(trainRows, ROWS_LOOKED_AT) });
  const groups = settings.columns === "joined" ? 1 : columns.length;
  return {
    ...all,
    terms: hashedColumns(all.grams, settings, groups),
    fitBytes: named.fitBytes + groups * settings.nFeatures * BYTES_PER_COLUMN,
  };
}

/** How many columns so many different n-grams fill, spread evenly as hashes are. */
export function hashedColumns(grams: number, { nFeatures }: Pick<TfidfSettings, "nFeatures">, groups = 1): number {
  return Math.round(-groups * nFeatures * Math.expm1(-grams / groups / nFeatures));
}
