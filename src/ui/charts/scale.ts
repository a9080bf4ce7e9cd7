import { tickText } from "./tick-text";

/**
 * An axis: a monotone map from values to 0..1 over its domain (below 0 or above 1 outside it), and back. Charts hand
 * Recharts a linear axis over 0..1 and let this do the rest, so that linear and logarithmic axes share one code path.
 */
export interface Scale {
  readonly kind: "linear" | "symlog";
  readonly domain: readonly [number, number];
  /** values at which to put ticks, ascending, inside the domain */
  readonly ticks: readonly number[];
  toUnit(value: number): number;
  fromUnit(unit: number): number;
}

/** Below this a value is zero: its steps could not be told apart. */
const TINY = 1e-290;

/** The room of zero on a symlog axis, in decades, on each side of it. */
const ZERO_ROOM = 0.6;

/**
 * A linear axis from `low` to `high`, widened to whole ticks unless `exact`. An empty or reversed range becomes one of width 1.
 */
export function makeLinearScale(low: number, high: number, options: { ticks?: number; exact?: boolean } = {}): Scale {
  let [from, to] = widen(low, high);
  const step = niceStep((to - from) / Math.max(1, options.ticks ?? 5));
  if (!options.exact) {
    from = roundTo(Math.floor(from / step + 1e-9) * step, step);
    to = roundTo(Math.ceil(to / step - 1e-9) * step, step);
  }
  const ticks: number[] = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) ticks.push(roundTo(i * step, step));
  const span = to - from;
  return {
    kind: "linear",
    domain: [from, to],
    ticks,
    toUnit: (value) => (value - from) / span,
    fromUnit: (unit) => from + unit * span,
  };
}

/**
 * A logarithmic axis that has a place of its own for zero and goes on below it: linear within `threshold` of zero, one
 * equal step per power of ten beyond. Ticks are 0 and powers of ten, with threes between where there is room. `pad` is
 * room at both ends, as a share of the axis.
 */
export function makeSymlogScale(
  low: number,
  high: number,
  options: { threshold?: number; ticks?: number; pad?: number } = {},
): Scale {
  const [from, to] = widen(low, high);
  const largest = Math.max(Math.abs(from), Math.abs(to));
  const threshold = options.threshold ?? (largest >= 10 ? 1 : 10 ** (Math.ceil(Math.log10(largest)) - 3));
  const bend = (value: number): number => {
    const size = Math.abs(value) / threshold;
    return Math.sign(value) * (size < 1 ? size * ZERO_ROOM : ZERO_ROOM + Math.log10(size));
  };
  const unbend = (bent: number): number => {
    const size = Math.abs(bent);
    return Math.sign(bent) * threshold * (size < ZERO_ROOM ? size / ZERO_ROOM : 10 ** (size - ZERO_ROOM));
  };
  const inner = bend(to) - bend(from);
  const pad = (options.pad ?? 0) * inner;
  const first = bend(from) - pad;
  const span = inner + 2 * pad;
  return {
    kind: "symlog",
    domain: pad === 0 ? [from, to] : [unbend(first), unbend(first + span)],
    ticks: symlogTicks(from, to, threshold, options.ticks ?? 7),
    toUnit: (value) => (bend(value) - first) / span,
    fromUnit: (unit) => unbend(first + unit * span),
  };
}

/**
 * Where a symlog axis bends: the power of ten at or below the smallest value that is not zero, but not so small that
 * more than six powers of ten lie between it and the largest. 1 for counts.
 */
export function symlogThreshold(values: ArrayLike<number>): number {
  let least = Infinity;
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (!(size > TINY) || size === Infinity) continue;
    if (size < least) least = size;
    if (size > most) most = size;
  }
  if (most === 0) return 1;
  const top = Math.ceil(Math.log10(most) - 1e-9);
  const bottom = Math.floor(Math.log10(least) + 1e-9);
  return 10 ** Math.min(top - 1, Math.max(bottom, top - 6, most >= 10 ? 0 : -Infinity));
}

/** Whether a log axis would show more than a linear one: the values span over three powers of ten and are mostly small. */
export function wantsSymlog(values: ArrayLike<number>): boolean {
  if (values.length < 8) return false;
  const sizes = Float64Array.from(values, Math.abs).sort();
  const median = sizes[Math.floor(sizes.length / 2)];
  const top = sizes[sizes.length - 1];
  return top >= 100 && top >= 100 * median;
}

