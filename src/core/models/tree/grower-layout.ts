import type { ColumnSize } from "./column-memory";
import { KernelLayout } from "./kernel";

const SEGMENT_BYTES = 44;
const BLOCK_BYTES = 32;
/** Room for the table of addresses. */
const TABLE_BYTES = 256;

/**
 * The kernel's own arrays from an address on, in the order in which it reads their addresses after those of the columns.
 * They are laid out for the worst case: memory that a tree does not touch is never there.
 */
export function layOutGrower({ rows, columns, entries }: ColumnSize, table: number) {
  const most = Math.max(1, 2 * rows - 1);
  // Entries taken out of a segment are laid behind all others, while there is room.
  const arenaRoom = Math.ceil(entries * 1.25);
  const blockRoom = Math.ceil(entries / 16) + 64;
  const segmentRoom = 2 * columns + Math.min(entries, 64 * columns);
  const layout = new KernelLayout(table + TABLE_BYTES);
  const nodes = {
    targets: layout.add(Float64Array, 2 * rows),
    labels: layout.add(Float64Array, rows),
    feature: layout.add(Int32Array, most),
    threshold: layout.add(Float32Array, most),
    left: layout.add(Uint32Array, most),
    right: layout.add(Uint32Array, most),
    value: layout.add(Float64Array, most),
  };
  layout.add(Float64Array, most); // means
  const decrease = layout.add(Float64Array, columns);
  layout.add(Uint32Array, rows); // rows
  layout.add(Uint8Array, rows); // isSmall
  layout.add(Uint32Array, 2 * arenaRoom + 2); // arena
  layout.add(Uint32Array, rows); // singles
  layout.add(Uint8Array, entries); // isSingle
  layout.add(Uint32Array, columns); // place
  layout.add(Uint32Array, columns); // touched
  layout.add(Uint32Array, columns); // count
  layout.add(Uint32Array, 2 * rows + 2); // scratch
  layout.add(Uint32Array, rows); // tied
  layout.add(Uint32Array, columns); // candidates
  layout.add(Uint8Array, SEGMENT_BYTES * segmentRoom); // segments
  layout.add(Uint8Array, BLOCK_BYTES * blockRoom); // blocks
  layout.add(Uint32Array, columns); // goesTo
  layout.add(Uint32Array, rows); // rowPlace
  return { ...nodes, decrease, table, layout, arenaRoom, blockRoom, segmentRoom };
}
