import type { Signal } from "../job";
import { makeRng } from "../random/xoshiro";
import { normalCdf, normalQuantile } from "./normal";
import { quantileSorted } from "./quantile";

/** A figure with the ends of its interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  /** how often rows are drawn again; 0 gives intervals of no width */
  readonly resamples: number;
  /** share of such intervals that hold the true value, in (0, 1) */
  readonly confidence: number;
  readonly seed: number;
  /** "bca" corrects for bias and skew (Efron 1987); "percentile" takes the resamples as they are. Default "bca" */
  readonly method?: "bca" | "percentile";
  /** asked with every resample */
  readonly signal?: Signal;
}

/**
 * Calls `visit` with how often each of `n` rows was drawn, once for each resample of `n` rows with replacement. The
 * array is reused. All metrics read off one resample share its rows. O(resamples * n).
 */
export function forEachResample(
  n: number,
  { resamples, seed, signal }: Pick<BootstrapOptions, "resamples" | "seed" | "signal">,
  visit: (counts: Uint16Array, index: number) => void,
): void {
  const random = makeRng(seed);
  const counts = new Uint16Array(n);
  for (let index = 0; index < resamples; index++) {
    signal?.throwIfAborted();
    counts.fill(0);
    for (let i = 0; i < n; i++) counts[random.below(n)]++;
    visit(counts, index);
  }
}

/**
 * The interval of a figure from its value on each resample. Sorts `resampled` in place. With "bca", `jackknife` holds the
 * figure with each row left out in turn and gives the correction for skew; without it only bias is corrected.
 */
export function bootstrapInterval(
  value: number,
  resampled: Float64Array,
  options: BootstrapOptions,
  jackknife?: Float64Array,
): Interval {
  if (resampled.length === 0) return { value, low: value, high: value };
  resampled.sort();
  const tail = (1 - options.confidence) / 2;
  if (options.method === "percentile") {
    return { value, low: quantileSorted(resampled, tail), high: quantileSorted(resampled, 1 - tail) };
  }
  let below = 0;
  for (const figure of resampled) below += figure < value ? 1 : figure === value ? 0.5 : 0;
  const bias = normalQuantile(clamp(below / resampled.length, 0.5 / resampled.length));
  const skew = jackknife ? acceleration(jackknife) : 0;
  const at = (share: number) => {
    const z = bias + normalQuantile(share);
    return quantileSorted(resampled, normalCdf(bias + z / (1 - skew * z)));
  };
  return { value, low: at(tail), high: at(1 - tail) };
}

function acceleration(jackknife: Float64Array): number {
  const mean = jackknife.reduce((sum, value) => sum + value, 0) / jackknife.length;
  let squares = 0;
  let cubes = 0;
  for (const value of jackknife) {
    const gap = mean - value;
    squares += gap * gap;
    cubes += gap * gap * gap;
  }
  return squares > 0 ? cubes / (6 * squares * Math.sqrt(squares)) : 0;
}

function clamp(share: number, margin: number): number {
  return Math.min(1 - margin, Math.max(margin, share));
}
