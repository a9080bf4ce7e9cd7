import { layOutGrower } from "./grower-layout";
import { KernelLayout, makeKernelMemory, type KernelMemory } from "./kernel";
import type { SortedColumns } from "./sorted-columns";
import { TREE_KERNEL_BYTES } from "./tree-kernel-bytes";

export interface ColumnSize {
  readonly rows: number;
  readonly columns: number;
  readonly entries: number;
}

/** Sorted columns in the memory of a kernel that grows trees; the kernel's own arrays come after them. */
export interface HeldColumns {
  readonly memory: KernelMemory;
  readonly layout: KernelLayout;
}

/** Memory for columns to be sorted into; null where there is none for a kernel. */
export function makeColumnMemory(size: ColumnSize): KernelMemory | null {
  return makeKernelMemory(TREE_KERNEL_BYTES, layOutGrower(size, layOut(size).layout.end).layout.end);
}

/** The arrays of sorted columns in a kernel's memory, or arrays of their own, all zero where the memory is new. */
export function viewColumns(size: ColumnSize, memory: KernelMemory | null): SortedColumns {
  const { rows, columns, entries } = size;
  if (!memory) {
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
  const { layout, ...parts } = layOut(size);
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
    held: { memory, layout },
  };
}

/** In the order in which the kernel reads their addresses. */
function layOut({ rows, columns, entries }: ColumnSize) {
  const layout = new KernelLayout();
  return {
    start: layout.add(Uint32Array, columns + 1),
    row: layout.add(Uint32Array, entries),
    value: layout.add(Float32Array, entries),
    entryAt: layout.add(Uint32Array, entries),
    indptr: layout.add(Uint32Array, rows + 1),
    indices: layout.add(Uint32Array, entries),
    hasNegative: layout.add(Uint8Array, columns),
    layout,
  };
}
