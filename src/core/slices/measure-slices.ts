import type { JobContext } from "../job";
import { bootstrapInterval, forEachResample } from "../metrics/resample";
import type { BootstrapOptions, Interval } from "../metrics/resample";

/** A metric that is the mean of a value of each post, or the root of such a mean. */
export interface MeanMetric {
  readonly name: string;
  /** one a post */
  readonly values: Float64Array;
  readonly isRoot?: boolean;
}

export interface MeasuredSlice {
  readonly metrics: Readonly<Record<string, Interval>>;
  /** of the slice less of all other posts; null where there are no others */
  readonly difference: Readonly<Record<string, Interval>> | null;
}

/**
 * Metrics of slices, and how far each lies from those of all other posts, with BCa intervals. All posts are drawn again
 * together and every slice reads its sums off the same draws, so slices may overlap and be compared: O(resamples * (posts +
 * members)). scipy's `bootstrap((value, isMember), paired=True)` of the same figures. A draw that has no post of a slice
 * counts as the figure itself.
 */
export function measureSlices(
  slices: readonly Uint32Array[],
  metrics: readonly MeanMetric[],
  options: BootstrapOptions,
  context: JobContext = {},
): MeasuredSlice[] {
  const n = metrics[0].values.length;
  const { resamples } = options;
  const figures = slices.map((members) => metrics.map((metric) => figureOf(members, metric, n, resamples)));
  forEachResample(n, options, (counts, index) => {
    if (index % 50 === 0) {
      context.signal?.throwIfAborted();
      context.onProgress?.({ done: index, total: resamples, unit: "resamples" });
    }
    let drawn = 0;
    const totals = metrics.map(({ values }) => {
      let sum = 0;
      for (let row = 0; row < n; row++) sum += counts[row] * values[row];
      return sum;
    });
    slices.forEach((members, s) => {
      drawn = 0;
      for (const row of members) drawn += counts[row];
      metrics.forEach(({ values }, m) => {
        let sum = 0;
        for (const row of members) sum += counts[row] * values[row];
        const figure = figures[s][m];
        const value = drawn > 0 ? figure.of(sum, drawn) : figure.value;
        figure.resampled[index] = value;
        figure.differences[index] = value - (n > drawn ? figure.of(totals[m] - sum, n - drawn) : figure.rest);
      });
    });
  });
  return slices.map((members, s) => ({
    metrics: named(metrics, (m) => {
      const { value, resampled } = figures[s][m];
      return members.length === 0
        ? { value: NaN, low: NaN, high: NaN }
        : bootstrapInterval(value, resampled, options, leftOut(members, metrics[m], n, false));
    }),
    difference:
      members.length === 0 || members.length === n
        ? null
        : named(metrics, (m) => {
            const { value, rest, differences } = figures[s][m];
            return bootstrapInterval(value - rest, differences, options, leftOut(members, metrics[m], n, true));
          }),
  }));
}

function named(metrics: readonly MeanMetric[], make: (m: number) => Interval): Record<string, Interval> {
  return Object.fromEntries(metrics.map(({ name }, m) => [name, make(m)]));
}

function meanOrRoot(isRoot: boolean | undefined): (sum: number, count: number) => number {
  // rounding may leave a sum of squares a hair below zero
  return isRoot ? (sum, count) => Math.sqrt(Math.max(0, sum / count)) : (sum, count) => sum / count;
}

function figureOf(members: Uint32Array, { values, isRoot }: MeanMetric, n: number, resamples: number) {
  const of = meanOrRoot(isRoot);
  const inside = sumOf(members, values);
  const all = values.reduce((sum, value) => sum + value, 0);
  return {
    of,
    value: members.length > 0 ? of(inside, members.length) : 0,
    rest: members.length < n ? of(all - inside, n - members.length) : 0,
    resampled: new Float64Array(resamples),
    differences: new Float64Array(resamples),
  };
}

function sumOf(members: Uint32Array, values: Float64Array): number {
  let sum = 0;
  for (const row of members) sum += values[row];
  return sum;
}

/** The figure with each post left out in turn. */
function leftOut(members: Uint32Array, { values, isRoot }: MeanMetric, n: number, isDifference: boolean): Float64Array {
  const of = meanOrRoot(isRoot);
  const inside = sumOf(members, values);
  const outside = values.reduce((sum, value) => sum + value, 0) - inside;
  const [inCount, outCount] = [members.length, n - members.length];
  const value = of(inside, inCount);
  const rest = isDifference ? of(outside, outCount) : 0;
  const result = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    result[row] = isDifference ? value - (outCount > 1 ? of(outside - values[row], outCount - 1) : rest) : value;
  }
  for (const row of members) {
    result[row] = (inCount > 1 ? of(inside - values[row], inCount - 1) : value) - rest;
  }
  return result;
}
