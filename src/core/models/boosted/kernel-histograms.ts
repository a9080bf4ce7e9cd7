import type { Signal } from "../../job";
import { checkTeam, MOST_TEAM_BYTES, openTeam, TEAM_WORDS, workersOf, type Team } from "../team";
import { growKernelMemory, instantiateIn, KernelLayout, makeKernelMemory, type KernelMemory } from "../tree/kernel";
import type { BinSplit, SplitLimits } from "./bin-split";
import type { BinnedColumns } from "./binned-columns";
import type { ChildSearch, Histogram, HistogramWork, RowGradients, Totals } from "./histogram";
import { DIVIDE, DIVIDE_AT_ONCE, ROOT, type HistogramKernel } from "./histogram-kernel";
import { HISTOGRAM_KERNEL_BYTES } from "./histogram-kernel-bytes";

/** Numbers of a split as the kernel writes it. */
const RESULT = 8;

/** A group's claim has a cache line of its own. */
const CLAIM_WORDS = 16;

/** Where the parts of a step stand, in numbers: see the kernel. */
const STEP_NUMBERS = 15;
const OF_ROWS = 4;
const OF_SMALL = 7;
const OF_LARGE = 10;
const LIMITS = 13;

interface Setting {
  readonly columns: BinnedColumns;
  readonly limits: SplitLimits;
  readonly hasHessians: boolean;
  readonly maxLeafNodes: number;
  /** others who help; null where nobody can */
  readonly team: Team | null;
  readonly signal: Signal | null;
}

/** What `Histograms` does, to the last bit, in WebAssembly; null where there is none with SIMD, or not the memory. */
export function makeKernelHistograms(setting: Setting): HistogramWork | null {
  const { columns, limits, hasHessians, maxLeafNodes, team, signal } = setting;
  const width = hasHessians ? 4 : 2;
  const parts = layOut(columns, width, maxLeafNodes);
  const { end } = parts.layout;
  if (end > MOST_TEAM_BYTES || (team && !growKernelMemory(team, end))) return null;
  const memory = team ?? makeKernelMemory(HISTOGRAM_KERNEL_BYTES, end, true);
  const kernel = memory && instantiateIn<HistogramKernel>(HISTOGRAM_KERNEL_BYTES, memory);
  if (!kernel) return null;
  writeColumns(columns, parts, memory);
  parts.sizes.view(memory).set([columns.groups.length, 8 * width]);
  kernel.configure(parts.layout.writeTable(memory), 0, team ? workersOf(team) : 1);
  if (team) openTeam(team);

  const free: Histogram[] = parts.slots.map((slot) => slot.view(memory));
  const rows = parts.rowIds.view(memory);
  const rowGradients = parts.gradients.view(memory);
  const marks = [parts.triedOfSmall.view(memory), parts.triedOfLarge.view(memory)];
  const step = parts.step.view(memory);
  const addresses = new Uint32Array(step.buffer, step.byteOffset, 8);
  const best = parts.result.view(memory);
  const { minSamplesLeaf, l2Regularization } = limits;
  const canDivideAtOnce = !hasHessians && columns.columns.every((column) => !column.hasMissing);

  /** A row's numbers side by side, as a bin's are. */
  function layGradients(gradients: RowGradients): void {
    for (let at = 0, row = 0; row < gradients.length; at += width, row += 3) {
      rowGradients[at] = gradients[row];
      rowGradients[at + 1] = gradients[row + 2];
      if (hasHessians) rowGradients[at + 2] = gradients[row + 1];
    }
  }

  function writeTotals(at: number, { gradient, hessian, count }: Totals): void {
    step[at] = gradient;
    step[at + 1] = hessian;
    step[at + 2] = count;
  }

  /** Does a step with whoever helps. */
  const run = (kind: number, whole: Histogram | null, small: Histogram, children: readonly ChildSearch[]): void => {
    addresses.set([kind, whole?.byteOffset ?? 0, small.byteOffset]);
    children.forEach(({ totals, isTried }, i) => {
      writeTotals(i === 0 ? OF_SMALL : OF_LARGE, totals);
      addresses[5 + i] = isTried ? 1 : 0;
      if (isTried) marks[i].set(isTried);
    });
    step[LIMITS] = minSamplesLeaf;
    step[LIMITS + 1] = l2Regularization;
    for (let isDone = kernel.lead(); !isDone; isDone = kernel.isDone()) {
      signal?.throwIfAborted();
      if (team) checkTeam(team);
    }
  };

  function takeHistogram(): Histogram {
    const histogram = free.pop();
    if (!histogram) throw new RangeError("more histograms are open than leaves");
    return histogram;
  }

  /** What the last step found of the smaller child, or the only node (0), or of the larger (1). */
  const readSplit = (child: 0 | 1, totals: Totals): BinSplit | null => {
    if (!kernel.bestOfGroups(child)) return null;
    const at = child * RESULT;
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
  };

  return {
    rows,
    root(gradients, isTried) {
      if (team) checkTeam(team);
      const histogram = takeHistogram();
      layGradients(gradients);
      kernel.order(0, rows.length);
      const totals = { gradient: step[OF_ROWS], hessian: step[OF_ROWS + 1], count: step[OF_ROWS + 2] };
      run(ROOT, null, histogram, [{ totals, isTried }]);
      return { histogram, totals, split: readSplit(0, totals) };
    },
    divide({ whole, from, to, small, large }) {
      const histogram = takeHistogram();
      kernel.order(from, to);
      const isAtOnce = canDivideAtOnce && !small.isTried && !large.isTried;
      run(isAtOnce ? DIVIDE_AT_ONCE : DIVIDE, whole, histogram, [small, large]);
      return {
        small: histogram,
        large: whole,
        smallSplit: readSplit(0, small.totals),
        largeSplit: readSplit(1, large.totals),
      };
    },
    release: (histogram) => void free.push(histogram),
  };
}

