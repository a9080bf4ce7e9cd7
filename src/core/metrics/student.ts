import { atan } from "../portable-math";
import { DataError } from "../errors";

/**
 * The value that Student's t with `degrees` degrees of freedom stays below with probability `p`, p in (0, 1). By halving
 * an interval of its distribution; relative error below 1e-9.
 *
 * @throws {DataError} "invalid-option" when p is not inside (0, 1) or degrees is no positive integer
 * @example studentQuantile(0.975, 4) // 2.776445
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1)) throw new DataError("invalid-option", `p must be between 0 and 1, got ${p}`);
  if (!Number.isInteger(degrees) || degrees < 1) {
    throw new DataError("invalid-option", `degrees must be a positive integer, got ${degrees}`);
  }
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, degrees);
  let low = 0;
  let high = 1;
  while (studentCdf(high, degrees) < p) high *= 2;
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentCdf(middle, degrees) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** For whole degrees of freedom the distribution is a finite sum (Abramowitz and Stegun 26.7.3 and 26.7.4). */
function studentCdf(t: number, degrees: number): number {
  const cosine2 = degrees / (degrees + t * t);
  const sine = t / Math.sqrt(degrees + t * t);
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? Math.sqrt(cosine2) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let i = isOdd ? 2 : 1; i <= degrees - 3; i += 2) {
    term *= (cosine2 * i) / (i + 1);
    sum += term;
  }
  const within = isOdd ? (2 / Math.PI) * (atan(t / Math.sqrt(degrees)) + sine * sum) : sine * sum;
  return (1 + within) / 2;
}
