// AssemblyScript, not TypeScript: cli/build-kernels.ts compiles it to core/models/tree/tree-kernel-bytes.ts.
//
// Grows one regression tree by squared error: the trees of core/models/tree
// (tree-grower.ts, active-entries.ts, column-draw.ts, split-search.ts), to the last bit; the reasons stand there. Sums are exact, so the order
// of visiting is free, and long segments take a way of their own here. Memory is laid out by wasm-grower.ts.
//
// A long segment is cut into blocks of entries that know their weight, their sum and how far a cut within them can stray from
// the straight line between their ends. A block that cannot hold the best cut is passed over, and when few rows leave a node
// only their entries are taken out, each from its block, which leaves a hole at the block's end.

/** Not zero when the tree is not wanted any more. */
declare function isStopped(): i32;

const GOLDEN: u32 = 0x9e3779b9;
const ROUNDED_UP: f64 = 1 + 1e-6;
const ROUNDED_DOWN: f64 = 1 - 1e-6;
const ROUNDING: f64 = 1e-12;

// of the columns
let columnCount: i32 = 0;
let rowCount: i32 = 0;
let startOf: usize = 0;
let rowOf: usize = 0;
let valueOf: usize = 0;
/** Of each entry in the rows' order, its place in the columns' order. */
let entryAt: usize = 0;
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
/** Where a row stands in `rows`. */
let rowPlace: usize = 0;
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
let blocks: usize = 0;
/** While entries are taken out of columns: 0 leaves a column alone, otherwise where its next one goes. */
let goesTo: usize = 0;
const NOWHERE: u32 = 0xffffffff;
const TO_SINGLES: u32 = 0xfffffffe;

// A segment: feature, start, length, seenAt (32-bit whole numbers), reach, breadth (32-bit floats); then its first block, room
// for blocks, blocks (0: the entries stand together), blocks below zero and its length when they were made.
const SEGMENT: usize = 44;
const START: usize = 4;
const LENGTH: usize = 8;
const SEEN: usize = 12;
const REACH: usize = 16;
const BREADTH: usize = 20;
const FIRST_BLOCK: usize = 24;
const BLOCK_ROOM: usize = 28;
const BLOCK_COUNT: usize = 32;
const BLOCKS_BELOW: usize = 36;
const BUILT: usize = 40;

// A block: weight, sum (64-bit floats), stray (32-bit float), entries, first entry when made, place in the arena.
const BLOCK: usize = 32;
const SUM: usize = 8;
const STRAY: usize = 16;
const HELD: usize = 20;
const FIRST: usize = 24;
const AT: usize = 28;
const BLOCK_ENTRIES: i32 = 32;
/** Shorter segments are looked at entry by entry. */
const FEWEST_IN_BLOCKS: i32 = 256;
/** Entries are taken out one by one when no more than this share of a segment leaves. */
const FEW: u32 = 8;
/** Entries visited between two questions whether to stop, about a millisecond. */
const VISITS_PER_QUESTION: u32 = 200000;

// settings
let maxDepth: i32 = 0;
let minSamplesSplit: i32 = 0;
let minSamplesLeaf: i32 = 0;
/** Fewer entries than this are no side of any split below: their columns leave the lists. */
let fewest: u32 = 2;
/** Columns drawn at each split. */
let drawCount: u32 = 0;
let drawMask: u32 = 0;
let drawShift: u32 = 1;
let offset: f64 = 0;
let scale: f64 = 1;

// state
let nodes: i32 = 0;
let isPartial: bool = false;
let drawOne: u32 = 0;
let drawTwo: u32 = 0;
let drawThree: u32 = 0;
let drawnBeyond: i32 = -1;
let weight: f64 = 0;
let sum: f64 = 0;
let splitGain: f64 = -1;
let splitFeature: i32 = -1;
let splitSegment: i32 = -1;
/** Entries on the side. */
let splitCount: i32 = 0;
let splitAbove: bool = false;
let splitRow: i32 = -1;
let largeTo: i32 = 0;
let smallTo: i32 = 0;
let arenaTop: u32 = 0;
let arenaRoom: u32 = 0;
let blockTop: u32 = 0;
let blockRoom: u32 = 0;
let segmentRoom: i32 = 0;
let visits: u32 = 0;
let isOver: bool = false;

