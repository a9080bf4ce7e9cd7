// AssemblyScript, part of tree-kernel.ts.
//
// The best split of a node: split-search.ts of core.

import { bringTogether, firstPositive, makeBlocks } from "./blocks";
import { hasDrawnSingle, hashPair, isDrawn, isPartial } from "./column-draw";
import {
  BLOCK_COUNT,
  BREADTH,
  BUILT,
  candidates,
  entryAt,
  hasNegative,
  indices,
  indptr,
  isSingle,
  LENGTH,
  means,
  pairAt,
  REACH,
  rows,
  SEEN,
  segmentAt,
  singles,
  START,
  targets,
  tied,
  valueAt,
} from "./memory";
import { ROUNDED_UP } from "./rounding";
import { lookAtBlocks } from "./search-blocks";
import {
  isTooSmall,
  minSamplesLeaf,
  setSingleSplit,
  setSplit,
  splitFeature,
  splitGain,
  sum,
  weight,
  winsTie,
} from "./split";
import { mayGoOn, visit } from "./work";

/** Shorter segments are looked at entry by entry. */
const FEWEST_IN_BLOCKS: i32 = 256;

export function search(id: i32, seed: u32, rowFrom: i32, rowTo: i32, from: i32, to: i32): void {
  const W = weight;
  const mean = sum / W;
  store<f64>(means + ((<usize>id) << 3), mean);
  setSplit(-1, -1, -1, 0, false);
  if (minSamplesLeaf === 1) searchSingles(seed, rowFrom, rowTo);
  const size = rowTo - rowFrom;
  let found: i32 = 0;
  let widest: i32 = -1;
  let most: f64 = -1;
  for (let k = from; k < to; k++) {
    const s = segmentAt(k);
    const reach = <f64>load<f32>(s, REACH);
    const v = <f64>load<f32>(s, BREADTH);
    let worth: f64;
    if (v === Infinity) {
      // Its entries have changed since: no bound, but what it was worth tells where to begin.
      worth = reach * reach;
    } else {
      const root = reach + Math.abs(mean - load<f64>(means + ((<usize>load<u32>(s, SEEN)) << 3))) * v;
      worth = root * root;
      if (worth * W * W < splitGain * (W - v * v)) continue;
    }
    // Whether it is drawn costs more to find out than what it could be worth.
    if (worth > most && (!isPartial || isDrawn(load<i32>(s)))) {
      most = worth;
      widest = k;
    }
    store<u32>(candidates + ((<usize>found) << 2), k);
    found++;
  }
  if (widest < 0) return;
  lookAt(id, seed, size, widest);
  for (let i = 0; i < found; i++) {
    const k = load<i32>(candidates + ((<usize>i) << 2));
    if (k === widest) continue;
    if (!mayGoOn(0)) return;
    const s = segmentAt(k);
    const v = <f64>load<f32>(s, BREADTH);
    if (v !== Infinity) {
      const root =
        <f64>load<f32>(s, REACH) + Math.abs(mean - load<f64>(means + ((<usize>load<u32>(s, SEEN)) << 3))) * v;
      if (root * root * W * W < splitGain * (W - v * v)) continue;
    }
    if (isPartial && !isDrawn(load<i32>(s))) continue;
    lookAt(id, seed, size, k);
  }
}

function searchSingles(seed: u32, rowFrom: i32, rowTo: i32): void {
  const W = weight;
  const S = sum;
  let best: f64 = -1;
  let found: i32 = 0;
  for (let i = rowFrom; i < rowTo; i++) {
    const row = load<u32>(rows + ((<usize>i) << 2));
    if (load<u32>(singles + ((<usize>row) << 2)) === 0) continue;
    const at = targets + ((<usize>row) << 4);
    const w = load<f64>(at);
    const d = load<f64>(at, 8) * W - w * S;
    const product = w * (W - w);
    if (!(product > 0)) continue;
    const gain = (d * d) / product;
    if (gain < best || (isPartial && !hasDrawnSingle(row))) continue;
    if (gain > best) found = 0;
    best = gain;
    store<u32>(tied + ((<usize>found) << 2), row);
    found++;
  }
  let least: u64 = u64.MAX_VALUE;
  for (let i = 0; i < found; i++) {
    const row = load<u32>(tied + ((<usize>i) << 2));
    const end = load<u32>(indptr + ((<usize>row) << 2), 4);
    for (let k = load<u32>(indptr + ((<usize>row) << 2)); k < end; k++) {
      if (load<u8>(isSingle + <usize>load<u32>(entryAt + ((<usize>k) << 2))) === 0) continue;
      const column = load<i32>(indices + ((<usize>k) << 2));
      if (isPartial && !isDrawn(column)) continue;
      const hash = <u64>hashPair(seed, column);
      if (hash > least || (hash === least && column > splitFeature)) continue;
      least = hash;
      setSingleSplit(best, column, row);
    }
  }
}

