import { instantiateKernel, KernelLayout } from "../tree/kernel";
import type { BinnedColumns } from "./binned-columns";
import type { BinSplit, SplitLimits } from "./bin-split";
import { HISTOGRAM_KERNEL_BYTES } from "./histogram-kernel-bytes";
import type { Histogram, HistogramWork, RowGradients, Totals } from "./histogram";

/** The functions of `src/kernels/histogram-kernel.ts`. */
interface HistogramKernel {
  configure(table: number, columns: number, bytes: number): void;
  build(
    histogram: number,
    bytes: number,
    count: number,
    hasSparse: number,
    gradient: number,
    hessian: number,
    rows: number,
  ): void;
  subtract(whole: number, part: number, bytes: number): void;
  divide(
    whole: number,
    small: number,
    count: number,
    hasSparse: number,
    gradient: number,
    rows: number,
    smallGradient: number,
    smallRows: number,
    largeGradient: number,
    largeRows: number,
    minSamplesLeaf: number,
    l2: number,
  ): number;
  find(
    histogram: number,
    gradient: number,
    hessian: number,
    rows: number,
    minSamplesLeaf: number,
    l2: number,
    isPartial: number,
  ): number;
}

/** Numbers of a split as the kernel writes it. */
const RESULT = 8;

/** More is left to the plain way, which takes memory only as it needs it. */
const MOST_BYTES = 2 ** 29;

/** What `Histograms` does, to the last bit, in WebAssembly; null where there is none with SIMD, or not the memory. */
export function makeKernelHistograms(
  columns: BinnedColumns,
  limits: SplitLimits,
  hasHessians: boolean,
  maxLeafNodes: number,
): HistogramWork | null {
  const width = hasHessians ? 4 : 2;
  const count = columns.columns.length;
  const layout = new KernelLayout();
  const meta = layout.add(Uint32Array, 5 * count);
  const rowIds = layout.add(Uint32Array, columns.rows);
  const orderedRows = layout.add(Float64Array, width * columns.rows);
  const indptr = layout.add(Uint32Array, columns.rows + 1);
  const rowBins = layout.add(Uint32Array, columns.rowBins.length);
  const tried = layout.add(Uint8Array, count);
  const result = layout.add(Float64Array, 2 * RESULT);
  const dense = columns.columns.map((column) => (column.dense ? layout.reserve(Uint8Array, columns.rows) : null));
  // Every open leaf keeps one, and a split needs one more.
  const slots = Array.from({ length: maxLeafNodes + 1 }, () => layout.reserve(Float64Array, width * columns.bins));
  if (layout.end > MOST_BYTES) return null;
  const instance = instantiateKernel<HistogramKernel>(HISTOGRAM_KERNEL_BYTES, layout.end);
  if (!instance) return null;
  const { kernel, memory } = instance;
  meta
    .view(memory)
    .set(
      columns.columns.flatMap(({ offset, bins, zeroBin, hasMissing }, c) => [
        offset,
        bins,
        zeroBin,
        hasMissing ? 1 : 0,
        dense[c]?.address ?? 0,
      ]),
    );
  indptr.view(memory).set(columns.indptr);
  rowBins.view(memory).set(columns.rowBins);
  columns.columns.forEach((column, c) => column.dense && dense[c]?.view(memory).set(column.dense));
  kernel.configure(layout.writeTable(memory), count, 8 * width);
  const free: Histogram[] = slots.map((slot) => slot.view(memory));
  const ids = rowIds.view(memory);
  const ordered = orderedRows.view(memory);
  const marks = tried.view(memory);
  const best = result.view(memory);
  const bytes = 8 * width * columns.bins;
  const hasSparse = columns.rowBins.length > 0 ? 1 : 0;
  const { minSamplesLeaf, l2Regularization } = limits;
  const canDivideAtOnce = !hasHessians && count > 0 && columns.columns.every((column) => !column.hasMissing);

  /** Lays the rows' gradients out in the order of the node; returns a histogram to fill and the rows' totals. */
  function order(gradients: RowGradients, rows: Uint32Array, from: number, to: number) {
    const histogram = free.pop();
    if (!histogram) throw new RangeError("more histograms are open than leaves");
    let gradient = 0;
    let hessian = 0;
    let counted = 0;
    for (let i = from, at = 0; i < to; i++, at += width) {
      const row = 3 * rows[i];
      ids[i - from] = rows[i];
      gradient += ordered[at] = gradients[row];
      if (hasHessians) ordered[at + 2] = gradients[row + 1];
      hessian += gradients[row + 1];
      counted += ordered[at + 1] = gradients[row + 2];
    }
    return { histogram, totals: { gradient, hessian, count: counted } };
  }

  /** The split that the kernel wrote, of a node with these totals. */
  function readSplit(at: number, totals: Totals): BinSplit {
    const left = { gradient: best[at + 4], hessian: best[at + 5], count: best[at + 6] };
    return {
      gain: best[at],
      at: best[at + 1],
      bin: best[at + 2],
      missingLeft: best[at + 3] === 1,
      left,
      right: {
        gradient: totals.gradient - left.gradient,
        hessian: totals.hessian - left.hessian,
        count: totals.count - left.count,
      },
    };
  }

  const work: HistogramWork = {
    build(gradients, rows, from, to) {
      const made = order(gradients, rows, from, to);
      const { gradient, hessian, count: counted } = made.totals;
      kernel.build(made.histogram.byteOffset, bytes, to - from, hasSparse, gradient, hessian, counted);
      return made;
    },
    divide({ whole, gradients, rows, from, to, small, large }) {
      if (!canDivideAtOnce || small.isTried || large.isTried) {
        const { histogram } = work.build(gradients, rows, from, to);
        kernel.subtract(whole.byteOffset, histogram.byteOffset, bytes);
        const smallSplit = work.find(histogram, small.totals, small.isTried);
        return {
          small: histogram,
          large: whole,
          smallSplit,
          largeSplit: work.find(whole, large.totals, large.isTried),
        };
      }
      const { histogram, totals } = order(gradients, rows, from, to);
      const found = kernel.divide(
        whole.byteOffset,
        histogram.byteOffset,
        to - from,
        hasSparse,
        totals.gradient,
        totals.count,
        small.totals.gradient,
        small.totals.count,
        large.totals.gradient,
        large.totals.count,
        minSamplesLeaf,
        l2Regularization,
      );
      return {
        small: histogram,
        large: whole,
        smallSplit: (found & 1) === 0 ? null : readSplit(0, small.totals),
        largeSplit: (found & 2) === 0 ? null : readSplit(RESULT, large.totals),
      };
    },
    release: (histogram) => void free.push(histogram),
    find(histogram, totals, isTried) {
      const { gradient, hessian, count: rows } = totals;
      if (isTried) marks.set(isTried);
      const partial = isTried ? 1 : 0;
      const { byteOffset } = histogram;
      const found = kernel.find(byteOffset, gradient, hessian, rows, minSamplesLeaf, l2Regularization, partial);
      return found ? readSplit(0, totals) : null;
    },
  };
  return work;
}
