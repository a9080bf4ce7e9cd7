// AssemblyScript, part of tree-kernel.ts.
//
// The node that is being split, and the best split of it so far.

import { hashPair } from "./column-draw";
import { LENGTH, segmentAt, START, valueAt, valueIn } from "./memory";

export let minSamplesLeaf: i32 = 0;
/** Fewer entries than this are no side of any split below: their columns leave the lists. */
export let fewest: u32 = 2;

/** Of the node's rows. */
export let weight: f64 = 0;
export let sum: f64 = 0;

export let splitGain: f64 = -1;
export let splitFeature: i32 = -1;
export let splitSegment: i32 = -1;
/** Entries on the side. */
export let splitCount: i32 = 0;
export let splitAbove: bool = false;
/** The one row of the side, where the column has no segment. */
export let splitRow: i32 = -1;

export function setLeafLimit(limit: i32): void {
  minSamplesLeaf = limit;
  fewest = max<u32>(2, limit);
}

export function setNode(w: f64, s: f64): void {
  weight = w;
  sum = s;
}

export function setSplit(gain: f64, column: i32, segment: i32, count: i32, above: bool): void {
  splitGain = gain;
  splitFeature = column;
  splitSegment = segment;
  splitCount = count;
  splitAbove = above;
  splitRow = -1;
}

/** A split by a column that holds one entry in the node. */
export function setSingleSplit(gain: f64, column: i32, row: i32): void {
  setSplit(gain, column, -1, 0, false);
  splitRow = row;
}

export function isTooSmall(side: i32, size: i32): bool {
  return side < minSamplesLeaf || size - side < minSamplesLeaf;
}

export function winsTie(seed: u32, column: i32, above: bool): bool {
  if (column === splitFeature) return above && splitAbove;
  const mine = hashPair(seed, column);
  const other = hashPair(seed, splitFeature);
  return mine < other || (mine === other && column < splitFeature);
}

export function sideIsAbove(): bool {
  if (splitRow < 0) return splitAbove;
  return valueIn(splitRow, splitFeature) > 0;
}

export function thresholdOf(size: i32): f64 {
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
