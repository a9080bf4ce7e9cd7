/** Counts of values between edges: bin `i` holds `edges[i] <= value < edges[i + 1]`, the last bin its upper edge too. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** "symlog": edges grow by powers of ten away from a bin of its own for zero; "time": edges are milliseconds since 1970 */
  readonly scale: "linear" | "symlog" | "time";
}

export const MOST_BINS = 24;

/**
 * Histogram of finite values given in ascending order, at most 24 bins with round edges. Skewed values (the largest far
 * above the median, and the mean or the bulk of them far below the largest) get edges at 0, 1, 2, 5, 10, 20, ... and their negatives. Null without values.
 */
export function histogramOf(sorted: Float64Array): Histogram | null {
  if (sorted.length === 0) return null;
  const skewed = isSkewed(sorted);
  const low = sorted[0];
  const high = sorted[sorted.length - 1];
  return fill(
    sorted,
    skewed ? symlogEdges(low, high) : linearEdges(low, high, isWhole(sorted)),
    skewed ? "symlog" : "linear",
  );
}

/** The same for times in milliseconds since 1970, with edges at whole minutes, hours, days, months or years (UTC). */
export function timeHistogramOf(sorted: Float64Array): Histogram | null {
  return sorted.length === 0 ? null : fill(sorted, timeEdges(sorted[0], sorted[sorted.length - 1]), "time");
}

function fill(sorted: Float64Array, edges: number[], scale: Histogram["scale"]): Histogram {
  const counts = Array.from({ length: edges.length - 1 }, () => 0);
  let bin = 0;
  for (const value of sorted) {
    while (bin < counts.length - 1 && value >= edges[bin + 1]) bin++;
    counts[bin]++;
  }
  return { edges, counts, scale };
}

function isSkewed(sorted: Float64Array): boolean {
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))];
  const median = at(0.5);
  const low = sorted[0];
  const high = sorted[sorted.length - 1];
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (largest < 100 || largest <= 20 * Math.abs(median)) return false;
  if (Math.max(high - median, median - low) > 10 * (at(0.9) - at(0.1))) return true;
  let sum = 0;
  for (const value of sorted) sum += value;
  return Math.abs(sum / sorted.length) > 1.5 * Math.abs(median);
}

function isWhole(sorted: Float64Array): boolean {
  return sorted.every(Number.isInteger);
}

function linearEdges(low: number, high: number, whole: boolean): number[] {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (low === high) return [low, low + (whole && largest < 2 ** 52 ? 1 : Math.max(largest, 1) * 1e-6)];
  // no round number fits between values this close
  if (high - low < Math.max(largest * 1e-12, 1e-90)) return [low, high];
  // whole values get whole steps, and a bin of their own each where there are few
  const span = whole ? high - low + 1 : high - low;
  let step = roundStep(span / MOST_BINS);
  if (whole) step = Math.max(1, step);
  for (;;) {
    let first = Math.floor(low / step);
    let last = whole ? Math.floor(high / step) + 1 : Math.max(first + 1, Math.ceil(high / step));
    // the least of numbers, divided, is zero
    if (first * step > low) first--;
    if (last * step < high) last++;
    if (last - first <= MOST_BINS)
      return Array.from({ length: last - first + 1 }, (_, i) => clean((first + i) * step, step));
    step = roundStep(step * 1.01);
  }
}

/** The least of 1, 2, 5 times a power of ten that is not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 2, 5, 10]) if (factor * power >= least * (1 - 1e-12)) return factor * power;
  return 10 * power;
}

/** 0.30000000000000004 as 0.3. */
function clean(value: number, step: number): number {
  const digits = Math.max(0, Math.min(100, 2 - Math.floor(Math.log10(step))));
  return Number(value.toFixed(digits));
}

function symlogEdges(low: number, high: number): number[] {
  for (const factors of [[1, 2, 5], [1, 3], [1]]) {
    const edges = [
      ...symlogSide(-low, factors)
        .toReversed()
        .map((edge) => -edge),
      ...(low < 1 && high > -1 ? [0] : []),
      ...symlogSide(high, factors),
    ];
    const from = lastIndexBelow(edges, low);
    const to = edges.findIndex((edge) => edge > high);
    const used = edges.slice(Math.max(0, from), to < 0 ? edges.length : to + 1);
    if (used.length - 1 <= MOST_BINS || factors.length === 1) return used.length > 1 ? used : [low, high];
  }
  return [low, high];
}

/** 1, 2, 5, 10, ... up to the first one above `largest`. */
function symlogSide(largest: number, factors: readonly number[]): number[] {
  const edges: number[] = [];
  if (largest < 0) return edges;
  for (let power = 1; ; power *= 10) {
    for (const factor of factors) {
      edges.push(factor * power);
      if (factor * power > largest) return edges;
    }
  }
}

function lastIndexBelow(edges: readonly number[], value: number): number {
  let index = -1;
  for (let i = 0; i < edges.length && edges[i] <= value; i++) index = i;
  return index;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIXED_STEPS = [
  1,
  1000,
  10_000,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 60_000, 120_000];

function timeEdges(low: number, high: number): number[] {
  for (const step of FIXED_STEPS) {
    const first = Math.floor(low / step);
    const last = Math.floor(high / step) + 1;
    if (last - first <= MOST_BINS) return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  }
  const from = monthIndex(low);
  const to = monthIndex(high);
  for (const step of MONTH_STEPS) {
    const first = Math.floor(from / step);
    const last = Math.floor(to / step) + 1;
    if (last - first <= MOST_BINS)
      return Array.from({ length: last - first + 1 }, (_, i) => monthStart((first + i) * step));
  }
  return [low, high];
}

function monthIndex(time: number): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function monthStart(index: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(index / 12), ((index % 12) + 12) % 12, 1);
  return date.getTime();
}
