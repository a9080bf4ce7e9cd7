// AssemblyScript, part of tree-kernel.ts.
//
// The best cut of a segment in blocks.

import { measure } from "./blocks";
import {
  arena,
  AT,
  BLOCK,
  BLOCK_COUNT,
  blockAt,
  BLOCKS_BELOW,
  BREADTH,
  FIRST_BLOCK,
  HELD,
  REACH,
  SEEN,
  segmentAt,
  STRAY,
  SUM,
  targets,
  valueOfEntry,
} from "./memory";
import { ROUNDED_DOWN, ROUNDED_UP, ROUNDING } from "./rounding";
import { isTooSmall, setSplit, splitGain, sum, weight, winsTie } from "./split";
import { visit } from "./work";

/** As {@link lookAt}: below zero from the lowest block on, above from the highest. */
export function lookAtBlocks(id: i32, seed: u32, size: i32, k: i32): void {
  const s = segmentAt(k);
  const first = load<u32>(s, FIRST_BLOCK);
  const count = load<u32>(s, BLOCK_COUNT);
  const below = load<u32>(s, BLOCKS_BELOW);
  let most: f64 = 0;
  let heaviest: f64 = 0;
  visit(count);
  for (let isAbove: i32 = 0; isAbove < 2; isAbove++) {
    const from = isAbove === 1 ? count : 0;
    const steps = isAbove === 1 ? count - below : below;
    let w: f64 = 0;
    let side: f64 = 0;
    let passed: i32 = 0;
    for (let i: u32 = 0; i < steps; i++) {
      const block = blockAt(first + (isAbove === 1 ? from - 1 - i : i));
      const held = <i32>load<u32>(block, HELD);
      if (held === 0) continue;
      const bound = boundOf(block, w, side);
      if (bound < splitGain) most = max<f64>(most, bound);
      else {
        const last = blockAt(first + (isAbove === 1 ? below : below - 1));
        const best = lookIntoBlock(block, last, seed, size, k, w, side, passed, isAbove === 1);
        most = max<f64>(most, best);
        measure(block);
      }
      w += load<f64>(block);
      side += load<f64>(block, SUM);
      passed += held;
    }
    heaviest = max<f64>(heaviest, w);
  }
  store<f32>(s, <f32>(sqrt<f64>(most / weight) * ROUNDED_UP), REACH);
  store<f32>(s, <f32>(sqrt<f64>(heaviest) * ROUNDED_UP), BREADTH);
  store<u32>(s, id, SEEN);
}

/** No cut within the block is worth more, where the side's weight and sum before it are these. */
function boundOf(block: usize, w: f64, s: f64): f64 {
  const W = weight;
  const S = sum;
  const held = load<f64>(block);
  const after = w + held;
  const sumAfter = s + load<f64>(block, SUM);
  const stray = <f64>load<f32>(block, STRAY);
  const error = ((Math.abs(s) + Math.abs(sumAfter) + stray) * W + after * Math.abs(S)) * ROUNDING;
  const d1 = Math.abs(sumAfter * W - after * S);
  if (w === 0) {
    // Of any entries, the squared sum over their weight is at most their squares: Q, and their mean's.
    const d = d1 + error;
    const squares = (4 * stray * stray + (d / W) * (d / W)) / held;
    return W - after > 0 ? ((squares * W * W) / (W - after)) * ROUNDED_UP : Infinity;
  }
  const d0 = Math.abs(s * W - w * S);
  const d = max<f64>(d0, d1) + stray * W + error;
  const product = min<f64>(w * (W - w), after * (W - after));
  return product > 0 ? ((d * d) / product) * ROUNDED_UP : Infinity;
}

/** The best cut of a block, taken where it wins; the side has `passed` entries before it. */
function lookIntoBlock(
  block: usize,
  last: usize,
  seed: u32,
  size: i32,
  k: i32,
  w0: f64,
  s0: f64,
  passed: i32,
  isAbove: bool,
): f64 {
  const W = weight;
  const S = sum;
  const held = <i32>load<u32>(block, HELD);
  const from = arena + ((<usize>load<u32>(block, AT)) << 3);
  const step: isize = isAbove ? -8 : 8;
  const begin = isAbove ? from + ((<usize>(held - 1)) << 3) : from;
  const column = load<i32>(segmentAt(k));
  let w = w0;
  let s = s0;
  let best: f64 = 0;
  let bestOver: f64 = 1;
  let at = begin;
  visit(<u32>held);
  for (let i = 1; i <= held; i++, at += step) {
    const target = targets + ((<usize>load<u32>(at, 4)) << 4);
    w += load<f64>(target);
    s += load<f64>(target, 8);
    const d = s * W - w * S;
    const square = d * d;
    const over = w * (W - w);
    // Compared without dividing; both are 0 where the side is the whole node.
    if (square * bestOver > best * over) {
      best = square;
      bestOver = over;
    }
    if (square < splitGain * over * ROUNDED_DOWN) continue;
    const gain = square / over;
    if (!(gain >= splitGain) || isTooSmall(passed + i, size)) continue;
    const next = i < held ? at + step : firstBeyond(block, last, isAbove);
    if (next !== 0 && valueOfEntry(load<u32>(next)) === valueOfEntry(load<u32>(at))) continue;
    if (gain === splitGain && !winsTie(seed, column, isAbove)) continue;
    setSplit(gain, column, k, passed + i, isAbove);
  }
  return best / bestOver;
}

/** The entry that follows a block on its side of zero, in the blocks up to `last`; 0 where there is none. */
function firstBeyond(block: usize, last: usize, isAbove: bool): usize {
  for (let b = block; b !== last;) {
    b = isAbove ? b - BLOCK : b + BLOCK;
    const held = load<u32>(b, HELD);
    if (held === 0) continue;
    return arena + ((<usize>(load<u32>(b, AT) + (isAbove ? held - 1 : 0))) << 3);
  }
  return 0;
}
