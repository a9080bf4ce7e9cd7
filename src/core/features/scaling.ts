/** `(x - center) / scale`. */
export interface Scaling {
  readonly center: number;
  readonly scale: number;
}

export type ScaleKind = "standard" | "minmax" | "none";

const AS_IS: Scaling = { center: 0, scale: 1 };

/**
 * Scaling learnt from some values; NaNs are left out. "standard" gives mean 0 and deviation 1 (of the population, as
 * scikit-learn's `StandardScaler`), "minmax" gives 0 to 1. Values that are all equal become 0 and are not stretched;
 * none at all are left as they are.
 */
export function fitScaling(values: Float64Array, kind: ScaleKind): Scaling {
  if (kind === "none") return AS_IS;
  let count = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (count === 0) return AS_IS;
  if (min === max) return { center: min, scale: 1 };
  if (kind === "minmax") return { center: min, scale: max - min };
  const mean = sum / count;
  return { center: mean, scale: deviation(values, mean, count) };
}

function deviation(values: Float64Array, mean: number, count: number): number {
  let squares = 0;
  let rest = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    squares += (value - mean) ** 2;
    rest += value - mean;
  }
  // The second term takes out what rounding left in the mean.
  const variance = (squares - (rest * rest) / count) / count;
  // Values that differ by rounding alone would be blown up to deviation 1: scikit-learn's bound.
  const noise = count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2;
  return variance > noise ? Math.sqrt(variance) : 1;
}

/** The middle of the values that are not NaN, the mean of the two middle ones where they are even; NaN for none. */
export function median(values: Float64Array): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The mean of the values that are not NaN; NaN for none. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
