// AssemblyScript, part of tree-kernel.ts.
//
// The columns that a node looks at where it looks at some only: column-draw.ts of core.

import { bringTogether } from "./blocks";
import {
  columnCount,
  entryAt,
  indices,
  indptr,
  isSingle,
  LENGTH,
  place,
  rows,
  segmentAt,
  START,
  valueAt,
} from "./memory";

const GOLDEN: u32 = 0x9e3779b9;

export let isPartial: bool = false;
/** Columns drawn at each split. */
let drawCount: u32 = 0;
let drawMask: u32 = 0;
let drawShift: u32 = 1;
let drawOne: u32 = 0;
let drawTwo: u32 = 0;
let drawThree: u32 = 0;
let drawnBeyond: i32 = -1;

export function setDraw(columnsPerSplit: i32): void {
  isPartial = columnsPerSplit < columnCount;
  drawCount = columnsPerSplit;
  const bits: u32 = columnCount < 2 ? 0 : 32 - clz<u32>(columnCount - 1);
  drawMask = bits === 32 ? u32.MAX_VALUE : (1 << bits) - 1;
  drawShift = max<u32>(1, bits >> 1);
}

function hash32(v: u32): u32 {
  let h = v;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

export function hashPair(a: u32, b: u32): u32 {
  return hash32((hash32(a) ^ (b + GOLDEN)) * 0x2c1b3c6d + b);
}

export function draw(seed: u32): void {
  drawOne = hash32(seed ^ 0x6a09e667);
  drawTwo = hash32(drawOne ^ 0xbb67ae85);
  drawThree = hash32(drawTwo ^ 0x3c6ef372);
  drawnBeyond = -1;
}

export function isDrawn(column: i32): bool {
  return placeOf(column) < drawCount || column === drawnBeyond;
}

function placeOf(column: i32): u32 {
  let x: u32 = column;
  do {
    x = ((x + drawOne) * (drawTwo | 1)) & drawMask;
    x ^= x >> drawShift;
    x = ((x + (drawTwo >> 16)) * (drawThree | 1)) & drawMask;
    x ^= x >> drawShift;
    x = ((x + (drawThree >> 16)) * (drawOne | 1)) & drawMask;
    x ^= x >> drawShift;
  } while (x >= <u32>columnCount);
  return x;
}

/** Draws the next column that is not constant in the node; false when one was drawn already, or all are constant. */
export function drawOn(rowFrom: i32, rowTo: i32, from: i32, to: i32): bool {
  const size = <u32>(rowTo - rowFrom);
  let least: u32 = u32.MAX_VALUE;
  let next: i32 = -1;
  for (let k = from; k < to; k++) {
    const s = segmentAt(k);
    const length = load<u32>(s, LENGTH);
    if (length === size) {
      bringTogether(s);
      const first = <i32>load<u32>(s, START);
      if (valueAt(first) === valueAt(first + <i32>length - 1)) continue;
    }
    const column = load<i32>(s);
    const at = placeOf(column);
    if (at >= least) continue;
    least = at;
    next = column;
  }
  for (let i = rowFrom; i < rowTo; i++) {
    const row = load<u32>(rows + ((<usize>i) << 2));
    const end = load<u32>(indptr + ((<usize>row) << 2), 4);
    for (let j = load<u32>(indptr + ((<usize>row) << 2)); j < end; j++) {
      // A column that is not in the list has too few entries for one, and zeros beside them.
      const column = load<i32>(indices + ((<usize>j) << 2));
      const k = load<i32>(place + ((<usize>column) << 2));
      if (k >= from && k < to && load<i32>(segmentAt(k)) === column) continue;
      const at = placeOf(column);
      if (at >= least) continue;
      least = at;
      next = column;
    }
  }
  drawnBeyond = next;
  return next >= 0 && least >= drawCount;
}

export function hasDrawnSingle(row: u32): bool {
  const end = load<u32>(indptr + ((<usize>row) << 2), 4);
  for (let k = load<u32>(indptr + ((<usize>row) << 2)); k < end; k++) {
    if (load<u8>(isSingle + <usize>load<u32>(entryAt + ((<usize>k) << 2))) === 0) continue;
    if (isDrawn(load<i32>(indices + ((<usize>k) << 2)))) return true;
  }
  return false;
}