/** The arrays that the kernel is told of come first, in the order in which it reads their addresses. */
function layOut({ rows, columns, groups, bins }: BinnedColumns, width: number, maxLeafNodes: number) {
  const layout = new KernelLayout();
  const told = {
    words: layout.add(Int32Array, TEAM_WORDS),
    claims: layout.add(Int32Array, CLAIM_WORDS * groups.length),
    columns: layout.add(Uint32Array, 5 * columns.length),
    groups: layout.add(Uint32Array, 6 * groups.length),
    rowIds: layout.add(Uint32Array, rows),
    gradients: layout.add(Float64Array, width * rows),
    ordered: layout.add(Float64Array, width * rows),
    triedOfSmall: layout.add(Uint8Array, columns.length),
    triedOfLarge: layout.add(Uint8Array, columns.length),
    step: layout.add(Float64Array, STEP_NUMBERS),
    found: layout.add(Float64Array, 2 * RESULT * groups.length),
    result: layout.add(Float64Array, 2 * RESULT),
    sizes: layout.add(Uint32Array, 2),
  };
  return {
    ...told,
    dense: columns.map((column) => (column.dense ? layout.reserve(Uint8Array, rows) : null)),
    sparse: groups.map(({ indptr, rowBins }) =>
      rowBins.length === 0
        ? null
        : { indptr: layout.reserve(Uint32Array, indptr.length), bins: layout.reserve(Uint32Array, rowBins.length) },
    ),
    // Every open leaf keeps one, and a split needs one more.
    slots: Array.from({ length: maxLeafNodes + 1 }, () => layout.reserve(Float64Array, width * bins)),
    layout,
  };
}

function writeColumns(columns: BinnedColumns, parts: ReturnType<typeof layOut>, memory: KernelMemory): void {
  const table = parts.columns.view(memory);
  columns.columns.forEach((column, at) => {
    const { offset, bins, zeroBin, hasMissing, dense } = column;
    const place = parts.dense[at];
    table.set([offset, bins, zeroBin, hasMissing ? 1 : 0, place?.address ?? 0], 5 * at);
    if (place && dense) place.view(memory).set(dense);
  });
  const groups = parts.groups.view(memory);
  columns.groups.forEach((group, g) => {
    const last = columns.columns[group.to - 1];
    const binsTo = last.offset + last.bins + (last.hasMissing ? 1 : 0);
    const sparse = parts.sparse[g];
    const addresses = [sparse?.indptr.address ?? 0, sparse?.bins.address ?? 0];
    groups.set([group.from, group.to, columns.columns[group.from].offset, binsTo, ...addresses], 6 * g);
    sparse?.indptr.view(memory).set(group.indptr);
    sparse?.bins.view(memory).set(group.rowBins);
  });
}
