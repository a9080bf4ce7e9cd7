import type { JobContext } from "../job";
import { bootstrapInterval, forEachResample } from "../metrics/resample";
import type { BootstrapOptions, Interval } from "../metrics/resample";

/** A loss of each post under two models. */
export interface PairedLosses {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** compared by the root of the mean: squared errors */
  readonly isRoot?: boolean;
}

export interface PairedSlice {
  readonly first: number;
  readonly second: number;
  /** second less first: below 0 the second is better */
  readonly difference: Interval;
}

/**
 * The mean loss of each slice under both models, and their difference with a paired BCa interval: all posts are drawn
 * again together, and both models are judged by the same draws. scipy's `bootstrap((first, second, isMember),
 * paired=True)`. O(resamples * (posts + members)).
 */
export function measurePaired(
  slices: readonly Uint32Array[],
  { first, second, isRoot }: PairedLosses,
  options: BootstrapOptions,
  context: JobContext = {},
): PairedSlice[] {
  const of = (sum: number, count: number): number => (isRoot ? Math.sqrt(Math.max(0, sum / count)) : sum / count);
  const sums = slices.map((members) => {
    let [a, b] = [0, 0];
    for (const row of members) {
      a += first[row];
      b += second[row];
    }
    return { a, b, n: members.length };
  });
  const differences = slices.map(() => new Float64Array(options.resamples));
  forEachResample(first.length, options, (counts, index) => {
    if (index % 50 === 0) {
      context.signal?.throwIfAborted();
      context.onProgress?.({ done: index, total: options.resamples, unit: "resamples" });
    }
    slices.forEach((members, s) => {
      let [a, b, n] = [0, 0, 0];
      for (const row of members) {
        a += counts[row] * first[row];
        b += counts[row] * second[row];
        n += counts[row];
      }
      // a draw without any of these posts counts as the figure itself
      const drawn = n > 0 ? { a, b, n } : sums[s];
      differences[s][index] = of(drawn.b, drawn.n) - of(drawn.a, drawn.n);
    });
  });
  return slices.map((members, s) => {
    const { a, b, n } = sums[s];
    const value = of(b, n) - of(a, n);
    const jackknife = new Float64Array(first.length).fill(value);
    if (n > 1) for (const row of members) jackknife[row] = of(b - second[row], n - 1) - of(a - first[row], n - 1);
    return {
      first: of(a, n),
      second: of(b, n),
      difference: bootstrapInterval(value, differences[s], options, jackknife),
    };
  });
}
