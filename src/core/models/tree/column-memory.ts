import { layOutGrower } from "./grower-layout";
import { KernelLayout, makeKernelMemory, MOST_KERNEL_BYTES, type KernelMemory } from "./kernel";
import type { SortedColumns } from "./sorted-columns";
import { TREE_KERNEL_BYTES } from "./tree-kernel-bytes";

export interface ColumnSize {
  readonly rows: number;
  readonly columns: number;
  readonly entries: number;
}

/**
 * Sorted columns in memory for kernels that grow trees. After them come areas, one for the own arrays of each kernel: workers
 * that share the memory share the columns, and take an area each.
 */
export interface HeldColumns {
  readonly memory: KernelMemory;
  readonly areas: number;
}

/** Memory for columns to be sorted into, with so many areas or as many as there is room for; null where a kernel cannot run. */
export function makeColumnMemory(size: ColumnSize, areas: number): HeldColumns | null {
  const { end } = layOut(size).layout;
  const each = areaBytes(size);
  const room = Math.min(areas, Math.floor((MOST_KERNEL_BYTES - end) / each));
  if (room < 0) return null;
  const memory = makeKernelMemory(TREE_KERNEL_BYTES, end + room * each, true);
  return memory && { memory, areas: room };
}

/** The arrays of sorted columns in a kernel's memory, or arrays of their own, all zero where the memory is new. */
export function viewColumns(size: ColumnSize, held: HeldColumns | null): SortedColumns {
  const { rows, columns, entries } = size;
  if (!held) {
    return {
      rows,
      columns,
      start: new Uint32Array(columns + 1),
      row: new Uint32Array(entries),
      value: new Float32Array(entries),
      entryAt: new Uint32Array(entries),
      indptr: new Uint32Array(rows + 1),
      indices: new Uint32Array(entries),
      hasNegative: new Uint8Array(columns),
      held: null,
    };
  }
  const parts = layOut(size);
  const { memory } = held;
  return {
    rows,
    columns,
    start: parts.start.view(memory),
    row: parts.row.view(memory),
    value: parts.value.view(memory),
    entryAt: parts.entryAt.view(memory),
    indptr: parts.indptr.view(memory),
    indices: parts.indices.view(memory),
    hasNegative: parts.hasNegative.view(memory),
    held,
  };
}

/** Takes an area that no kernel has yet, of any worker; null when all are taken. */
export function takeArea(columns: SortedColumns) {
  const { rows, columns: count, held } = columns;
  if (!held) return null;
  const size = { rows, columns: count, entries: columns.row.length };
  const { taken, layout } = layOut(size);
  const area = Atomics.add(taken.view(held.memory), 0, 1);
  if (area >= held.areas) return null;
  return { memory: held.memory, layout, grower: layOutGrower(size, layout.end + area * areaBytes(size)) };
}

function areaBytes(size: ColumnSize): number {
  return layOutGrower(size, 0).layout.end;
}

/** In the order in which the kernel reads their addresses. */
function layOut({ rows, columns, entries }: ColumnSize) {
  const layout = new KernelLayout();
  const parts = {
    start: layout.add(Uint32Array, columns + 1),
    row: layout.add(Uint32Array, entries),
    value: layout.add(Float32Array, entries),
    entryAt: layout.add(Uint32Array, entries),
    indptr: layout.add(Uint32Array, rows + 1),
    indices: layout.add(Uint32Array, entries),
    hasNegative: layout.add(Uint8Array, columns),
  };
  return { ...parts, taken: layout.reserve(Int32Array, 1), layout };
}
