// AssemblyScript, part of tree-kernel.ts.
//
// The entries of a node that is split: active-entries.ts of core.

import { bringTogether, takeOut } from "./blocks";
import {
  addSingle,
  addSingleAt,
  arena,
  arenaRoom,
  arenaTop,
  BLOCK_COUNT,
  BLOCK_ROOM,
  BREADTH,
  BUILT,
  count,
  entryAt,
  goesTo,
  indices,
  indptr,
  isSmall,
  LENGTH,
  place,
  rows,
  scratch,
  SEGMENT,
  segmentAt,
  segmentRoom,
  setArenaTop,
  START,
  touched,
} from "./memory";
import { fewest } from "./split";
import { isOver, mayGoOn, visit } from "./work";

/** Entries are taken out one by one when no more than this share of a segment leaves. */
const FEW: u32 = 8;

// what `goesTo` says of a column, beside a place of the arena
const NOWHERE: u32 = 0xffffffff;
const TO_SINGLES: u32 = 0xfffffffe;

/** Where the segments of the larger and of the smaller child end. */
export let largeTo: i32 = 0;
export let smallTo: i32 = 0;

/**
 * Gives the entries of a node to its children; false when memory ran out or the tree is not wanted any more. The larger child
 * keeps the segments from `from` on, the smaller one has its own from `to` on.
 */
export function divide(from: i32, to: i32, smallFrom: i32, smallEnd: i32, largeIsLeaf: bool, smallIsLeaf: bool): bool {
  const found = countColumns(smallFrom, smallEnd);
  if (to + found > segmentRoom) return false;
  largeTo = to;
  smallTo = to;
  let takesOut = false;
  for (let t = 0; t < found; t++) {
    const column = load<i32>(touched + ((<usize>t) << 2));
    const counted = count + ((<usize>column) << 2);
    const moves = load<u32>(counted);
    store<u32>(counted, 0);
    const k = load<i32>(place + ((<usize>column) << 2));
    if (k < from || k >= largeTo) continue;
    const s = segmentAt(k);
    if (load<i32>(s) !== column) continue;
    if (!mayGoOn(0)) return false;
    const stays = load<u32>(s, LENGTH) - moves;
    const room = smallIsLeaf || moves < fewest ? 0 : moves;
    if (load<u32>(s, BLOCK_COUNT) > 0 && moves * FEW <= stays && stays >= fewest && arenaTop + room <= arenaRoom) {
      takesOut = true;
      store<f32>(s, Infinity, BREADTH);
      const goal = goesTo + ((<usize>column) << 2);
      if (smallIsLeaf) store<u32>(goal, NOWHERE);
      else if (moves === 1) store<u32>(goal, TO_SINGLES);
      else if (moves < fewest) store<u32>(goal, NOWHERE);
      else {
        store<u32>(goal, arenaTop + 1);
        addSmallSegment(s, arenaTop, moves, true);
        setArenaTop(arenaTop + moves);
      }
      store<u32>(s, stays, LENGTH);
      continue;
    }
    bringTogether(s);
    const first = load<u32>(s, START);
    if (stays > 0 && (stays >= fewest || moves >= fewest || fewest === 2)) {
      visit(stays + moves);
      partition(first, stays + moves);
      store<f32>(s, Infinity, BREADTH);
    }
    if (!smallIsLeaf) {
      if (moves >= fewest) addSmallSegment(s, first + stays, moves, false);
      else if (fewest === 2) addSingleAt(first + stays);
    }
    if (stays >= fewest) store<u32>(s, stays, LENGTH);
    else {
      if (stays === 1 && fewest === 2 && !largeIsLeaf) addSingleAt(first);
      memory.copy(s, segmentAt(--largeTo), SEGMENT);
      store<u32>(place + ((<usize>load<i32>(s)) << 2), k);
    }
  }
  if (takesOut) takeRowsOut(found, to, smallFrom, smallEnd);
  return !isOver;
}

function addSmallSegment(s: usize, start: u32, length: u32, inOrderLater: bool): void {
  const copy = segmentAt(smallTo++);
  memory.copy(copy, s, SEGMENT);
  store<u32>(copy, start, START);
  store<u32>(copy, length, LENGTH);
  store<u32>(copy, 0, BLOCK_COUNT);
  store<u32>(copy, 0, BLOCK_ROOM);
  store<u32>(copy, inOrderLater ? 1 : 0, BUILT);
}