export function configure(
  table: usize,
  columns: i32,
  rowsInAll: i32,
  roomInArena: u32,
  roomForBlocks: u32,
  roomForSegments: i32,
): void {
  arenaRoom = roomInArena;
  blockRoom = roomForBlocks;
  segmentRoom = roomForSegments;
  columnCount = columns;
  rowCount = rowsInAll;
  startOf = load<u32>(table);
  rowOf = load<u32>(table, 4);
  valueOf = load<u32>(table, 8);
  entryAt = load<u32>(table, 12);
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
  blocks = load<u32>(table, 112);
  goesTo = load<u32>(table, 116);
  rowPlace = load<u32>(table, 120);
}

/** Grows a tree on the targets in memory; returns its number of nodes, -1 when memory ran out or -2 when it was stopped. */
export function grow(
  seed: u32,
  depthLimit: i32,
  splitLimit: i32,
  leafLimit: i32,
  columnsPerSplit: i32,
  targetOffset: f64,
  targetScale: f64,
): i32 {
  isPartial = columnsPerSplit < columnCount;
  drawCount = columnsPerSplit;
  const bits: u32 = columnCount < 2 ? 0 : 32 - clz<u32>(columnCount - 1);
  drawMask = bits === 32 ? u32.MAX_VALUE : (1 << bits) - 1;
  drawShift = max<u32>(1, bits >> 1);
  maxDepth = depthLimit;
  minSamplesSplit = splitLimit;
  minSamplesLeaf = leafLimit;
  fewest = max<u32>(2, leafLimit);
  offset = targetOffset;
  scale = targetScale;
  let inBag: i32 = 0;
  for (let row = 0; row < rowCount; row++) {
    if (load<f64>(targets + ((<usize>row) << 4)) > 0) {
      store<u32>(rows + ((<usize>inBag) << 2), row);
      store<u32>(rowPlace + ((<usize>row) << 2), inBag);
      inBag++;
    }
  }
  nodes = 1;
  visits = 0;
  isOver = false;
  memory.fill(decrease, 0, (<usize>columnCount) << 3);
  // The tree before may have ended half-way through a node.
  memory.fill(isSmall, 0, rowCount);
  memory.fill(count, 0, (<usize>columnCount) << 2);
  memory.fill(goesTo, 0, (<usize>columnCount) << 2);
  total(0, inBag);
  if (settle(0, 0, 0, inBag, weight, sum)) return nodes;
  const to = plant(inBag);
  if (to >= 0 && growFrom(0, seed, 0, 0, inBag, 0, to, weight, sum)) return nodes;
  return isOver ? -2 : -1;
}

