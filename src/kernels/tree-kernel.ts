// AssemblyScript, not TypeScript: cli/build-kernels.ts compiles it to core/models/tree/tree-kernel-bytes.ts.
//
// Grows one regression tree by squared error: the trees of core/models/tree
// (tree-grower.ts, active-entries.ts, column-draw.ts, split-search.ts), to the last bit; the reasons stand there. Sums are
// exact, so the order of visiting is free, and long segments take a way of their own here (blocks.ts).

import { bringTogether } from "./tree/blocks";
import { draw, drawOn, hashPair, isPartial, setDraw } from "./tree/column-draw";
import { divide, largeTo, resume, smallTo } from "./tree/divide";
import { divideRows, total } from "./tree/divide-rows";
import {
  arenaTop,
  blockTop,
  columnCount,
  count,
  decrease,
  feature,
  goesTo,
  isSmall,
  labels,
  left,
  right,
  rowCount,
  rowPlace,
  rows,
  segmentAt,
  setArenaTop,
  setBlockTop,
  targets,
  threshold,
  value,
} from "./tree/memory";
import { plant } from "./tree/plant";
import { search } from "./tree/search";
import {
  minSamplesLeaf,
  setLeafLimit,
  setNode,
  sideIsAbove,
  splitCount,
  splitFeature,
  splitGain,
  splitRow,
  splitSegment,
  sum,
  thresholdOf,
  weight,
} from "./tree/split";
import { isOver, mayGoOn, startWork } from "./tree/work";

export { configure } from "./tree/memory";

let maxDepth: i32 = 0;
let minSamplesSplit: i32 = 0;
let offset: f64 = 0;
let scale: f64 = 1;
let nodes: i32 = 0;

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
  setDraw(columnsPerSplit);
  setLeafLimit(leafLimit);
  maxDepth = depthLimit;
  minSamplesSplit = splitLimit;
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
  startWork();
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
    setNode(w, s);
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
    setArenaTop(arenaBefore);
    isLeaf = largeIsLeaf;
    if (!isLeaf && !smallIsLeaf) resume(from, largeEnd);
    id = largeId;
    seed = largeSeed;
    rowTo = middle;
    to = largeEnd;
  }
  setBlockTop(blocksBefore);
  return true;
}
