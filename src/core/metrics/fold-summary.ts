import { DataError } from "../errors";
import { studentQuantile } from "./student";

/** A figure over the folds of a cross-validation. */
export interface FoldSummary {
  readonly mean: number;
  /** standard deviation over the folds, n - 1 in the denominator; 0 for one fold */
  readonly sd: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Mean and spread of a figure over folds, with an interval for the mean. Folds share training rows, so the plain t
 * interval is far too narrow: its variance is enlarged by test rows over training rows (Nadeau and Bengio, 2003).
 * One fold gives no interval: its ends are the mean.
 *
 * @param testShare rows held out over rows trained on, in one fold
 * @param range the least and greatest value the figure can have; the interval does not go past them
 * @throws {DataError} "too-few-rows" without folds
 */
export function summarizeFolds(
  values: readonly number[],
  {
    confidence,
    testShare,
    range = [-Infinity, Infinity],
  }: { readonly confidence: number; readonly testShare: number; readonly range?: readonly [number, number] },
): FoldSummary {
  const n = values.length;
  if (n === 0) throw new DataError("too-few-rows", "a summary needs at least 1 fold, got 0");
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { mean, sd: 0, low: mean, high: mean };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const reach = studentQuantile(1 - (1 - confidence) / 2, n - 1) * Math.sqrt(variance * (1 / n + testShare));
  return {
    mean,
    sd: Math.sqrt(variance),
    low: Math.max(range[0], mean - reach),
    high: Math.min(range[1], mean + reach),
  };
}