/** Counts visits of entries, and asks now and then whether to stop. */
function mayGoOn(visited: u32): bool {
  visits += visited;
  if (visits < VISITS_PER_QUESTION) return true;
  visits = 0;
  isOver = isStopped() !== 0;
  return !isOver;
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

function blockAt(b: u32): usize {
  return blocks + <usize>b * BLOCK;
}

function addSingle(entry: u32, row: u32): void {
  const at = singles + ((<usize>row) << 2);
  store<u32>(at, load<u32>(at) + 1);
  store<u8>(isSingle + <usize>entry, 1);
}

function addSingleAt(i: u32): void {
  const at = arena + ((<usize>i) << 3);
  addSingle(load<u32>(at), load<u32>(at, 4));
}

function plant(inBag: i32): i32 {
  memory.fill(singles, 0, (<usize>rowCount) << 2);
  memory.fill(isSingle, 0, <usize>load<u32>(startOf + ((<usize>columnCount) << 2)));
  if (columnCount > segmentRoom) return -1;
  for (let i = 0; i < inBag; i++) store<u8>(isSmall + <usize>load<u32>(rows + ((<usize>i) << 2)), 1);
  let segment: i32 = 0;
  let at: u32 = 0;
  for (let c = 0; c < columnCount; c++) {
    const from = at;
    const begin = load<u32>(startOf + ((<usize>c) << 2));
    const end = load<u32>(startOf + ((<usize>c) << 2), 4);
    for (let e = begin; e < end; e++) {
      const row = load<u32>(rowOf + ((<usize>e) << 2));
      store<u32>(arena + ((<usize>at) << 3), e);
      store<u32>(arena + ((<usize>at) << 3), row, 4);
      at += <u32>load<u8>(isSmall + <usize>row);
    }
    if (at - from === 1) addSingleAt(from);
    if (at - from >= fewest) {
      const s = segmentAt(segment);
      memory.fill(s, 0, SEGMENT);
      store<i32>(s, c);
      store<u32>(s, from, START);
      store<u32>(s, at - from, LENGTH);
      store<f32>(s, Infinity, BREADTH);
      store<u32>(place + ((<usize>c) << 2), segment);
      segment++;
    }
    if (!mayGoOn(end - begin)) break;
  }
  memory.fill(isSmall, 0, rowCount);
  arenaTop = at;
  blockTop = 0;
  return isOver ? -1 : segment;
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

function settle(id: i32, depth: i32, from: i32, to: i32, w: f64, s: f64): bool {
  const at = (<usize>id) << 2;
  store<i32>(feature + at, -1);
  store<f32>(threshold + at, 0);
  store<u32>(right + at, 0);
  store<f64>(value + ((<usize>id) << 3), (s / w + offset) / scale);
  const size = to - from;
  if (size < minSamplesSplit || size < 2 * minSamplesLeaf || depth >= maxDepth) return true;
  const first = load<f64>(labels + ((<usize>load<u32>(rows + ((<usize>from) << 2))) << 3));
  for (let i = from + 1; i < to; i++) {
    if (load<f64>(labels + ((<usize>load<u32>(rows + ((<usize>i) << 2))) << 3)) !== first) return false;
  }
  return true;
}

function growFrom(
  id0: i32,
  seed0: u32,
  depth0: i32,
  rowFrom: i32,
  rowTo0: i32,
  from: i32,
  to0: i32,
  weight0: f64,
  sum0: f64,
): bool {
  const blocksBefore = blockTop;
  let id = id0;
  let seed = seed0;
  let depth = depth0;
  let rowTo = rowTo0;
  let to = to0;
  let w = weight0;
  let s = sum0;
  let isLeaf = false;
  while (!isLeaf) {
    if (!mayGoOn(<u32>(rowTo - rowFrom + to - from))) return false;
    weight = w;
    sum = s;
    if (isPartial) draw(seed);
    search(id, seed, rowFrom, rowTo, from, to);
    if (isOver) return false;
    if (splitFeature < 0 && isPartial && drawOn(rowFrom, rowTo, from, to)) {
      search(id, seed, rowFrom, rowTo, from, to);
      if (isOver) return false;
    }
    if (splitFeature < 0) break;
    const credit = decrease + ((<usize>splitFeature) << 3);
    store<f64>(credit, load<f64>(credit) + splitGain / w);
    if (splitSegment >= 0) bringTogether(segmentAt(splitSegment));
    const at = (<usize>id) << 2;
    store<i32>(feature + at, splitFeature);
    store<f32>(threshold + at, <f32>thresholdOf(rowTo - rowFrom));
    const sideIsLeft = !sideIsAbove();
    const side = splitRow >= 0 ? 1 : splitCount;
    const sideIsSmall = 2 * side <= rowTo - rowFrom;
    const middle = divideRows(rowFrom, rowTo, side, sideIsSmall);
    const smallIsLeft = sideIsSmall === sideIsLeft;
    const leftId = nodes++;
    const rightId = nodes++;
    store<u32>(left + at, leftId);
    store<u32>(right + at, rightId);
    const smallId = smallIsLeft ? leftId : rightId;
    const largeId = smallIsLeft ? rightId : leftId;
    depth++;
    total(middle, rowTo);
    const smallWeight = weight;
    const smallSum = sum;
    w -= smallWeight;
    s -= smallSum;
    const smallIsLeaf = settle(smallId, depth, middle, rowTo, smallWeight, smallSum);
    const largeIsLeaf = settle(largeId, depth, rowFrom, middle, w, s);
    const arenaBefore = arenaTop;
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
      if (!growFrom(smallId, smallSeed, depth, middle, rowTo, to, smallEnd, smallWeight, smallSum)) return false;
    }
    arenaTop = arenaBefore;
    isLeaf = largeIsLeaf;
    if (!isLeaf && !smallIsLeaf) resume(from, largeEnd);
    id = largeId;
    seed = largeSeed;
    rowTo = middle;
    to = largeEnd;
  }
  blockTop = blocksBefore;
  return true;
}

/** Puts the rows of the smaller child last and marks them; returns where they begin. */
function divideRows(from: i32, to: i32, side: i32, sideIsSmall: bool): i32 {
  let first: i32 = 0;
  if (splitRow < 0) {
    const s = segmentAt(splitSegment);
    first = <i32>load<u32>(s, START);
    if (splitAbove) first += <i32>load<u32>(s, LENGTH) - side;
  }
  if (sideIsSmall) {
    let end = to;
    for (let i = 0; i < side; i++) {
      const row: u32 = splitRow >= 0 ? splitRow : load<u32>(arena + ((<usize>(first + i)) << 3), 4);
      store<u8>(isSmall + <usize>row, 1);
      swapRows(<i32>load<u32>(rowPlace + ((<usize>row) << 2)), --end);
    }
    return end;
  }
  for (let i = from; i < to; i++) store<u8>(isSmall + <usize>load<u32>(rows + ((<usize>i) << 2)), 1);
  for (let i = 0; i < side; i++) {
    store<u8>(isSmall + <usize>load<u32>(arena + ((<usize>(first + i)) << 3), 4), 0);
  }
  let low = from;
  let high = to - 1;
  while (low <= high) {
    if (load<u8>(isSmall + <usize>load<u32>(rows + ((<usize>low) << 2))) === 0) low++;
    else swapRows(low, high--);
  }
  return low;
}

function swapRows(a: i32, b: i32): void {
  const one = load<u32>(rows + ((<usize>a) << 2));
  const other = load<u32>(rows + ((<usize>b) << 2));
  store<u32>(rows + ((<usize>a) << 2), other);
  store<u32>(rows + ((<usize>b) << 2), one);
  store<u32>(rowPlace + ((<usize>other) << 2), a);
  store<u32>(rowPlace + ((<usize>one) << 2), b);
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
    const edge = valueAt(splitAbove ? from + length - splitCount : from + splitCount - 1);
    const next = splitAbove ? from + length - splitCount - 1 : from + splitCount;
    const neighbour: f64 = next >= from && next < from + length ? valueAt(next) : 0;
    const other: f64 = length < size && neighbour > 0 !== edge > 0 ? 0 : neighbour;
    lower = min<f64>(edge, other);
    upper = max<f64>(edge, other);
  }
  const middle = <f64>(<f32>(lower / 2 + upper / 2));
  return middle >= lower && middle < upper ? middle : lower;
}

