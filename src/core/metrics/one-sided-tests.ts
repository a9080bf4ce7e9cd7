import { DataError } from "../errors";
import { exp, log, log1p } from "../portable-math";

/** Count, mean and sample variance (n - 1) of some values. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/**
 * Welch's t test of whether the first mean is larger: scipy's `ttest_ind(equal_var=False, alternative="greater")`, with
 * the same degrees of freedom. Where neither side varies, or has fewer than two values, nothing can be tested and p is 1.
 */
export function welchGreater(
  first: Moments,
  second: Moments,
): { readonly t: number; readonly degrees: number; readonly p: number } {
  const a = first.variance / first.n;
  const b = second.variance / second.n;
  if (!(first.n > 1 && second.n > 1 && a + b > 0)) return { t: 0, degrees: 1, p: 1 };
  const t = (first.mean - second.mean) / Math.sqrt(a + b);
  const degrees = (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1));
  return { t, degrees, p: studentTail(t, degrees) };
}

/** P(T > t) of Student's t with any positive degrees of freedom; relative error below 1e-10. */
export function studentTail(t: number, degrees: number): number {
  const half = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t >= 0 ? half : 1 - half;
}

/**
 * Fisher's exact test, one-sided: the probability that of `drawn` posts at least `hits` are among the `marked` of all
 * `total`, were they drawn blindly. scipy's `hypergeom.sf(hits - 1, total, marked, drawn)`. O(drawn).
 *
 * @throws {DataError} "invalid-option" where the counts contradict one another
 */
export function hypergeometricTail(hits: number, drawn: number, marked: number, total: number): number {
  if (!(hits <= drawn && drawn <= total && marked <= total && hits <= marked && hits >= 0)) {
    throw new DataError("invalid-option", `no such counts: ${hits} of ${drawn} drawn, ${marked} of ${total} marked`);
  }
  const most = Math.min(drawn, marked);
  const least = Math.max(0, drawn + marked - total);
  const all = logChoose(total, drawn);
  let sum = 0;
  for (let k = most; k >= Math.max(hits, least); k--) {
    sum += exp(logChoose(marked, k) + logChoose(total - marked, drawn - k) - all);
  }
  return Math.min(1, sum);
}

/**
 * p values adjusted so that, of those kept below a level, at most that share is expected to be false (Benjamini and
 * Hochberg 1995): R's `p.adjust(method = "BH")`. In the order given.
 */
export function benjaminiHochberg(ps: ArrayLike<number>): Float64Array {
  const order = Array.from(ps, (_, i) => i).sort((i, j) => ps[j] - ps[i]);
  const adjusted = new Float64Array(ps.length);
  let least = 1;
  order.forEach((i, fromLargest) => {
    least = Math.min(least, (ps[i] * ps.length) / (ps.length - fromLargest));
    adjusted[i] = least;
  });
  return adjusted;
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0, by Lanczos' approximation (g = 7, nine terms). */
function logGamma(x: number): number {
  if (x < 0.5) return log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  let sum = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i] / (z + i);
  const t = z + 7.5;
  return 0.5 * log(2 * Math.PI) + (z + 0.5) * log(t) - t + log(sum);
}

/** The regularised incomplete beta function by its continued fraction (Lentz's method; Abramowitz and Stegun 26.5.8). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)) / a;
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let fraction = d;
  for (let m = 1; m <= 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return front * fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
