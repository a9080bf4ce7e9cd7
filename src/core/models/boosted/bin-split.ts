import type { BinnedColumn, BinnedColumns } from "./binned-columns";
import type { Histogram, Totals } from "./histogram";

/** Rows whose bin is at most `bin` go left; missing values go where `missingLeft` says. */
export interface BinSplit {
  readonly gain: number;
  /** place among the binned columns */
  readonly at: number;
  readonly bin: number;
  readonly missingLeft: boolean;
  readonly left: Totals;
  readonly right: Totals;
}

export interface SplitLimits {
  readonly minSamplesLeaf: number;
  readonly l2Regularization: number;
}

/** As scikit-learn's: a side with less curvature than this has no value worth having. */
const LEAST_HESSIAN = 1e-3;

/**
 * Gains this much apart, relative to the sums they come from, are equal: splits into the same rows by two columns would else
 * be told apart by rounding, and nodes with nothing left to gain be split.
 */
const EQUAL = 1e-12;

/** What a leaf adds: one Newton step, before the learning rate. */
export function stepOf({ gradient, hessian }: Totals, l2Regularization: number): number {
  return -gradient / (hessian + l2Regularization + 1e-15);
}

/**
 * The cut that lowers the (second-order) loss most, or null where none lowers it. Of equal ones the first column's
 * lowest. O(bins of the columns tried).
 */
export function findBinSplit(search: {
  readonly columns: BinnedColumns;
  readonly histogram: Histogram;
  /** numbers a bin of the histogram: 3, or 2 where every hessian is 1 */
  readonly width: 2 | 3;
  readonly totals: Totals;
  readonly limits: SplitLimits;
  /** 0 for columns, by their places, that may not be used */
  readonly isTried: Uint8Array | null;
}): BinSplit | null {
  const { columns, totals, limits, isTried } = search;
  const parent = (totals.gradient * totals.gradient) / (totals.hessian + limits.l2Regularization + 1e-15);
  let best: BinSplit | null = null;
  // Each group on its own and then the best of theirs, as workers do who take a group each.
  for (const { from, to } of columns.groups) {
    const scan = new Scan(search.histogram, search.width, totals, limits);
    for (let at = from; at < to; at++) if (isTried === null || isTried[at] === 1) scan.column(columns.columns[at], at);
    const found = scan.result();
    const most = best?.gain ?? 0;
    if (found && found.gain - most > EQUAL * (most + parent)) best = found;
  }
  return best;
}

/** The scan's state, kept in fields of numbers: an object for each candidate would cost more than the scan. */
class Scan {
  private gain = 0;
  private at = -1;
  private bin = 0;
  private missingLeft = false;
  private leftGradient = 0;
  private leftHessian = 0;
  private leftCount = 0;

  constructor(
    private readonly histogram: Histogram,
    private readonly width: 2 | 3,
    private readonly totals: Totals,
    private readonly limits: SplitLimits,
  ) {}

  column(column: BinnedColumn, at: number): void {
    this.pass(column, at, false);
    if (column.hasMissing) this.pass(column, at, true);
  }

  private pass({ offset, bins, hasMissing }: BinnedColumn, at: number, missingLeft: boolean): void {
    const { histogram, totals, width } = this;
    const { minSamplesLeaf, l2Regularization: l2 } = this.limits;
    const hessianAt = width === 3 ? 2 : 1;
    const { gradient: G, hessian: H, count: N } = totals;
    const missing = width * (offset + bins);
    let gradient = missingLeft ? histogram[missing] : 0;
    let hessian = missingLeft ? histogram[missing + hessianAt] : 0;
    let count = missingLeft ? histogram[missing + 1] : 0;
    const parent = (G * G) / (H + l2 + 1e-15);
    const last = hasMissing && !missingLeft ? bins : bins - 1;
    let best = this.gain;
    for (let b = 0; b < last; b++) {
      const k = width * (offset + b);
      gradient += histogram[k];
      hessian += histogram[k + hessianAt];
      count += histogram[k + 1];
      if (count < minSamplesLeaf || hessian < LEAST_HESSIAN) continue;
      const restHessian = H - hessian;
      if (N - count < minSamplesLeaf || restHessian < LEAST_HESSIAN) break;
      const rest = G - gradient;
      const left = hessian + l2;
      const right = restHessian + l2;
      // The gain times both denominators: a division only where it could win.
      if (gradient * gradient * right + rest * rest * left < (best + parent) * left * right) continue;
      // An empty bin is the cut before it over again, but for what rounding left in it.
      if (histogram[k + 1] === 0) continue;
      const gain = (gradient * gradient) / left + (rest * rest) / right - parent;
      if (gain - best <= EQUAL * (best + parent)) continue;
      best = this.gain = gain;
      this.at = at;
      this.bin = b;
      this.missingLeft = missingLeft;
      this.leftGradient = gradient;
      this.leftHessian = hessian;
      this.leftCount = count;
    }
  }

  result(): BinSplit | null {
    if (this.at < 0) return null;
    const { totals } = this;
    return {
      gain: this.gain,
      at: this.at,
      bin: this.bin,
      missingLeft: this.missingLeft,
      left: { gradient: this.leftGradient, hessian: this.leftHessian, count: this.leftCount },
      right: {
        gradient: totals.gradient - this.leftGradient,
        hessian: totals.hessian - this.leftHessian,
        count: totals.count - this.leftCount,
      },
    };
  }
}
