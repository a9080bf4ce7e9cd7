/** Whole numbers standing for targets: `target = (value + offset) / scale`. */
export interface FixedPoint {
  readonly value: Float64Array;
  readonly offset: number;
  readonly scale: number;
}

/**
 * Targets as whole numbers small enough that a sum over any rows, of total weight at most `weight`, is exact in a
 * double. Sums then do not depend on the order of adding, so a tie between two splits is an equality and not an
 * accident of rounding, and any way of computing a tree gives the same bits. Whole-number targets keep their values;
 * others are rounded to 2^52 / weight steps over their range (about 1e-12 of it for 4,000 rows).
 *
 * @param centred whether to take the middle of the range off first, which leaves more steps
 */
export function toFixedPoint(y: Float64Array, weight: number, centred = true): FixedPoint {
  let low = Infinity;
  let high = -Infinity;
  let whole = true;
  for (const value of y) {
    if (value < low) low = value;
    if (value > high) high = value;
    if (!Number.isInteger(value)) whole = false;
  }
  const middle = centred ? low / 2 + high / 2 : 0;
  const reach = Math.max(high - middle, middle - low, Number.MIN_VALUE);
  const steps = 2 ** 51 / Math.max(1, weight);
  const scale =
    whole && reach <= steps ? 1 : 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(steps / reach))));
  const offset = Math.round(middle * scale);
  const value = new Float64Array(y.length);
  for (let i = 0; i < y.length; i++) value[i] = Math.round(y[i] * scale) - offset;
  return { value, offset, scale };
}

const WEIGHT_STEPS = 65536;

/** Weights as whole numbers: as they are where they already are, else in steps of 1/65,536 of the largest. */
export function toWholeWeights(weights: Float64Array): Float64Array {
  if (weights.every((weight) => Number.isInteger(weight))) return weights;
  const largest = weights.reduce((a, b) => Math.max(a, b), 0);
  return weights.map((weight) => (weight > 0 ? Math.max(1, Math.round((weight / largest) * WEIGHT_STEPS)) : 0));
}
