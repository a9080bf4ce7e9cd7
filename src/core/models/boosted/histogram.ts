import type { BinnedColumns, ColumnGroup } from "./binned-columns";
import { findBinSplit, type BinSplit, type SplitLimits } from "./bin-split";

/**
 * Of each bin: sum of gradients, rows, and sum of hessians, side by side so that a row costs one cache line. Where every
 * hessian is 1 the third is left out: it is the second.
 */
export type Histogram = Float64Array;

/** Of each row: gradient, hessian and whether it counts (1 or 0), three numbers a row. */
export type RowGradients = Float64Array;

/** Sums of a set of rows. */
export interface Totals {
  readonly gradient: number;
  readonly hessian: number;
  readonly count: number;
}

/** A node and the rows of its smaller child: rows[from .. to). */
export interface DividedNode {
  readonly whole: Histogram;
  readonly from: number;
  readonly to: number;
  readonly small: ChildSearch;
  readonly large: ChildSearch;
}

export interface ChildSearch {
  readonly totals: Totals;
  readonly isTried: Uint8Array | null;
}

export interface DividedHistograms {
  readonly small: Histogram;
  readonly large: Histogram;
  readonly smallSplit: BinSplit | null;
  readonly largeSplit: BinSplit | null;
}

export interface RootHistogram {
  readonly histogram: Histogram;
  readonly totals: Totals;
  readonly split: BinSplit | null;
}

/** Makes histograms and finds splits in them; columns, by their places, with a 0 in an `isTried` are passed over. */
export interface HistogramWork {
  /** every row, those of a node side by side: kept so by whoever grows the tree */
  readonly rows: Uint32Array;
  /**
   * Begins a tree on these gradients: sums all rows in every bin of every column, and finds the best split. Sparse columns cost
   * their entries, dense ones a step a row.
   */
  root(gradients: RowGradients, isTried: Uint8Array | null): RootHistogram;
  /** Sums the smaller child of a node, and finds the best split of either. The node's own histogram becomes the larger's. */
  divide(node: DividedNode): DividedHistograms;
  /** Takes a histogram back to be used again. */
  release(histogram: Histogram): void;
}

/** In typed arrays: what the kernel in WebAssembly is held against, and stands in for it where there is none. */
export class Histograms implements HistogramWork {
  readonly rows: Uint32Array;
  private gradients: RowGradients = new Float64Array(0);
  private readonly free: Histogram[] = [];
  private ordered = new Float64Array(0);
  /** numbers a bin */
  private readonly width: 2 | 3;

  constructor(
    private readonly columns: BinnedColumns,
    private readonly limits: SplitLimits,
    hasHessians: boolean,
  ) {
    this.rows = new Uint32Array(columns.rows);
    this.width = hasHessians ? 3 : 2;
  }

  root(gradients: RowGradients, isTried: Uint8Array | null): RootHistogram {
    this.gradients = gradients;
    const { histogram, totals } = this.build(0, this.rows.length);
    return { histogram, totals, split: this.find(histogram, totals, isTried) };
  }

  private build(from: number, to: number) {
    const { rows } = this;
    const histogram = this.free.pop() ?? new Float64Array(this.width * this.columns.bins);
    histogram.fill(0);
    const totals = this.order(from, to);
    const { ordered } = this;
    for (const group of this.columns.groups) {
      if (group.rowBins.length > 0) this.addSparse(group, histogram, from, to);
    }
    this.fillZeroBins(histogram, totals);
    const add = this.width === 3 ? addDense : addDenseWithoutHessians;
    for (const { dense, offset } of this.columns.columns) {
      if (dense) add({ histogram, dense, offset, ordered, rows, from, to });
    }
    return { histogram, totals };
  }

  divide({ whole, from, to, small, large }: DividedNode): DividedHistograms {
    const { histogram } = this.build(from, to);
    for (let i = 0; i < whole.length; i++) whole[i] -= histogram[i];
    return {
      small: histogram,
      large: whole,
      smallSplit: this.find(histogram, small.totals, small.isTried),
      largeSplit: this.find(whole, large.totals, large.isTried),
    };
  }

  release(histogram: Histogram): void {
    this.free.push(histogram);
  }

  private find(histogram: Histogram, totals: Totals, isTried: Uint8Array | null): BinSplit | null {
    return findBinSplit({ columns: this.columns, histogram, width: this.width, totals, limits: this.limits, isTried });
  }

  /** Lays the rows' gradients out in the order of the node, so that every column reads them straight through. */
  private order(from: number, to: number): Totals {
    const { width, gradients, rows } = this;
    if (this.ordered.length < width * (to - from)) this.ordered = new Float64Array(width * (to - from));
    const { ordered } = this;
    let gradient = 0;
    let hessian = 0;
    let count = 0;
    for (let i = from, at = 0; i < to; i++, at += width) {
      const row = 3 * rows[i];
      gradient += ordered[at] = gradients[row];
      if (width === 3) ordered[at + 2] = gradients[row + 1];
      hessian += gradients[row + 1];
      count += ordered[at + 1] = gradients[row + 2];
    }
    return { gradient, hessian, count };
  }

  private addSparse({ indptr, rowBins }: ColumnGroup, histogram: Histogram, from: number, to: number): void {
    const { ordered, width, rows } = this;
    for (let i = from, at = 0; i < to; i++, at += width) {
      const row = rows[i];
      for (let k = indptr[row]; k < indptr[row + 1]; k++) {
        const bin = width * rowBins[k];
        histogram[bin] += ordered[at];
        histogram[bin + 1] += ordered[at + 1];
        if (width === 3) histogram[bin + 2] += ordered[at + 2];
      }
    }
  }

  /** Rows without an entry are the total minus those with one. */
  private fillZeroBins(histogram: Histogram, totals: Totals): void {
    const { width } = this;
    for (const { dense, offset, zeroBin, bins, hasMissing } of this.columns.columns) {
      if (dense) continue;
      const zero = width * (offset + zeroBin);
      let { gradient, hessian, count } = totals;
      const end = width * (offset + bins + (hasMissing ? 1 : 0));
      for (let bin = width * offset; bin < end; bin += width) {
        gradient -= histogram[bin];
        count -= histogram[bin + 1];
        if (width === 3) hessian -= histogram[bin + 2];
      }
      histogram[zero] += gradient;
      histogram[zero + 1] += count;
      if (width === 3) histogram[zero + 2] += hessian;
    }
  }
}

interface DenseStep {
  readonly histogram: Histogram;
  readonly dense: Uint8Array;
  readonly offset: number;
  readonly ordered: Float64Array;
  readonly rows: Uint32Array;
  readonly from: number;
  readonly to: number;
}

function addDense({ histogram, dense, offset, ordered, rows, from, to }: DenseStep): void {
  for (let i = from, at = 0; i < to; i++, at += 3) {
    const bin = 3 * (offset + dense[rows[i]]);
    histogram[bin] += ordered[at];
    histogram[bin + 1] += ordered[at + 1];
    histogram[bin + 2] += ordered[at + 2];
  }
}

function addDenseWithoutHessians({ histogram, dense, offset, ordered, rows, from, to }: DenseStep): void {
  for (let i = from, at = 0; i < to; i++, at += 2) {
    const bin = 2 * (offset + dense[rows[i]]);
    histogram[bin] += ordered[at];
    histogram[bin + 1] += ordered[at + 1];
  }
}
