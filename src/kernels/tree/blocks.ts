// AssemblyScript, part of tree-kernel.ts.
//
// A long segment is cut into blocks of entries that know their weight, their sum and how far a cut within them can stray from
// the straight line between their ends. A block that cannot hold the best cut is passed over, and when few rows leave a node
// only their entries are taken out, each from its block, which leaves a hole at the block's end.

import {
  arena,
  AT,
  BLOCK,
  BLOCK_COUNT,
  BLOCK_ROOM,
  blockAt,
  blockRoom,
  BLOCKS_BELOW,
  blockTop,
  BUILT,
  FIRST,
  FIRST_BLOCK,
  hasNegative,
  HELD,
  LENGTH,
  setBlockTop,
  START,
  STRAY,
  SUM,
  targets,
  valueAt,
} from "./memory";
import { ROUNDED_UP, ROUNDING } from "./rounding";
import { visit } from "./work";

const BLOCK_ENTRIES: i32 = 32;

/** Cuts a segment whose entries stand together into blocks; false where there is no room for them. */
export function makeBlocks(s: usize): bool {
  const from = <i32>load<u32>(s, START);
  const length = <i32>load<u32>(s, LENGTH);
  const to = from + length;
  const positive = load<u8>(hasNegative + <usize>load<i32>(s)) === 1 ? firstPositive(from, to) : from;
  const below = (positive - from + BLOCK_ENTRIES - 1) / BLOCK_ENTRIES;
  const count = below + (to - positive + BLOCK_ENTRIES - 1) / BLOCK_ENTRIES;
  if (<i32>load<u32>(s, BLOCK_ROOM) < count) {
    if (blockTop + <u32>count > blockRoom) return false;
    store<u32>(s, blockTop, FIRST_BLOCK);
    store<u32>(s, count, BLOCK_ROOM);
    setBlockTop(blockTop + count);
  }
  store<u32>(s, count, BLOCK_COUNT);
  store<u32>(s, below, BLOCKS_BELOW);
  store<u32>(s, length, BUILT);
  visit(<u32>length);
  let block = blockAt(load<u32>(s, FIRST_BLOCK));
  for (let at = from; at < to; block += BLOCK) {
    const held = min<i32>(BLOCK_ENTRIES, (at < positive ? positive : to) - at);
    store<u32>(block, held, HELD);
    store<u32>(block, load<u32>(arena + ((<usize>at) << 3)), FIRST);
    store<u32>(block, at, AT);
    measure(block);
    at += held;
  }
  return true;
}

/**
 * Weight and sum of a block's entries, and the stray: with Q their squared distance from their mean, the sum over some first of
 * them, of weight c, is within sqrt(Q c (w - c) / w) of its share of the block's (Cauchy and Schwarz), at most sqrt(Q w) / 2.
 * It holds for what is left when entries are taken out.
 */
export function measure(block: usize): void {
  const from = arena + ((<usize>load<u32>(block, AT)) << 3);
  const end = from + ((<usize>load<u32>(block, HELD)) << 3);
  let w: f64 = 0;
  let s: f64 = 0;
  let squares: f64 = 0;
  for (let at = from; at < end; at += 8) {
    const target = targets + ((<usize>load<u32>(at, 4)) << 4);
    const ws = load<f64>(target, 8);
    w += load<f64>(target);
    s += ws;
    squares += (ws * ws) / load<f64>(target);
  }
  store<f64>(block, w);
  store<f64>(block, s, SUM);
  const q = max<f64>(squares - (s * s) / w, 0) + squares * ROUNDING;
  store<f32>(block, <f32>((sqrt<f64>(q * w) / 2) * ROUNDED_UP), STRAY);
}

/** Closes the holes of a segment and forgets its blocks. */
export function bringTogether(s: usize): void {
  const count = load<u32>(s, BLOCK_COUNT);
  if (count === 0) return;
  const first = load<u32>(s, FIRST_BLOCK);
  let to = load<u32>(s, START);
  for (let b = first; b < first + count; b++) {
    const block = blockAt(b);
    const held = load<u32>(block, HELD);
    const at = load<u32>(block, AT);
    if (at !== to) memory.copy(arena + ((<usize>to) << 3), arena + ((<usize>at) << 3), (<usize>held) << 3);
    to += held;
  }
  store<u32>(s, 0, BLOCK_COUNT);
}

/** Takes one entry out of a segment in blocks. */
export function takeOut(s: usize, entry: u32, row: u32): void {
  let low = load<u32>(s, FIRST_BLOCK);
  let high = low + load<u32>(s, BLOCK_COUNT);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (load<u32>(blockAt(middle), FIRST) <= entry) low = middle;
    else high = middle;
  }
  const block = blockAt(low);
  const held = load<u32>(block, HELD) - 1;
  let at = arena + ((<usize>load<u32>(block, AT)) << 3);
  const end = at + ((<usize>held) << 3);
  while (load<u32>(at) !== entry) at += 8;
  for (; at < end; at += 8) store<u64>(at, load<u64>(at, 8));
  store<u32>(block, held, HELD);
  const target = targets + ((<usize>row) << 4);
  store<f64>(block, load<f64>(block) - load<f64>(target));
  store<f64>(block, load<f64>(block, SUM) - load<f64>(target, 8), SUM);
}

export function firstPositive(from: i32, to: i32): i32 {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
