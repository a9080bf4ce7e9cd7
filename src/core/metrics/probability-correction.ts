import { DataError } from "../errors";
import { fitIsotonic, isotonicAt } from "./isotonic";
import type { IsotonicCurve } from "./isotonic";
import { fitPlatt, plattAt } from "./platt";
import type { PlattCurve } from "./platt";
import { log } from "../portable-math";

/** One curve a class, from its probability to the corrected one; of two classes only that of class 1. */
export type ProbabilityCorrection =
  | { readonly kind: "platt"; readonly curves: readonly PlattCurve[] }
  | { readonly kind: "isotonic"; readonly curves: readonly IsotonicCurve[] };

const SMALLEST = 1e-12;

/**
 * Learns from held-out rows what the probabilities of a model come to: each class against the rest. Platt's curve is
 * fitted to the log odds. `probabilities` are row by row, rows x classes.
 *
 * @throws {DataError} "single-class" naming a class that no row, or every row, is of; "too-few-rows", "length-mismatch"
 */
export function fitCorrection(
  kind: "platt" | "isotonic",
  actual: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classes: number,
): ProbabilityCorrection {
  const corrected = classes === 2 ? [1] : Array.from({ length: classes }, (_, k) => k);
  const columns = corrected.map((k) => {
    const happened = Float64Array.from(actual, (label) => (label === k ? 1 : 0));
    const count = happened.reduce((sum, one) => sum + one, 0);
    if (count === 0 || count === happened.length) {
      throw new DataError(
        "single-class",
        `a correction of probabilities needs validation rows of every class, of class ${k} there are ${count} of ${happened.length}: stratify the split or correct nothing`,
        { class: k, count },
      );
    }
    return { happened, p: Float64Array.from(actual, (_, row) => probabilities[row * classes + k]) };
  });
  return kind === "platt"
    ? { kind, curves: columns.map(({ p, happened }) => fitPlatt(p.map(logOdds), happened)) }
    : { kind, curves: columns.map(({ p, happened }) => fitIsotonic(p, happened)) };
}

/** Corrected probabilities, each row summing to 1; a row that every class is denied gets equal shares. O(rows * classes). */
export function correctProbabilities(
  correction: ProbabilityCorrection,
  probabilities: ArrayLike<number>,
  classes: number,
): Float64Array {
  const corrected = new Float64Array(probabilities.length);
  for (let start = 0; start < corrected.length; start += classes) {
    if (classes === 2) {
      const p = curveAt(correction, 0, probabilities[start + 1]);
      corrected[start] = 1 - p;
      corrected[start + 1] = p;
      continue;
    }
    let total = 0;
    for (let k = 0; k < classes; k++) total += corrected[start + k] = curveAt(correction, k, probabilities[start + k]);
    for (let k = 0; k < classes; k++) corrected[start + k] = total > 0 ? corrected[start + k] / total : 1 / classes;
  }
  return corrected;
}

function curveAt(correction: ProbabilityCorrection, k: number, p: number): number {
  return correction.kind === "platt" ? plattAt(correction.curves[k], logOdds(p)) : isotonicAt(correction.curves[k], p);
}

function logOdds(p: number): number {
  const clipped = Math.min(1 - SMALLEST, Math.max(SMALLEST, p));
  return log(clipped / (1 - clipped));
}
