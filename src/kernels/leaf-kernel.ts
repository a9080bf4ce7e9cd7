// AssemblyScript, not TypeScript: cli/build-kernels.ts compiles it to core/models/tree/leaf-kernel-bytes.ts.
//
// Sums the leaves that many rows reach in some trees, for each row in the order of the trees, so with the bits of sumLeaves in
// core/models/tree/tree-prediction.ts. Memory is laid out by leaf-sums.ts.
//
// What costs time on a walk from node to node is not its steps but that each has to wait for the one before, and that nobody
// can foretell where it ends. So a row walks four trees at once, eight nodes of each at a time, and all rows walk these four
// before the next: rows of text lack most columns that a path asks for, go left again and again, and left children follow
// their parents in memory. A leaf sends every row to itself, so that a walk that has ended stays where it is.
//
// Of trees so large that memory holds one at a time four rows walk it at once instead.

import { addLeaf } from "./leaf/add-leaf";

/** Of each node, the address in `dense` of the column it asks for; in a leaf one that is always 0. */
let places: usize = 0;
/** Minus infinity in a leaf. */
let thresholds: usize = 0;
/** Right children, 4 bytes a node from the first of those in memory; a leaf's is itself. */
let rights: usize = 0;
let values: usize = 0;
let starts: usize = 0;
let indptr: usize = 0;
let indices: usize = 0;
let data: usize = 0;
let sums: usize = 0;
/** One row spread out, zero where it stores nothing; where four rows walk a tree, column by column the four of them. */
let dense: usize = 0;

let outputs: i32 = 0;

export function configure(table: usize, outputsInAll: i32): void {
  outputs = outputsInAll;
  places = load<u32>(table);
  thresholds = load<u32>(table, 4);
  rights = load<u32>(table, 8);
  values = load<u32>(table, 12);
  starts = load<u32>(table, 16);
  indptr = load<u32>(table, 20);
  indices = load<u32>(table, 24);
  data = load<u32>(table, 28);
  sums = load<u32>(table, 32);
  dense = load<u32>(table, 36);
}

/** Adds the leaves of four trees, or of those of them that there are, to the sums of so many rows. */
export function sumLeaves(rows: i32, firstTree: i32, trees: i32): void {
  for (let row = 0; row < rows; row++) {
    const begin = load<u32>(indptr + ((<usize>row) << 2));
    const end = load<u32>(indptr + ((<usize>row) << 2), 4);
    for (let k = begin; k < end; k++) store<f32>(denseOf(k), load<f32>(data + ((<usize>k) << 2)));
    walkFour(row, firstTree, min(firstTree + 4, trees) - 1);
    for (let k = begin; k < end; k++) store<f32>(denseOf(k), 0);
  }
}

/** {@link sumLeaves} of one tree; `places` then lie four times as far apart. */
export function sumLeavesOfOne(rows: i32): void {
  for (let row = 0; row < rows; row += 4) {
    const count = min(rows - row, 4);
    for (let k = 0; k < count; k++) spreadAmongFour(row + k, k, true);
    walkOne(row, count);
    for (let k = 0; k < count; k++) spreadAmongFour(row + k, k, false);
  }
}

function spreadAmongFour(row: i32, k: i32, isThere: bool): void {
  const end = load<u32>(indptr + ((<usize>row) << 2), 4);
  for (let entry = load<u32>(indptr + ((<usize>row) << 2)); entry < end; entry++) {
    const column = <usize>load<u32>(indices + ((<usize>entry) << 2));
    const value: f32 = isThere ? load<f32>(data + ((<usize>entry) << 2)) : 0;
    store<f32>(dense + (column << 4) + ((<usize>k) << 2), value);
  }
}

/** As walkFour, which is not to pay for where a row's values lie. */
function walkOne(row: i32, count: i32): void {
  const p = places;
  const t = thresholds;
  const r = rights;
  let atA = rootOf(0);
  let atB = atA;
  let atC = atA;
  let atD = atA;
  for (;;) {
    const nextA = eightOnOf(atA, p, t, r, 0);
    const nextB = eightOnOf(atB, p, t, r, 4);
    const nextC = eightOnOf(atC, p, t, r, 8);
    const nextD = eightOnOf(atD, p, t, r, 12);
    const moved = (nextA ^ atA) | (nextB ^ atB) | (nextC ^ atC) | (nextD ^ atD);
    atA = nextA;
    atB = nextB;
    atC = nextC;
    atD = nextD;
    if (moved === 0) break;
  }
  addTo(row, atA);
  if (count > 1) addTo(row + 1, atB);
  if (count > 2) addTo(row + 2, atC);
  if (count > 3) addTo(row + 3, atD);
}