/** Takes the entries of the small child's rows out of those columns that wait for it. */
function takeRowsOut(found: i32, smallSegments: i32, from: i32, to: i32): void {
  for (let i = from; i < to; i++) {
    if (!mayGoOn(0)) return;
    const row = load<u32>(rows + ((<usize>i) << 2));
    const end = load<u32>(indptr + ((<usize>row) << 2), 4);
    for (let k = load<u32>(indptr + ((<usize>row) << 2)); k < end; k++) {
      const column = load<u32>(indices + ((<usize>k) << 2));
      const goal = goesTo + ((<usize>column) << 2);
      const goes = load<u32>(goal);
      if (goes === 0) continue;
      const entry = load<u32>(entryAt + ((<usize>k) << 2));
      visit(16);
      takeOut(segmentAt(load<i32>(place + ((<usize>column) << 2))), entry, row);
      if (goes === NOWHERE) continue;
      if (goes === TO_SINGLES) {
        addSingle(entry, row);
        continue;
      }
      const at = arena + ((<usize>(goes - 1)) << 3);
      store<u32>(at, entry);
      store<u32>(at, row, 4);
      store<u32>(goal, goes + 1);
    }
  }
  for (let t = 0; t < found; t++) store<u32>(goesTo + ((<usize>load<u32>(touched + ((<usize>t) << 2))) << 2), 0);
  for (let k = smallSegments; k < smallTo; k++) {
    const s = segmentAt(k);
    if (load<u32>(s, BUILT) !== 1) continue;
    const length = load<u32>(s, LENGTH);
    putInOrder(load<u32>(s, START), length);
    if (!mayGoOn(length << 3)) return;
  }
}

/** Sorts entries by their number (Shell 1959). */
function putInOrder(first: u32, length: u32): void {
  const from = arena + ((<usize>first) << 3);
  let gap: u32 = 1;
  while (gap < length / 3) gap = 3 * gap + 1;
  for (; gap > 0; gap /= 3) {
    for (let i = gap; i < length; i++) {
      const pair = load<u64>(from + ((<usize>i) << 3));
      const entry = <u32>pair;
      let j = i;
      for (; j >= gap; j -= gap) {
        const other = load<u64>(from + ((<usize>(j - gap)) << 3));
        if (<u32>other < entry) break;
        store<u64>(from + ((<usize>j) << 3), other);
      }
      store<u64>(from + ((<usize>j) << 3), pair);
    }
  }
}

function partition(first: u32, length: u32): void {
  let from = arena + ((<usize>first) << 3);
  const end = from + ((<usize>length) << 3);
  let kept = from;
  let moved = scratch;
  for (; from < end; from += 8) {
    const pair = load<u64>(from);
    const goes = (<usize>load<u8>(isSmall + <usize>(pair >> 32))) << 3;
    store<u64>(kept, pair);
    store<u64>(moved, pair);
    moved += goes;
    kept += 8 - goes;
  }
  for (let at = scratch; at < moved; at += 8, kept += 8) store<u64>(kept, load<u64>(at));
}

export function resume(from: i32, to: i32): void {
  for (let k = from; k < to; k++) store<u32>(place + ((<usize>load<i32>(segmentAt(k))) << 2), k);
}

function countColumns(from: i32, to: i32): i32 {
  let found: i32 = 0;
  for (let i = from; i < to; i++) {
    const row = load<u32>(rows + ((<usize>i) << 2));
    const end = load<u32>(indptr + ((<usize>row) << 2), 4);
    visit(end - load<u32>(indptr + ((<usize>row) << 2)));
    // The counts are not put back: the next tree begins with new ones.
    if (!mayGoOn(0)) return 0;
    for (let k = load<u32>(indptr + ((<usize>row) << 2)); k < end; k++) {
      const column = load<u32>(indices + ((<usize>k) << 2));
      const at = count + ((<usize>column) << 2);
      const had = load<u32>(at);
      store<u32>(at, had + 1);
      if (had === 0) {
        store<u32>(touched + ((<usize>found) << 2), column);
        found++;
      }
    }
  }
  return found;
}
