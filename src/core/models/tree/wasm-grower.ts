import type { Signal } from "../../job";
import { takeArea } from "./column-memory";
import { instantiateIn } from "./kernel";
import type { SortedColumns } from "./sorted-columns";
import { TREE_KERNEL_BYTES } from "./tree-kernel-bytes";
import type { GrowSettings, GrowTarget } from "./tree-grower";
import { inPreorder, type Trees } from "./trees";

/** The functions of `src/kernels/tree-kernel.ts`, which asks `isStopped` of its `tree/work.ts`. */
interface TreeKernel {
  configure(
    table: number,
    columns: number,
    rows: number,
    arenaRoom: number,
    blockRoom: number,
    segmentRoom: number,
  ): void;
  /** nodes grown, -1 when memory ran out, -2 when stopped */
  grow(
    seed: number,
    maxDepth: number,
    minSamplesSplit: number,
    minSamplesLeaf: number,
    columnsPerSplit: number,
    offset: number,
    scale: number,
  ): number;
}

const NO_LIMIT = 0x7fffffff;
const STOPPED = -2;

const loaded = new WeakMap<SortedColumns, NonNullable<ReturnType<typeof load>>>();

/**
 * Grows the trees that `TreeGrower` grows by squared error, to the last bit, in
 * WebAssembly: more than twice as fast. Null where there is no WebAssembly with SIMD, or not the memory.
 */
export function makeWasmGrower(columns: SortedColumns, settings: GrowSettings, signal?: Signal) {
  let instance = loaded.get(columns) ?? null;
  if (!instance) {
    instance = load(columns);
    if (instance) loaded.set(columns, instance);
  }
  if (!instance) return null;
  const { kernel, views, listen } = instance;
  return {
    /** as `TreeGrower.grow`; throws a RangeError when memory runs out on the way */
    grow(target: GrowTarget, seed: number, importance: Float64Array): Trees {
      const { squared, labels } = target;
      if (!squared) throw new TypeError("the kernel grows by squared error alone");
      views.targets.set(squared.targets);
      views.labels.set(labels);
      listen(() => Number(signal?.aborted === true));
      const nodes = kernel.grow(
        seed,
        Math.min(settings.maxDepth, NO_LIMIT),
        settings.minSamplesSplit,
        settings.minSamplesLeaf,
        Math.min(settings.columnsPerSplit, columns.columns),
        squared.offset,
        squared.scale,
      );
      if (nodes < 0) {
        if (nodes === STOPPED) signal?.throwIfAborted();
        throw new RangeError("the kernel's memory is full");
      }
      const total = views.decrease.reduce((a, b) => a + b, 0);
      if (total > 0) for (let c = 0; c < importance.length; c++) importance[c] += views.decrease[c] / total;
      return inPreorder(views, nodes, 1);
    },
  };
}

/** A kernel in an area of its own of the memory that holds these columns. */
function load(columns: SortedColumns) {
  const area = takeArea(columns);
  if (!area) return null;
  const { memory, layout, grower } = area;
  let ask = () => 0;
  const kernel = instantiateIn<TreeKernel>(TREE_KERNEL_BYTES, memory, { work: { isStopped: () => ask() } });
  if (!kernel) return null;
  grower.layout.writeTable(memory, grower.table, layout);
  kernel.configure(grower.table, columns.columns, columns.rows, grower.arenaRoom, grower.blockRoom, grower.segmentRoom);
  const views = {
    targets: grower.targets.view(memory),
    labels: grower.labels.view(memory),
    feature: grower.feature.view(memory),
    threshold: grower.threshold.view(memory),
    left: grower.left.view(memory),
    right: grower.right.view(memory),
    value: grower.value.view(memory),
    decrease: grower.decrease.view(memory),
  };
  return { kernel, views, listen: (isStopped: () => number) => void (ask = isStopped) };
}
