import type { SortedColumns } from "./sorted-columns";
import { instantiateTreeKernel, type KernelMemory, type TreeKernel } from "./tree-kernel";
import type { GrowSettings, GrowTarget } from "./tree-grower";
import { inPreorder, type Trees } from "./trees";

/** One array in the kernel's memory. */
type ArrayKind = Uint8Array | Uint32Array | Int32Array | Float32Array | Float64Array;
type Maker<T extends ArrayKind> = new (buffer: ArrayBufferLike, offset: number, length: number) => T;

/** In the order of the table of addresses that the kernel reads. */
interface KernelArrays {
  readonly targets: Float64Array;
  readonly labels: Float64Array;
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly value: Float64Array;
  readonly decrease: Float64Array;
}

interface Loaded {
  readonly kernel: TreeKernel;
  /** views on the memory as it is now: growing it makes them anew */
  arrays(): KernelArrays;
}

const loaded = new WeakMap<SortedColumns, Loaded>();

/**
 * Grows the trees that `TreeGrower` grows by squared error with every column at every split, to the last bit, in
 * WebAssembly: about twice as fast. Null where there is no WebAssembly with SIMD, or not the memory.
 */
export function makeWasmGrower(columns: SortedColumns, settings: GrowSettings) {
  const { kernel, arrays } = loaded.get(columns) ?? load(columns) ?? {};
  if (!kernel || !arrays) return null;
  return {
    /** as `TreeGrower.grow`; throws a RangeError when memory runs out on the way */
    grow(target: GrowTarget, seed: number, importance: Float64Array): Trees {
      const { squared, labels } = target;
      if (!squared) throw new TypeError("the kernel grows by squared error alone");
      let views = arrays();
      views.targets.set(squared.targets);
      views.labels.set(labels);
      const depth = Math.min(settings.maxDepth, 0x7fffffff);
      const nodes = kernel.grow(
        seed,
        depth,
        settings.minSamplesSplit,
        settings.minSamplesLeaf,
        squared.offset,
        squared.scale,
      );
      if (nodes < 0) throw new RangeError("the kernel's memory is full");
      views = arrays();
      const total = views.decrease.reduce((a, b) => a + b, 0);
      if (total > 0) for (let c = 0; c < importance.length; c++) importance[c] += views.decrease[c] / total;
      return inPreorder(views, nodes, 1);
    },
  };
}

function load(columns: SortedColumns): Loaded | null {
  const layout = new Layout();
  const { rows, columns: count } = columns;
  const entries = columns.row.length;
  const most = Math.max(1, 2 * rows - 1);
  const fixed = [
    layout.add(Uint32Array, count + 1, columns.start),
    layout.add(Uint32Array, entries, columns.row),
    layout.add(Float32Array, entries, columns.value),
    layout.add(Uint32Array, entries, columns.rowPosition),
    layout.add(Uint32Array, rows + 1, columns.indptr),
    layout.add(Uint32Array, entries, columns.indices),
    layout.add(Uint8Array, count, columns.hasNegative),
  ];
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
  layout.add(Uint32Array, entries); // arena
  layout.add(Uint32Array, rows); // singles
  layout.add(Uint8Array, entries); // isSingle
  layout.add(Uint32Array, count); // place
  layout.add(Uint32Array, count); // touched
  layout.add(Uint32Array, count); // count
  layout.add(Uint32Array, rows + 1); // scratch
  layout.add(Uint32Array, rows); // tied
  layout.add(Uint32Array, count); // candidates
  layout.add(Uint8Array, 0); // segments, to the end of memory
  const instance = instantiateTreeKernel(layout.end);
  if (!instance) return null;
  const { kernel, memory } = instance;
  layout.write(memory);
  for (const array of fixed) array.fill(memory);
  kernel.configure(TABLE, count, rows);
  const made: Loaded = {
    kernel,
    arrays: () => ({
      targets: targets.view(memory),
      labels: labels.view(memory),
      feature: feature.view(memory),
      threshold: threshold.view(memory),
      left: left.view(memory),
      right: right.view(memory),
      value: value.view(memory),
      decrease: decrease.view(memory),
    }),
  };
  loaded.set(columns, made);
  return made;
}

/** The compiler keeps the first bytes of memory for itself. */
const TABLE = 1024;
const ARRAYS_FROM = 2048;

/** Places arrays one after the other, each where 16 divides its address. */
class Layout {
  end = ARRAYS_FROM;
  private readonly addresses: number[] = [];

  add<T extends ArrayKind>(make: Maker<T> & { readonly BYTES_PER_ELEMENT: number }, length: number, from?: ArrayKind) {
    const address = this.end;
    this.addresses.push(address);
    this.end = Math.ceil((address + length * make.BYTES_PER_ELEMENT) / 16) * 16;
    const view = (memory: KernelMemory): T => new make(memory.buffer, address, length);
    return { view, fill: (memory: KernelMemory) => from && view(memory).set(from) };
  }

  write(memory: KernelMemory): void {
    new Uint32Array(memory.buffer, TABLE, this.addresses.length).set(this.addresses);
  }
}
