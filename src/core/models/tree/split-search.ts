import type { ActiveEntries } from "./active-entries";
import type { ColumnDraw } from "./column-draw";
import type { Criterion, WeightedTargets } from "./criterion";
import { hashPair } from "./tree-random";

/** The node in which a split is sought: its rows, segments, totals and settings. */
export interface SearchNode {
  readonly rows: Uint32Array;
  readonly rowFrom: number;
  readonly rowTo: number;
  readonly segmentFrom: number;
  readonly segmentTo: number;
  readonly weight: number;
  readonly sum: number;
  readonly seed: number;
  readonly id: number;
  /** the node's mean is written here at `id`; those of the nodes above it stand there */
  readonly means: Float64Array;
  readonly minSamplesLeaf: number;
  /** columns to try; null tries all */
  readonly draw: ColumnDraw | null;
}

/**
 * A split: the rows of `arena[first .. last]` on one side, every other row of the node on the other. `above` is true when
 * that side holds the larger values. For a column with one entry left `row` is that entry's row and the range is empty.
 */
export interface Split {
  gain: number;
  feature: number;
  first: number;
  last: number;
  above: boolean;
  row: number;
  /** where the column stands in the node's list; -1 with one entry left */
  segment: number;
}

const tied: number[] = [];

/** Bounds are kept in 32 bits: this makes up for their rounding and for that of the sums they come from. */
const ROUNDED_UP = 1 + 1e-6;

let candidates = new Uint32Array(1024);

/**
 * The best split by squared error, or feature -1 where there is none. Every order of looking gives the same split: of
 * columns that are equally good the one with the least hash of (node, column) is taken, so chance decides, and the
 * lowest cut within it.
 *
 * Segments that cannot win are not looked at. With `a = s - w m` for a side of weight w, sum s and the node's mean m, a
 * split is worth `a^2 W / (w (W - w))`. While a segment keeps its entries, w and s stay; when the node loses rows, W
 * becomes W' and m becomes m'. So the root of the worth is at most `(reach + |m' - m| v) sqrt(W' / (W' - v^2))`, where
 * `reach` is the largest root found before and v^2, the segment's whole weight, is the largest w.
 */
export function searchSquared(entries: ActiveEntries, targets: WeightedTargets, node: SearchNode, split: Split): void {
  const { feature, length, reach, breadth, seenAt } = entries;
  const { weight: W, draw, means } = node;
  const mean = node.sum / W;
  means[node.id] = mean;
  noSplit(split);
  if (node.minSamplesLeaf === 1) searchSinglesSquared(entries, targets, node, split);
  if (candidates.length < node.segmentTo - node.segmentFrom) candidates = new Uint32Array(2 * node.segmentTo);
  let count = 0;
  let widest = -1;
  let most = -1;
  for (let k = node.segmentFrom; k < node.segmentTo; k++) {
    // A side is no larger than its column's entries.
    if (length[k] < node.minSamplesLeaf || (draw !== null && !draw.has(feature[k]))) continue;
    if (reach[k] === Infinity) {
      lookAt(entries, targets, node, k, split);
      continue;
    }
    const v = breadth[k];
    const root = reach[k] + Math.abs(mean - means[seenAt[k]]) * v;
    const worth = root * root;
    if (worth * W * W < split.gain * (W - v * v)) continue;
    if (worth > most) {
      most = worth;
      widest = k;
    }
    candidates[count++] = k;
  }
  if (widest < 0) return;
  lookAt(entries, targets, node, widest, split);
  for (let i = 0; i < count; i++) {
    const k = candidates[i];
    if (k === widest) continue;
    const v = breadth[k];
    const root = reach[k] + Math.abs(mean - means[seenAt[k]]) * v;
    if (root * root * W * W < split.gain * (W - v * v)) continue;
    lookAt(entries, targets, node, k, split);
  }
}

/**
 * Every cut of one segment: first what the best of them is worth, in a loop without a branch to guess, and only if
 * that could win, which it is and whether it is allowed.
 */