function denseOf(entry: u32): usize {
  return dense + ((<usize>load<u32>(indices + ((<usize>entry) << 2))) << 2);
}

function walkFour(row: i32, tree: i32, last: i32): void {
  // Engines read a global anew at every use.
  const p = places;
  const t = thresholds;
  const r = rights;
  let atA = rootOf(tree);
  let atB = rootOf(min(tree + 1, last));
  let atC = rootOf(min(tree + 2, last));
  let atD = rootOf(min(tree + 3, last));
  for (;;) {
    const nextA = eightOn(atA, p, t, r);
    const nextB = eightOn(atB, p, t, r);
    const nextC = eightOn(atC, p, t, r);
    const nextD = eightOn(atD, p, t, r);
    const moved = (nextA ^ atA) | (nextB ^ atB) | (nextC ^ atC) | (nextD ^ atD);
    atA = nextA;
    atB = nextB;
    atC = nextC;
    atD = nextD;
    if (moved === 0) break;
  }
  addTo(row, atA);
  if (tree < last) addTo(row, atB);
  if (tree + 1 < last) addTo(row, atC);
  if (tree + 2 < last) addTo(row, atD);
}

/** Four times the number of a tree's root. */
function rootOf(tree: i32): usize {
  return (<usize>load<u32>(starts + ((<usize>tree) << 2))) << 2;
}

/** Where the row is after the node at `at` and the seven behind it: at the first right child, or eight nodes on. */
function eightOn(at: usize, p: usize, t: usize, r: usize): usize {
  const right = goRight(p + at, t + at) | (goRight(p + at + 16, t + at + 16) << 4) | 256;
  const node = at + ((<usize>ctz(right)) << 2);
  // All ones where a node sends it right: not a choice, which engines make a branch of.
  return node + ((<usize>load<u32>(r + node) - node) & (<usize>(0 - <i32>(right !== 256))));
}

/** A bit for each of the four nodes from `at` on that sends the row right. */
function goRight(place: usize, threshold: usize): i32 {
  let row = v128.load32_zero(<usize>load<u32>(place));
  row = v128.load_lane<f32>(<usize>load<u32>(place, 4), row, 1);
  row = v128.load_lane<f32>(<usize>load<u32>(place, 8), row, 2);
  row = v128.load_lane<f32>(<usize>load<u32>(place, 12), row, 3);
  return i32x4.bitmask(f32x4.le(row, v128.load(threshold))) ^ 15;
}

/** {@link eightOn} for the row whose values lie so many bytes behind the first of four. */
function eightOnOf(at: usize, p: usize, t: usize, r: usize, behind: usize): usize {
  const right = goRightOf(p + at, t + at, behind) | (goRightOf(p + at + 16, t + at + 16, behind) << 4) | 256;
  const node = at + ((<usize>ctz(right)) << 2);
  return node + ((<usize>load<u32>(r + node) - node) & (<usize>(0 - <i32>(right !== 256))));
}

function goRightOf(place: usize, threshold: usize, behind: usize): i32 {
  let row = v128.load32_zero(<usize>load<u32>(place) + behind);
  row = v128.load_lane<f32>(<usize>load<u32>(place, 4) + behind, row, 1);
  row = v128.load_lane<f32>(<usize>load<u32>(place, 8) + behind, row, 2);
  row = v128.load_lane<f32>(<usize>load<u32>(place, 12) + behind, row, 3);
  return i32x4.bitmask(f32x4.le(row, v128.load(threshold))) ^ 15;
}

function addTo(row: i32, at: usize): void {
  addLeaf(
    sums + ((<usize>(row * outputs)) << 3),
    outputs === 1 ? values + (at << 1) : values + at * <usize>outputs,
    outputs,
  );
}
