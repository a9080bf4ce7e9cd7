// AssemblyScript, not TypeScript: cli/build-kernels.ts compiles it to core/models/tree/tree-kernel-bytes.ts.
//
// Grows one regression tree by squared error, with every column at every split. It is core/models/tree (tree-grower.ts,
// active-entries.ts, split-search.ts) once more, statement by statement and in the same order, so that both give the same
// bits; the reasons stand there. Memory is laid out by wasm-grower.ts and begins with a table of addresses.

const GOLDEN: u32 = 0x9e3779b9;
const ROUNDED_UP: f64 = 1 + 1e-6;

// of the columns
let columnCount: i32 = 0;
let rowCount: i32 = 0;
let startOf: usize = 0;
let rowOf: usize = 0;
let valueOf: usize = 0;
let rowPosition: usize = 0;
let indptr: usize = 0;
let indices: usize = 0;
let hasNegative: usize = 0;
// of the tree
let targets: usize = 0;
let labels: usize = 0;
let feature: usize = 0;
let threshold: usize = 0;
let left: usize = 0;
let right: usize = 0;
let value: usize = 0;
let means: usize = 0;
let decrease: usize = 0;
// scratch
let rows: usize = 0;
let isSmall: usize = 0;
/** Numbers of entries, each with its row beside it. */
let arena: usize = 0;
let singles: usize = 0;
let isSingle: usize = 0;
let place: usize = 0;
let touched: usize = 0;
let count: usize = 0;
let scratch: usize = 0;
let tied: usize = 0;
let candidates: usize = 0;
let segments: usize = 0;

// A segment: feature, start, length, seenAt (32-bit whole numbers), reach, breadth (32-bit floats).
const SEGMENT: usize = 24;
const START: usize = 4;
const LENGTH: usize = 8;
const SEEN: usize = 12;
const REACH: usize = 16;
const BREADTH: usize = 20;

// settings
let maxDepth: i32 = 0;
let minSamplesSplit: i32 = 0;
let minSamplesLeaf: i32 = 0;
let offset: f64 = 0;
let scale: f64 = 1;

// state
let nodes: i32 = 0;
let weight: f64 = 0;
let sum: f64 = 0;
let splitGain: f64 = -1;
let splitFeature: i32 = -1;
let splitSegment: i32 = -1;
let splitFirst: i32 = 0;
let splitLast: i32 = -1;
let splitAbove: bool = false;
let splitRow: i32 = -1;
let largeTo: i32 = 0;
let smallTo: i32 = 0;

export function configure(table: usize, columns: i32, rowsInAll: i32): void {
  columnCount = columns;
  rowCount = rowsInAll;
  startOf = load<u32>(table);
  rowOf = load<u32>(table, 4);
  valueOf = load<u32>(table, 8);
  rowPosition = load<u32>(table, 12);
  indptr = load<u32>(table, 16);
  indices = load<u32>(table, 20);
  hasNegative = load<u32>(table, 24);
  targets = load<u32>(table, 28);
  labels = load<u32>(table, 32);
  feature = load<u32>(table, 36);
  threshold = load<u32>(table, 40);
  left = load<u32>(table, 44);
  right = load<u32>(table, 48);
  value = load<u32>(table, 52);
  means = load<u32>(table, 56);
  decrease = load<u32>(table, 60);
  rows = load<u32>(table, 64);
  isSmall = load<u32>(table, 68);
  arena = load<u32>(table, 72);
  singles = load<u32>(table, 76);
  isSingle = load<u32>(table, 80);
  place = load<u32>(table, 84);
  touched = load<u32>(table, 88);
  count = load<u32>(table, 92);
  scratch = load<u32>(table, 96);
  tied = load<u32>(table, 100);
  candidates = load<u32>(table, 104);
  segments = load<u32>(table, 108);
}

/** Grows a tree on the targets in memory; returns its number of nodes, or -1 when memory ran out. */
export function grow(
  seed: u32,
  depthLimit: i32,
  splitLimit: i32,
  leafLimit: i32,
  targetOffset: f64,
  targetScale: f64,
): i32 {
  maxDepth = depthLimit;
  minSamplesSplit = splitLimit;
  minSamplesLeaf = leafLimit;
  offset = targetOffset;
  scale = targetScale;
  let inBag: i32 = 0;
  for (let row = 0; row < rowCount; row++) {
    if (load<f64>(targets + ((<usize>row) << 4)) > 0) {
      store<u32>(rows + ((<usize>inBag) << 2), row);
      inBag++;
    }
  }
  nodes = 1;
  memory.fill(decrease, 0, (<usize>columnCount) << 3);
  if (settle(0, 0, 0, inBag)) return nodes;
  const to = plant();
  if (to < 0 || !growFrom(0, seed, 0, 0, inBag, 0, to)) return -1;
  return nodes;
}