function valueOfEntry(entry: u32): f64 {
  return <f64>load<f32>(valueOf + ((<usize>entry) << 2));
}

function valueAt(i: i32): f64 {
  return valueOfEntry(load<u32>(arena + ((<usize>i) << 3)));
}

function valueIn(row: u32, column: i32): f64 {
  const end = load<u32>(indptr + ((<usize>row) << 2), 4);
  for (let k = load<u32>(indptr + ((<usize>row) << 2)); k < end; k++) {
    if (load<i32>(indices + ((<usize>k) << 2)) === column) {
      return valueOfEntry(load<u32>(entryAt + ((<usize>k) << 2)));
    }
  }
  return 0;
}

function draw(seed: u32): void {
  drawOne = hash32(seed ^ 0x6a09e667);
  drawTwo = hash32(drawOne ^ 0xbb67ae85);
  drawThree = hash32(drawTwo ^ 0x3c6ef372);
  drawnBeyond = -1;
}

function isDrawn(column: i32): bool {
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
function drawOn(rowFrom: i32, rowTo: i32, from: i32, to: i32): bool {
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

function hasDrawnSingle(row: u32): bool {
  const end = load<u32>(indptr + ((<usize>row) << 2), 4);
  for (let k = load<u32>(indptr + ((<usize>row) << 2)); k < end; k++) {
    if (load<u8>(isSingle + <usize>load<u32>(entryAt + ((<usize>k) << 2))) === 0) continue;
    if (isDrawn(load<i32>(indices + ((<usize>k) << 2)))) return true;
  }
  return false;
}

function search(id: i32, seed: u32, rowFrom: i32, rowTo: i32, from: i32, to: i32): void {
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
      setSplit(best, column, -1, 0, false);
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
  visits += <u32>length;
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

function setSplit(gain: f64, column: i32, segment: i32, count: i32, above: bool): void {
  splitGain = gain;
  splitFeature = column;
  splitSegment = segment;
  splitCount = count;
  splitAbove = above;
  splitRow = -1;
}

/** Closes the holes of a segment and forgets its blocks. */
function bringTogether(s: usize): void {
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

/** Cuts a segment whose entries stand together into blocks; false where there is no room for them. */
function makeBlocks(s: usize): bool {
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
    blockTop += count;
  }
  store<u32>(s, count, BLOCK_COUNT);
  store<u32>(s, below, BLOCKS_BELOW);
  store<u32>(s, length, BUILT);
  visits += <u32>length;
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
function measure(block: usize): void {
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

/** As {@link lookAt}: below zero from the lowest block on, above from the highest. */
function lookAtBlocks(id: i32, seed: u32, size: i32, k: i32): void {
  const s = segmentAt(k);
  const first = load<u32>(s, FIRST_BLOCK);
  const count = load<u32>(s, BLOCK_COUNT);
  const below = load<u32>(s, BLOCKS_BELOW);
  let most: f64 = 0;
  let heaviest: f64 = 0;
  visits += count;
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
  visits += <u32>held;
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

/** Takes one entry out of a segment in blocks. */
function takeOut(s: usize, entry: u32, row: u32): void {
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

function divide(from: i32, to: i32, smallFrom: i32, smallEnd: i32, largeIsLeaf: bool, smallIsLeaf: bool): bool {
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
        arenaTop += moves;
      }
      store<u32>(s, stays, LENGTH);
      continue;
    }
    bringTogether(s);
    const first = load<u32>(s, START);
    if (stays > 0 && (stays >= fewest || moves >= fewest || fewest === 2)) {
      visits += stays + moves;
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
      visits += 16;
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

function resume(from: i32, to: i32): void {
  for (let k = from; k < to; k++) store<u32>(place + ((<usize>load<i32>(segmentAt(k))) << 2), k);
}

function countColumns(from: i32, to: i32): i32 {
  let found: i32 = 0;
  for (let i = from; i < to; i++) {
    const row = load<u32>(rows + ((<usize>i) << 2));
    const end = load<u32>(indptr + ((<usize>row) << 2), 4);
    visits += end - load<u32>(indptr + ((<usize>row) << 2));
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
