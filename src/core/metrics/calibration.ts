import { DataError } from "../errors";
import { checkLengths } from "./check-lengths";
import { quantiles } from "./quantile";

/** One bin of a reliability diagram. */
export interface CalibrationBin {
  readonly meanPredicted: number;
  /** share of the bin's rows that were of the class */
  readonly observed: number;
  readonly rows: number;
}

/**
 * How often what was given probability p came true, in bins of equal width or of about equal rows; empty bins are
 * left out. `happened` is 1 or 0. As scikit-learn's `calibration_curve`.
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "invalid-option"
 */
export function calibrationCurve(
  happened: ArrayLike<number>,
  probability: ArrayLike<number>,
  options: { readonly bins?: number; readonly strategy?: "uniform" | "quantile" } = {},
): CalibrationBin[] {
  const { bins = 10, strategy = "uniform" } = options;
  checkLengths({ happened, probability });
  if (!Number.isInteger(bins) || bins < 1)
    throw new DataError("invalid-option", `bins must be a positive integer, got ${bins}`);
  const inner = strategy === "uniform" ? uniformEdges(bins) : quantileEdges(probability, bins);
  const sums = Array.from({ length: bins }, () => ({ predicted: 0, happened: 0, rows: 0 }));
  for (let row = 0; row < happened.length; row++) {
    const p = probability[row];
    if (!(p >= 0 && p <= 1))
      throw new DataError("invalid-option", `a probability must be from 0 to 1, got ${p} in row ${row}`);
    let bin = 0;
    while (bin < inner.length && inner[bin] < p) bin++;
    sums[bin].predicted += p;
    sums[bin].happened += happened[row];
    sums[bin].rows++;
  }
  return sums
    .filter((sum) => sum.rows > 0)
    .map((sum) => ({ meanPredicted: sum.predicted / sum.rows, observed: sum.happened / sum.rows, rows: sum.rows }));
}

function uniformEdges(bins: number): number[] {
  const step = 1 / bins;
  return Array.from({ length: bins - 1 }, (_, i) => (i + 1) * step);
}

function quantileEdges(values: ArrayLike<number>, bins: number): number[] {
  return quantiles(
    values,
    Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins),
  );
}