function hash32(v: u32): u32 {
  let h = v;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

function hashPair(a: u32, b: u32): u32 {
  return hash32((hash32(a) ^ (b + GOLDEN)) * 0x2c1b3c6d + b);
}

function segmentAt(k: i32): usize {
  return segments + <usize>k * SEGMENT;
}

/** Room for this many segments; they stand last in memory, so that it can grow. */
function reserve(wanted: i32): bool {
  const end = segments + <usize>wanted * SEGMENT;
  const have = (<usize>memory.size()) << 16;
  if (end <= have) return true;
  return memory.grow(<i32>((end - have + 0xffff) >> 16) + 16) >= 0;
}

function addSingle(entry: u32): void {
  const at = singles + ((<usize>load<u32>(rowOf + ((<usize>entry) << 2))) << 2);
  store<u32>(at, load<u32>(at) + 1);
  store<u8>(isSingle + <usize>load<u32>(rowPosition + ((<usize>entry) << 2)), 1);
}

function plant(): i32 {
  memory.fill(singles, 0, (<usize>rowCount) << 2);
  memory.fill(isSingle, 0, <usize>load<u32>(startOf + ((<usize>columnCount) << 2)));
  if (!reserve(columnCount)) return -1;
  let segment: i32 = 0;
  let at: u32 = 0;
  for (let c = 0; c < columnCount; c++) {
    const from = at;
    const end = load<u32>(startOf + ((<usize>c) << 2), 4);
    for (let e = load<u32>(startOf + ((<usize>c) << 2)); e < end; e++) {
      const row = load<u32>(rowOf + ((<usize>e) << 2));
      store<u32>(arena + ((<usize>at) << 3), e);
      store<u32>(arena + ((<usize>at) << 3), row, 4);
      at += u32(load<f64>(targets + ((<usize>row) << 4)) > 0);
    }
    if (at - from === 1) addSingle(load<u32>(arena + ((<usize>from) << 3)));
    if (at - from < 2) continue;
    const s = segmentAt(segment);
    store<i32>(s, c);
    store<u32>(s, from, START);
    store<u32>(s, at - from, LENGTH);
    store<f32>(s, Infinity, REACH);
    store<u32>(place + ((<usize>c) << 2), segment);
    segment++;
  }
  return segment;
}

function total(from: i32, to: i32): void {
  let w: f64 = 0;
  let s: f64 = 0;
  for (let i = from; i < to; i++) {
    const at = targets + ((<usize>load<u32>(rows + ((<usize>i) << 2))) << 4);
    w += load<f64>(at);
    s += load<f64>(at, 8);
  }
  weight = w;
  sum = s;
}

function settle(id: i32, depth: i32, from: i32, to: i32): bool {
  const at = (<usize>id) << 2;
  store<i32>(feature + at, -1);
  store<f32>(threshold + at, 0);
  store<u32>(right + at, 0);
  total(from, to);
  store<f64>(value + ((<usize>id) << 3), (sum / weight + offset) / scale);
  const size = to - from;
  if (size < minSamplesSplit || size < 2 * minSamplesLeaf || depth >= maxDepth) return true;
  const first = load<f64>(labels + ((<usize>load<u32>(rows + ((<usize>from) << 2))) << 3));
  for (let i = from + 1; i < to; i++) {
    if (load<f64>(labels + ((<usize>load<u32>(rows + ((<usize>i) << 2))) << 3)) !== first) return false;
  }
  return true;
}

function growFrom(id0: i32, seed0: u32, depth0: i32, rowFrom: i32, rowTo0: i32, from: i32, to0: i32): bool {
  let id = id0;
  let seed = seed0;
  let depth = depth0;
  let rowTo = rowTo0;
  let to = to0;
  let isLeaf = false;
  while (!isLeaf) {
    total(rowFrom, rowTo);
    search(id, seed, rowFrom, rowTo, from, to);
    if (splitFeature < 0) return true;
    const credit = decrease + ((<usize>splitFeature) << 3);
    store<f64>(credit, load<f64>(credit) + splitGain / weight);
    const at = (<usize>id) << 2;
    store<i32>(feature + at, splitFeature);
    store<f32>(threshold + at, <f32>thresholdOf(rowTo - rowFrom));
    const sideIsLeft = !sideIsAbove();
    const side = splitRow >= 0 ? 1 : splitLast + 1 - splitFirst;
    if (splitRow >= 0) store<u8>(isSmall + <usize>splitRow, 1);
    for (let i = splitFirst; i <= splitLast; i++) {
      store<u8>(isSmall + <usize>load<u32>(arena + ((<usize>i) << 3), 4), 1);
    }
    const sideIsSmall = 2 * side <= rowTo - rowFrom;
    if (!sideIsSmall) {
      for (let i = rowFrom; i < rowTo; i++) {
        const flag = isSmall + <usize>load<u32>(rows + ((<usize>i) << 2));
        store<u8>(flag, load<u8>(flag) ^ 1);
      }
    }
    const middle = divideRows(rowFrom, rowTo);
    const smallIsLeft = sideIsSmall === sideIsLeft;
    const leftId = nodes++;
    const rightId = nodes++;
    store<u32>(left + at, leftId);
    store<u32>(right + at, rightId);
    const smallId = smallIsLeft ? leftId : rightId;
    const largeId = smallIsLeft ? rightId : leftId;
    depth++;
    const smallIsLeaf = settle(smallId, depth, middle, rowTo);
    const largeIsLeaf = settle(largeId, depth, rowFrom, middle);
    largeTo = from;
    smallTo = to;
    if (!smallIsLeaf || !largeIsLeaf) {
      if (!divide(from, to, middle, rowTo, largeIsLeaf, smallIsLeaf)) return false;
    }
    for (let i = middle; i < rowTo; i++) store<u8>(isSmall + <usize>load<u32>(rows + ((<usize>i) << 2)), 0);
    const smallSeed = hashPair(seed, smallIsLeft ? 1 : 2);
    const largeSeed = hashPair(seed, smallIsLeft ? 2 : 1);
    const largeEnd = largeTo;
    if (!smallIsLeaf) {
      const smallEnd = smallTo;
      resume(to, smallEnd);
      if (!growFrom(smallId, smallSeed, depth, middle, rowTo, to, smallEnd)) return false;
    }
    isLeaf = largeIsLeaf;
    if (!isLeaf && !smallIsLeaf) resume(from, largeEnd);
    id = largeId;
    seed = largeSeed;
    rowTo = middle;
    to = largeEnd;
  }
  return true;
}

function divideRows(from: i32, to: i32): i32 {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const row = load<u32>(rows + ((<usize>low) << 2));
    if (load<u8>(isSmall + <usize>row) === 0) low++;
    else {
      store<u32>(rows + ((<usize>low) << 2), load<u32>(rows + ((<usize>high) << 2)));
      store<u32>(rows + ((<usize>high) << 2), row);
      high--;
    }
  }
  return low;
}

