import { cellCount, cellHash, cellsEqual } from "./cells";
import type { Cells } from "./table";

/** The different values of a column, in order of first appearance. */
export interface DistinctCells {
  /** row where each value first appears */
  readonly firstRows: Uint32Array;
  /** how many rows hold it; rows after the cap was reached still count towards values seen before it */
  readonly counts: Uint32Array;
  /** exact when `capped` is false, else an estimate with a standard error of about 1.6% */
  readonly distinct: number;
  readonly capped: boolean;
}

const SKETCH_BITS = 12;

/**
 * Counts the different values among the rows that `skip` does not mark. Values are kept up to `cap` of them; past it the number
 * of values is estimated (HyperLogLog, Flajolet et al. 2007). O(bytes), memory by `min(rows, cap)`.
 */
export function distinctCells(
  cells: Cells,
  options: { readonly skip?: Uint8Array; readonly cap?: number } = {},
): DistinctCells {
  const { skip, cap = 100_000 } = options;
  const rows = cellCount(cells);
  let capacity = 256;
  let slots = new Int32Array(capacity).fill(-1);
  let hashes = new Uint32Array(capacity >> 1);
  let firstRows = new Uint32Array(capacity >> 1);
  let counts = new Uint32Array(capacity >> 1);
  let size = 0;
  let capped = false;
  const sketch = new Uint8Array(1 << SKETCH_BITS);

  for (let row = 0; row < rows; row++) {
    if (skip?.[row]) continue;
    const hash = cellHash(cells, row);
    const bucket = hash >>> (32 - SKETCH_BITS);
    const rank = Math.clz32((hash << SKETCH_BITS) | (1 << (SKETCH_BITS - 1))) + 1;
    if (rank > sketch[bucket]) sketch[bucket] = rank;

    let slot = hash & (capacity - 1);
    let value = slots[slot];
    while (value >= 0 && (hashes[value] !== hash || !cellsEqual(cells, firstRows[value], cells, row))) {
      slot = (slot + 1) & (capacity - 1);
      value = slots[slot];
    }
    if (value >= 0) {
      counts[value]++;
      continue;
    }
    if (size >= cap) {
      capped = true;
      continue;
    }
    if (size === hashes.length) {
      capacity *= 2;
      const grow = (array: Uint32Array): Uint32Array<ArrayBuffer> => {
        const grown = new Uint32Array(capacity >> 1);
        grown.set(array);
        return grown;
      };
      hashes = grow(hashes);
      firstRows = grow(firstRows);
      counts = grow(counts);
      slots = new Int32Array(capacity).fill(-1);
      for (let known = 0; known < size; known++) slots[freeSlot(slots, hashes[known])] = known;
      slot = freeSlot(slots, hash);
    }
    hashes[size] = hash;
    firstRows[size] = row;
    counts[size] = 1;
    slots[slot] = size++;
  }
  return {
    firstRows: firstRows.slice(0, size),
    counts: counts.slice(0, size),
    distinct: capped ? Math.max(size, estimate(sketch)) : size,
    capped,
  };
}

function freeSlot(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] >= 0) slot = (slot + 1) & mask;
  return slot;
}

function estimate(sketch: Uint8Array): number {
  const buckets = sketch.length;
  let sum = 0;
  let empty = 0;
  for (const rank of sketch) {
    sum += 2 ** -rank;
    if (rank === 0) empty++;
  }
  const raw = ((0.7213 / (1 + 1.079 / buckets)) * buckets * buckets) / sum;
  return Math.round(raw <= 2.5 * buckets && empty > 0 ? buckets * Math.log(buckets / empty) : raw);
}