function lookAt(id: i32, seed: u32, size: i32, k: i32): void {
  const W = weight;
  const S = sum;
  const s = segmentAt(k);
  const length = <i32>load<u32>(s, LENGTH);
  const blockCount = load<u32>(s, BLOCK_COUNT);
  if (blockCount > 0 && 2 * length < <i32>load<u32>(s, BUILT)) bringTogether(s);
  if (length >= FEWEST_IN_BLOCKS && (load<u32>(s, BLOCK_COUNT) > 0 || makeBlocks(s))) {
    lookAtBlocks(id, seed, size, k);
    return;
  }
  bringTogether(s);
  const column = load<i32>(s);
  const from = <i32>load<u32>(s, START);
  const to = from + length;
  visit(<u32>length);
  const positive = load<u8>(hasNegative + <usize>column) === 1 ? firstPositive(from, to) : from;
  const Ws = f64x2.splat(W);
  const Ss = f64x2.splat(S);
  let bests = f64x2.splat(0);
  let heaviest: f64 = 0;
  // Two cuts at a time; NaN, where the side is the whole node, never passes `pmax`.
  let side = f64x2.splat(0);
  let i = from;
  for (; i + 1 < positive; i += 2) {
    const one = f64x2.add(side, pairAt(i));
    side = f64x2.add(one, pairAt(i + 1));
    bests = f64x2.pmax(bests, gains(one, side, Ws, Ss));
  }
  if (i < positive) {
    side = f64x2.add(side, pairAt(i));
    bests = f64x2.pmax(bests, gains(side, side, Ws, Ss));
  }
  heaviest = f64x2.extract_lane(side, 0);
  side = f64x2.splat(0);
  i = to - 1;
  for (; i > positive; i -= 2) {
    const one = f64x2.add(side, pairAt(i));
    side = f64x2.add(one, pairAt(i - 1));
    bests = f64x2.pmax(bests, gains(one, side, Ws, Ss));
  }
  if (i === positive) {
    side = f64x2.add(side, pairAt(i));
    bests = f64x2.pmax(bests, gains(side, side, Ws, Ss));
  }
  const best = max<f64>(f64x2.extract_lane(bests, 0), f64x2.extract_lane(bests, 1));
  store<f32>(s, <f32>(sqrt<f64>(best / W) * ROUNDED_UP), REACH);
  store<f32>(s, <f32>(sqrt<f64>(max<f64>(heaviest, f64x2.extract_lane(side, 0))) * ROUNDED_UP), BREADTH);
  store<u32>(s, id, SEEN);
  if (best >= splitGain) takeBestCut(seed, size, k, positive);
}

function gains(one: v128, two: v128, Ws: v128, Ss: v128): v128 {
  const w = v128.shuffle<f64>(one, two, 0, 2);
  const s = v128.shuffle<f64>(one, two, 1, 3);
  const d = f64x2.sub(f64x2.mul(s, Ws), f64x2.mul(w, Ss));
  return f64x2.div(f64x2.mul(d, d), f64x2.mul(w, f64x2.sub(Ws, w)));
}

function takeBestCut(seed: u32, size: i32, k: i32, positive: i32): void {
  const W = weight;
  const S = sum;
  const segment = segmentAt(k);
  const column = load<i32>(segment);
  const from = <i32>load<u32>(segment, START);
  const to = from + <i32>load<u32>(segment, LENGTH);
  let w: f64 = 0;
  let s: f64 = 0;
  for (let i = from; i < positive; i++) {
    const pair = pairAt(i);
    w += f64x2.extract_lane(pair, 0);
    s += f64x2.extract_lane(pair, 1);
    const d = s * W - w * S;
    const gain = (d * d) / (w * (W - w));
    if (!(gain >= splitGain) || isTooSmall(i + 1 - from, size)) continue;
    if (i + 1 < positive && valueAt(i + 1) === valueAt(i)) continue;
    if (gain === splitGain && !winsTie(seed, column, false)) continue;
    setSplit(gain, column, k, i + 1 - from, false);
  }
  w = 0;
  s = 0;
  for (let i = to - 1; i >= positive; i--) {
    const pair = pairAt(i);
    w += f64x2.extract_lane(pair, 0);
    s += f64x2.extract_lane(pair, 1);
    const d = s * W - w * S;
    const gain = (d * d) / (w * (W - w));
    if (!(gain >= splitGain) || isTooSmall(to - i, size)) continue;
    if (i > positive && valueAt(i - 1) === valueAt(i)) continue;
    if (gain === splitGain && !winsTie(seed, column, true)) continue;
    setSplit(gain, column, k, to - i, true);
  }
}