function lookAt(entries: ActiveEntries, targets: WeightedTargets, node: SearchNode, k: number, split: Split): void {
  const { arena } = entries;
  const { row: rowOf, value, hasNegative } = entries.columns;
  const { weight: W, sum: S } = node;
  const from = entries.start[k];
  const to = from + entries.length[k];
  const positive = hasNegative[entries.feature[k]] === 1 ? firstPositive(arena, value, from, to) : from;
  let best = 0;
  let heaviest = 0;
  let w = 0;
  let s = 0;
  for (let i = from; i < positive; i++) {
    const at = rowOf[arena[i]] << 1;
    w += targets[at];
    s += targets[at + 1];
    const d = s * W - w * S;
    const gain = (d * d) / (w * (W - w));
    if (gain > best) best = gain; // NaN where the side is the whole node
  }
  heaviest = w;
  w = 0;
  s = 0;
  for (let i = to - 1; i >= positive; i--) {
    const at = rowOf[arena[i]] << 1;
    w += targets[at];
    s += targets[at + 1];
    const d = s * W - w * S;
    const gain = (d * d) / (w * (W - w));
    if (gain > best) best = gain; // NaN where the side is the whole node
  }
  entries.reach[k] = Math.sqrt(best / W) * ROUNDED_UP;
  entries.breadth[k] = Math.sqrt(Math.max(heaviest, w)) * ROUNDED_UP;
  entries.seenAt[k] = node.id;
  if (best >= split.gain) takeBestCut(entries, targets, node, k, positive, split);
}

function takeBestCut(
  entries: ActiveEntries,
  targets: WeightedTargets,
  node: SearchNode,
  k: number,
  positive: number,
  split: Split,
): void {
  const { arena } = entries;
  const { row: rowOf, value } = entries.columns;
  const { weight: W, sum: S, minSamplesLeaf } = node;
  const size = node.rowTo - node.rowFrom;
  const column = entries.feature[k];
  const from = entries.start[k];
  const to = from + entries.length[k];
  let w = 0;
  let s = 0;
  for (let i = from; i < positive; i++) {
    const at = rowOf[arena[i]] << 1;
    w += targets[at];
    s += targets[at + 1];
    const d = s * W - w * S;
    const gain = (d * d) / (w * (W - w));
    if (!(gain >= split.gain) || isTooSmall(i + 1 - from, size, minSamplesLeaf)) continue;
    if (i + 1 < positive && value[arena[i + 1]] === value[arena[i]]) continue;
    if (gain === split.gain && !winsTie(node.seed, column, split, false)) continue;
    setSplit(split, gain, column, k, from, i, false);
  }
  w = 0;
  s = 0;
  for (let i = to - 1; i >= positive; i--) {
    const at = rowOf[arena[i]] << 1;
    w += targets[at];
    s += targets[at + 1];
    const d = s * W - w * S;
    const gain = (d * d) / (w * (W - w));
    if (!(gain >= split.gain) || isTooSmall(to - i, size, minSamplesLeaf)) continue;
    if (i > positive && value[arena[i - 1]] === value[arena[i]]) continue;
    if (gain === split.gain && !winsTie(node.seed, column, split, true)) continue;
    setSplit(split, gain, column, k, i, to - 1, true);
  }
}

/** The same search for any criterion. With `SquaredError` it finds what {@link searchSquared} finds, to the last bit. */
export function searchCriterion(entries: ActiveEntries, criterion: Criterion, node: SearchNode, split: Split): void {
  const { arena, feature, start, length } = entries;
  const { row: rowOf, value, hasNegative } = entries.columns;
  const { minSamplesLeaf, draw } = node;
  const size = node.rowTo - node.rowFrom;
  noSplit(split);
  if (minSamplesLeaf === 1) {
    searchSingles(entries, node, split, (row) => {
      criterion.clear();
      criterion.add(row);
      return criterion.gain();
    });
  }
  for (let k = node.segmentFrom; k < node.segmentTo; k++) {
    const column = feature[k];
    if (draw !== null && !draw.has(column)) continue;
    const from = start[k];
    const to = from + length[k];
    let positive = from;
    if (hasNegative[column] === 1) {
      positive = firstPositive(arena, value, from, to);
      criterion.clear();
      for (let i = from; i < positive; i++) {
        criterion.add(rowOf[arena[i]]);
        if (i + 1 < positive && value[arena[i + 1]] === value[arena[i]]) continue;
        if (isTooSmall(i + 1 - from, size, minSamplesLeaf)) continue;
        const gain = criterion.gain();
        if (gain < split.gain || (gain === split.gain && !winsTie(node.seed, column, split, false))) continue;
        setSplit(split, gain, column, k, from, i, false);
      }
    }
    criterion.clear();
    for (let i = to - 1; i >= positive; i--) {
      criterion.add(rowOf[arena[i]]);
      if (i > positive && value[arena[i - 1]] === value[arena[i]]) continue;
      if (isTooSmall(to - i, size, minSamplesLeaf)) continue;
      const gain = criterion.gain();
      if (gain < split.gain || (gain === split.gain && !winsTie(node.seed, column, split, true))) continue;
      setSplit(split, gain, column, k, i, to - 1, true);
    }
  }
}

