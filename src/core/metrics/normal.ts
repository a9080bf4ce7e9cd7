import { DataError } from "../errors";
import { exp, log } from "../portable-math";

/**
 * Probability that a standard normal value is below `x`; relative error below 1e-13 also far in the lower tail.
 * From the error function's series near 0 and its continued fraction beyond (Abramowitz and Stegun 7.1.6, 7.1.14).
 *
 * @example normalCdf(1.959963984540054) // 0.975
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) throw new DataError("not-finite", "x must be a number, got NaN");
  return x < 0 ? lowerTail(-x) : 1 - lowerTail(x);
}

/**
 * The value a standard normal stays below with probability `p`, p in [0, 1]: -Infinity at 0, Infinity at 1.
 * Newton's steps from a rough start; error below 1e-12.
 *
 * @throws {DataError} "invalid-option" when p is outside [0, 1]
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new DataError("invalid-option", `p must be from 0 to 1, got ${p}`);
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0) return -Infinity;
  // Abramowitz and Stegun 26.2.23, good to 4.5e-4
  const t = Math.sqrt(-2 * log(p));
  let x = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
  for (let step = 0; step < 3; step++) {
    const slope = exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    const miss = (normalCdf(x) - p) / slope;
    // Halley: the second derivative over the first is -x
    x -= miss / (1 + (x * miss) / 2);
  }
  return x;
}

/** P(value > x) for x >= 0. */
function lowerTail(x: number): number {
  const z = x / Math.SQRT2;
  if (z < 2.5) {
    let term = z;
    let sum = z;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (2 * z * z) / (2 * n + 1);
      sum += term;
    }
    return 0.5 - (sum * exp(-z * z)) / Math.sqrt(Math.PI);
  }
  let fraction = z;
  for (let n = 120; n >= 1; n--) fraction = z + n / 2 / fraction;
  return (0.5 * exp(-z * z)) / (fraction * Math.sqrt(Math.PI));
}