/**
 * A frame around nearly all `values`: their extent, except that a few far ones (outside the central 99%, and further than
 * 40% of its width beyond it) are left outside, to be marked at the edge. Always takes in `include`.
 */
export function frameOf(values: ArrayLike<number>, include: readonly number[] = []): [number, number] {
  const all = new Float64Array(values).sort();
  let [start, end] = [0, all.length];
  while (start < end && all[start] === -Infinity) start++;
  // NaN is sorted last
  while (end > start && !(all[end - 1] < Infinity)) end--;
  const sorted = all.subarray(start, end);
  if (sorted.length === 0) return include.length > 0 ? extent(include) : [0, 1];
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))];
  const [low, high] = [at(0.005), at(0.995)];
  const slack = (high - low) * 0.4;
  const from = sorted[0] < low - slack ? low : sorted[0];
  const to = sorted[sorted.length - 1] > high + slack ? high : sorted[sorted.length - 1];
  return extent([from, to, ...include]);
}

export function extent(values: ArrayLike<number>): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return low <= high ? [low, high] : [0, 1];
}

/** Whether two ends are far enough apart for steps between them to be different numbers. */
export function isSpread(low: number, high: number): boolean {
  return high - low > Math.max(TINY, 1e-9 * Math.max(Math.abs(low), Math.abs(high)));
}

/** 1, 2, 2.5 or 5 times a power of ten, the nearest at or above `rough`. */
export function niceStep(rough: number): number {
  if (!(rough > 0) || !Number.isFinite(rough)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return ([1, 2, 2.5, 5, 10].find((nice) => lead <= nice * (1 + 1e-9)) ?? 10) * power;
}

/** At most about `count` of the ticks, evenly left out, with zero and both ends of a linear row kept where they fit. */
export function thinTicks(scale: Scale, count: number): readonly number[] {
  const { ticks } = scale;
  if (ticks.length <= count) return ticks;
  const every = Math.ceil(ticks.length / count);
  const zero = ticks.indexOf(0);
  const phase = zero >= 0 ? zero % every : (ticks.length - 1) % every;
  return ticks.filter((_, i) => i % every === phase);
}

/** Room in px that right-aligned tick texts take, at 11 px tabular figures of a wide face. */
export function tickTextWidth(ticks: readonly number[], format: (value: number) => string = tickText): number {
  return Math.max(0, ...ticks.map((tick) => format(tick).length)) * 6.8;
}

function symlogTicks(from: number, to: number, threshold: number, count: number): readonly number[] {
  const powers: number[] = [];
  const start = Math.round(Math.log10(threshold));
  const largest = Math.max(Math.abs(from), Math.abs(to));
  for (let exponent = start; 10 ** exponent <= largest * (1 + 1e-9); exponent++) powers.push(Number(`1e${exponent}`));
  const inside = (value: number): boolean => value >= from - 1e-12 && value <= to * (1 + 1e-12) + 1e-12;
  const both = (sizes: readonly number[]): number[] =>
    [...sizes.map((size) => -size), 0, ...sizes].filter(inside).sort((a, b) => a - b);
  const all = both(powers);
  if (all.length < 4) return both(powers.flatMap((power) => [power, Number((power * 3).toPrecision(1))]));
  for (let every = 1; ; every++) {
    const kept = both(powers.filter((_, i) => (powers.length - 1 - i) % every === 0));
    if (kept.length <= count || every >= powers.length) return kept;
  }
}

function widen(low: number, high: number): [number, number] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  if (isSpread(low, high)) return [low, high];
  const room = Math.abs(low) > TINY ? Math.abs(low) * 0.5 : 0.5;
  return [Math.min(low, high) - room, Math.max(low, high) + room];
}

/** Clears the noise of multiplying a step: 3 * 0.1 is 0.30000000000000004. */
function roundTo(value: number, step: number): number {
  const digits = Math.max(0, 1 - Math.floor(Math.log10(step)));
  return digits > 15 ? value : Number(value.toFixed(digits)) + 0;
}