function sideIsAbove(): bool {
  if (splitRow < 0) return splitAbove;
  return valueIn(splitRow, splitFeature) > 0;
}

function thresholdOf(size: i32): f64 {
  let lower: f64;
  let upper: f64;
  if (splitRow >= 0) {
    const v = valueIn(splitRow, splitFeature);
    lower = min<f64>(v, 0);
    upper = max<f64>(v, 0);
  } else {
    const s = segmentAt(splitSegment);
    const from = <i32>load<u32>(s, START);
    const length = <i32>load<u32>(s, LENGTH);
    const edge = valueAt(splitAbove ? splitFirst : splitLast);
    const next = splitAbove ? splitFirst - 1 : splitLast + 1;
    const neighbour: f64 = next >= from && next < from + length ? valueAt(next) : 0;
    const other: f64 = length < size && neighbour > 0 !== edge > 0 ? 0 : neighbour;
    lower = min<f64>(edge, other);
    upper = max<f64>(edge, other);
  }
  const middle = <f64>(<f32>(lower / 2 + upper / 2));
  return middle >= lower && middle < upper ? middle : lower;
}

function valueAt(i: i32): f64 {
  return <f64>load<f32>(valueOf + ((<usize>load<u32>(arena + ((<usize>i) << 3))) << 2));
}

function valueIn(row: u32, column: i32): f64 {
  const end = load<u32>(startOf + ((<usize>column) << 2), 4);
  for (let e = load<u32>(startOf + ((<usize>column) << 2)); e < end; e++) {
    if (load<u32>(rowOf + ((<usize>e) << 2)) === row) return <f64>load<f32>(valueOf + ((<usize>e) << 2));
  }
  return 0;
}

