import { instantiateKernel, KernelLayout } from "./kernel";
import type { SortedColumns } from "./sorted-columns";
import { TREE_KERNEL_BYTES } from "./tree-kernel-bytes";
import type { GrowSettings, GrowTarget } from "./tree-grower";
import { inPreorder, type Trees } from "./trees";

/** The functions of `src/kernels/tree-kernel.ts`. */
interface TreeKernel {
  configure(table: number, columns: number, rows: number): void;
  /** nodes grown, or -1 when memory ran out */
  grow(
    seed: number,
    maxDepth: number,
    minSamplesSplit: number,
    minSamplesLeaf: number,
    offset: number,
    scale: number,
  ): number;
}

const NO_LIMIT = 0x7fffffff;

const loaded = new WeakMap<SortedColumns, NonNullable<ReturnType<typeof load>>>();

/**
 * Grows the trees that `TreeGrower` grows by squared error with every column at every split, to the last bit, in
 * WebAssembly: more than twice as fast. Null where there is no WebAssembly with SIMD, or not the memory.
 */
export function makeWasmGrower(columns: SortedColumns, settings: GrowSettings) {
  let instance = loaded.get(columns) ?? null;
  if (!instance) {
    instance = load(columns);
    if (instance) loaded.set(columns, instance);
  }
  if (!instance) return null;
  const { kernel, views } = instance;
  return {
    /** as `TreeGrower.grow`; throws a RangeError when memory runs out on the way */
    grow(target: GrowTarget, seed: number, importance: Float64Array): Trees {
      const { squared, labels } = target;
      if (!squared) throw new TypeError("the kernel grows by squared error alone");
      const before = views();
      before.targets.set(squared.targets);
      before.labels.set(labels);
      const nodes = kernel.grow(
        seed,
        Math.min(settings.maxDepth, NO_LIMIT),
        settings.minSamplesSplit,
        settings.minSamplesLeaf,
        squared.offset,
        squared.scale,
      );
      if (nodes < 0) {
        // It stopped half-way through a node: what it holds is of no use to the next tree.
        loaded.delete(columns);
        throw new RangeError("the kernel's memory is full");
      }
      const grown = views();
      const total = grown.decrease.reduce((a, b) => a + b, 0);
      if (total > 0) for (let c = 0; c < importance.length; c++) importance[c] += grown.decrease[c] / total;
      return inPreorder(grown, nodes, 1);
    },
  };
}

/** A kernel that holds these columns. The arrays stand in the order in which it reads their addresses. */
function load(columns: SortedColumns) {
  const layout = new KernelLayout();
  const { rows, columns: count } = columns;
  const entries = columns.row.length;
  const most = Math.max(1, 2 * rows - 1);
  const start = layout.add(Uint32Array, count + 1);
  const row = layout.add(Uint32Array, entries);
  const sorted = layout.add(Float32Array, entries);
  const rowPosition = layout.add(Uint32Array, entries);
  const indptr = layout.add(Uint32Array, rows + 1);
  const indices = layout.add(Uint32Array, entries);
  const hasNegative = layout.add(Uint8Array, count);
  const targets = layout.add(Float64Array, 2 * rows);
  const labels = layout.add(Float64Array, rows);
  const feature = layout.add(Int32Array, most);
  const threshold = layout.add(Float32Array, most);
  const left = layout.add(Uint32Array, most);
  const right = layout.add(Uint32Array, most);
  const value = layout.add(Float64Array, most);
  layout.add(Float64Array, most); // means
  const decrease = layout.add(Float64Array, count);
  layout.add(Uint32Array, rows); // rows
  layout.add(Uint8Array, rows); // isSmall
  layout.add(Uint32Array, 2 * entries); // arena
  layout.add(Uint32Array, rows); // singles
  layout.add(Uint8Array, entries); // isSingle
  layout.add(Uint32Array, count); // place
  layout.add(Uint32Array, count); // touched
  layout.add(Uint32Array, count); // count
  layout.add(Uint32Array, 2 * rows + 2); // scratch
  layout.add(Uint32Array, rows); // tied
  layout.add(Uint32Array, count); // candidates
  layout.add(Uint8Array, 0); // segments, from here to the end of memory, which the kernel lets grow
  const instance = instantiateKernel<TreeKernel>(TREE_KERNEL_BYTES, layout.end);
  if (!instance) return null;
  const { kernel, memory } = instance;
  start.view(memory).set(columns.start);
  row.view(memory).set(columns.row);
  sorted.view(memory).set(columns.value);
  rowPosition.view(memory).set(columns.rowPosition);
  indptr.view(memory).set(columns.indptr);
  indices.view(memory).set(columns.indices);
  hasNegative.view(memory).set(columns.hasNegative);
  kernel.configure(layout.writeTable(memory), count, rows);
  const views = () => ({
    targets: targets.view(memory),
    labels: labels.view(memory),
    feature: feature.view(memory),
    threshold: threshold.view(memory),
    left: left.view(memory),
    right: right.view(memory),
    value: value.view(memory),
    decrease: decrease.view(memory),
  });
  return { kernel, views };
}
