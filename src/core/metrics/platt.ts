import { DataError } from "../errors";
import { checkLengths } from "./check-lengths";
import { exp, log, log1p } from "../portable-math";

/** The probability at score s is 1 / (1 + exp(slope * s + offset)); the slope of a useful score is negative. */
export interface PlattCurve {
  readonly slope: number;
  readonly offset: number;
}

const MOST_STEPS = 100;
const TOLERANCE = 1e-10;
const SMALLEST_SHRINK = 1e-10;

/**
 * Platt's sigmoid (1999), with his targets that stay off 0 and 1, found by Newton's method with halving as Lin, Lin and Weng
 * (2007) give it. `happened` is 1 or 0. O(rows) a step.
 *
 * @throws {DataError} "single-class" when all happened or none did, "too-few-rows", "length-mismatch", "not-finite"
 */
export function fitPlatt(scores: ArrayLike<number>, happened: ArrayLike<number>): PlattCurve {
  checkLengths({ scores, happened });
  const n = scores.length;
  let positives = 0;
  for (let row = 0; row < n; row++) {
    if (!Number.isFinite(scores[row]))
      throw new DataError("not-finite", `scores must be finite, got ${scores[row]} in row ${row}`, { row });
    positives += happened[row];
  }
  const negatives = n - positives;
  if (positives === 0 || negatives === 0) {
    throw new DataError("single-class", `a correction needs rows of both kinds, got ${positives} and ${negatives}`);
  }
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  const target = Float64Array.from({ length: n }, (_, row) => (happened[row] === 1 ? high : low));
  let slope = 0;
  let offset = log((negatives + 1) / (positives + 1));
  let loss = lossAt(scores, target, slope, offset);
  for (let step = 0; step < MOST_STEPS; step++) {
    let [aa, bb, ab, a, b] = [1e-12, 1e-12, 0, 0, 0];
    for (let row = 0; row < n; row++) {
      const p = sigmoid(-(slope * scores[row] + offset));
      const curve = p * (1 - p);
      aa += scores[row] * scores[row] * curve;
      bb += curve;
      ab += scores[row] * curve;
      a += scores[row] * (target[row] - p);
      b += target[row] - p;
    }
    if (Math.abs(a) < TOLERANCE && Math.abs(b) < TOLERANCE) break;
    const det = aa * bb - ab * ab;
    const stepA = -(bb * a - ab * b) / det;
    const stepB = -(aa * b - ab * a) / det;
    const slant = a * stepA + b * stepB;
    let shrink = 1;
    for (; shrink >= SMALLEST_SHRINK; shrink /= 2) {
      const next = lossAt(scores, target, slope + shrink * stepA, offset + shrink * stepB);
      if (next < loss + 1e-4 * shrink * slant) {
        slope += shrink * stepA;
        offset += shrink * stepB;
        loss = next;
        break;
      }
    }
    if (shrink < SMALLEST_SHRINK) break;
  }
  return { slope, offset };
}

/** The curve at a score, in (0, 1). */
export function plattAt({ slope, offset }: PlattCurve, score: number): number {
  return sigmoid(-(slope * score + offset));
}

function lossAt(scores: ArrayLike<number>, target: Float64Array, slope: number, offset: number): number {
  let sum = 0;
  for (let row = 0; row < target.length; row++) {
    const f = slope * scores[row] + offset;
    // -t ln p - (1 - t) ln(1 - p), written so that neither end overflows
    sum += f >= 0 ? target[row] * f + log1p(exp(-f)) : (target[row] - 1) * f + log1p(exp(f));
  }
  return sum;
}

function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}