function search(id: i32, seed: u32, rowFrom: i32, rowTo: i32, from: i32, to: i32): void {
  const W = weight;
  const mean = sum / W;
  store<f64>(means + ((<usize>id) << 3), mean);
  setSplit(-1, -1, -1, 0, -1, false);
  if (minSamplesLeaf === 1) searchSingles(seed, rowFrom, rowTo);
  const size = rowTo - rowFrom;
  let found: i32 = 0;
  let widest: i32 = -1;
  let most: f64 = -1;
  for (let k = from; k < to; k++) {
    const s = segmentAt(k);
    const reach = <f64>load<f32>(s, REACH);
    if (reach === Infinity) {
      lookAt(id, seed, size, k);
      continue;
    }
    const v = <f64>load<f32>(s, BREADTH);
    const root = reach + Math.abs(mean - load<f64>(means + ((<usize>load<u32>(s, SEEN)) << 3))) * v;
    const worth = root * root;
    if (worth * W * W < splitGain * (W - v * v)) continue;
    if (worth > most) {
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
    const s = segmentAt(k);
    const v = <f64>load<f32>(s, BREADTH);
    const root = <f64>load<f32>(s, REACH) + Math.abs(mean - load<f64>(means + ((<usize>load<u32>(s, SEEN)) << 3))) * v;
    if (root * root * W * W < splitGain * (W - v * v)) continue;
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
    if (gain < best) continue;
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
      if (load<u8>(isSingle + <usize>k) === 0) continue;
      const column = load<i32>(indices + ((<usize>k) << 2));
      const hash = <u64>hashPair(seed, column);
      if (hash > least || (hash === least && column > splitFeature)) continue;
      least = hash;
      setSplit(best, column, -1, 0, -1, false);
      splitRow = row;
    }
  }
}

/** Weight and weighted target of the row of the entry at place `i` of the arena. */
function pairAt(i: i32): v128 {
  return v128.load(targets + ((<usize>load<u32>(arena + ((<usize>i) << 3), 4)) << 4));
}

function lookAt(id: i32, seed: u32, size: i32, k: i32): void {
  const W = weight;
  const S = sum;
  const s = segmentAt(k);
  const column = load<i32>(s);
  const from = <i32>load<u32>(s, START);
  const to = from + <i32>load<u32>(s, LENGTH);
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
    setSplit(gain, column, k, from, i, false);
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
    setSplit(gain, column, k, i, to - 1, true);
  }
}

function isTooSmall(side: i32, size: i32): bool {
  return side < minSamplesLeaf || size - side < minSamplesLeaf;
}

function winsTie(seed: u32, column: i32, above: bool): bool {
  if (column === splitFeature) return above && splitAbove;
  const mine = hashPair(seed, column);
  const other = hashPair(seed, splitFeature);
  return mine < other || (mine === other && column < splitFeature);
}

function firstPositive(from: i32, to: i32): i32 {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function setSplit(gain: f64, column: i32, segment: i32, first: i32, last: i32, above: bool): void {
  splitGain = gain;
  splitFeature = column;
  splitSegment = segment;
  splitFirst = first;
  splitLast = last;
  splitAbove = above;
  splitRow = -1;
}

function divide(from: i32, to: i32, smallFrom: i32, smallEnd: i32, largeIsLeaf: bool, smallIsLeaf: bool): bool {
  const found = countColumns(smallFrom, smallEnd);
  if (!reserve(to + found)) return false;
  largeTo = to;
  smallTo = to;
  for (let t = 0; t < found; t++) {
    const column = load<i32>(touched + ((<usize>t) << 2));
    const counted = count + ((<usize>column) << 2);
    const moves = load<u32>(counted);
    store<u32>(counted, 0);
    const k = load<i32>(place + ((<usize>column) << 2));
    if (k < from || k >= largeTo) continue;
    const s = segmentAt(k);
    if (load<i32>(s) !== column) continue;
    const first = load<u32>(s, START);
    const stays = load<u32>(s, LENGTH) - moves;
    if (stays > 0) {
      partition(first, stays + moves);
      store<f32>(s, Infinity, REACH);
    }
    if (!smallIsLeaf) {
      if (moves === 1) addSingle(load<u32>(arena + ((<usize>(first + stays)) << 3)));
      else {
        const copy = segmentAt(smallTo++);
        memory.copy(copy, s, SEGMENT);
        store<u32>(copy, first + stays, START);
        store<u32>(copy, moves, LENGTH);
      }
    }
    if (stays > 1) store<u32>(s, stays, LENGTH);
    else {
      if (stays === 1 && !largeIsLeaf) addSingle(load<u32>(arena + ((<usize>first) << 3)));
      memory.copy(s, segmentAt(--largeTo), SEGMENT);
      store<u32>(place + ((<usize>load<i32>(s)) << 2), k);
    }
  }
  return true;
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

function resume(from: i32, to: i32): void {
  for (let k = from; k < to; k++) store<u32>(place + ((<usize>load<i32>(segmentAt(k))) << 2), k);
}

function countColumns(from: i32, to: i32): i32 {
  let found: i32 = 0;
  for (let i = from; i < to; i++) {
    const row = load<u32>(rows + ((<usize>i) << 2));
    const end = load<u32>(indptr + ((<usize>row) << 2), 4);
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