function searchSinglesSquared(entries: ActiveEntries, targets: WeightedTargets, node: SearchNode, split: Split): void {
  const { weight: W, sum: S } = node;
  searchSingles(entries, node, split, (row) => {
    const w = targets[2 * row];
    const d = targets[2 * row + 1] * W - w * S;
    const product = w * (W - w);
    return product > 0 ? (d * d) / product : -Infinity;
  });
}

/** Columns with one entry left: one gain for each row that has some, then chance among the columns of the best rows. */
function searchSingles(entries: ActiveEntries, node: SearchNode, split: Split, gainOf: (row: number) => number): void {
  const { singles, isSingle } = entries;
  const { indptr, indices, entryAt } = entries.columns;
  const { rows, draw, seed } = node;
  tied.length = 0;
  let best = -1;
  for (let i = node.rowFrom; i < node.rowTo; i++) {
    const row = rows[i];
    if (singles[row] === 0 || (draw !== null && !hasDrawnSingle(entries, row, draw))) continue;
    const gain = gainOf(row);
    if (gain < best || gain === -Infinity) continue;
    if (gain > best) tied.length = 0;
    best = gain;
    tied.push(row);
  }
  let least = Infinity;
  for (const row of tied) {
    for (let k = indptr[row]; k < indptr[row + 1]; k++) {
      if (isSingle[entryAt[k]] === 0 || (draw !== null && !draw.has(indices[k]))) continue;
      const hash = hashPair(seed, indices[k]);
      if (hash > least || (hash === least && indices[k] > split.feature)) continue;
      least = hash;
      setSplit(split, best, indices[k], -1, 0, -1, false);
      split.row = row;
    }
  }
}

function hasDrawnSingle(entries: ActiveEntries, row: number, draw: ColumnDraw): boolean {
  const { indptr, indices, entryAt } = entries.columns;
  for (let k = indptr[row]; k < indptr[row + 1]; k++) {
    if (entries.isSingle[entryAt[k]] === 1 && draw.has(indices[k])) return true;
  }
  return false;
}

function isTooSmall(side: number, size: number, minSamplesLeaf: number): boolean {
  return side < minSamplesLeaf || size - side < minSamplesLeaf;
}

function winsTie(seed: number, column: number, split: Split, above: boolean): boolean {
  // Cuts come from the top down above zero and, before that, from the bottom up below it: the lowest cut stays.
  if (column === split.feature) return above && split.above;
  const mine = hashPair(seed, column);
  const other = hashPair(seed, split.feature);
  return mine < other || (mine === other && column < split.feature);
}

/** Where the entries above zero begin in an ascending run without zeros. */
function firstPositive(arena: Uint32Array, value: Float32Array, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value[arena[middle]] < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function noSplit(split: Split): void {
  setSplit(split, -1, -1, -1, 0, -1, false);
}

function setSplit(
  split: Split,
  gain: number,
  feature: number,
  segment: number,
  first: number,
  last: number,
  above: boolean,
): void {
  split.gain = gain;
  split.feature = feature;
  split.segment = segment;
  split.first = first;
  split.last = last;
  split.above = above;
  split.row = -1;
}
