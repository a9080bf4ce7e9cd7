import type { ActiveEntries } from "./active-entries";
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
  readonly minSamplesLeaf: number;
  /** columns to try have this mark; null tries all */
  readonly marks: Uint32Array | null;
  readonly mark: number;
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
}

/** How far apart two gains may be for the cheap comparison, which has no division, to look again: some rounding errors. */
const NEARLY = 1 - 1e-12;

const tied: number[] = [];

/**
 * The best split by squared error, or gain -1 where there is none. Every order of looking gives the same split: of columns
 * that are equally good the one with the least hash of (node, column) is taken, so chance decides, and it is the
 * lowest cut within it.
 */
export function searchSquared(entries: ActiveEntries, targets: WeightedTargets, node: SearchNode, split: Split): void {
  const { arena, feature, start, length } = entries;
  const { row: rowOf, value, hasNegative } = entries.columns;
  const { weight: W, sum: S, minSamplesLeaf, marks, mark } = node;
  const size = node.rowTo - node.rowFrom;
  noSplit(split);
  if (minSamplesLeaf === 1) searchSinglesSquared(entries, targets, node, split);
  let best = split.gain;
  let low = best * NEARLY;
  for (let k = node.segmentFrom; k < node.segmentTo; k++) {
    const column = feature[k];
    if (marks !== null && marks[column] !== mark) continue;
    const from = start[k];
    const to = from + length[k];
    let positive = from;
    if (hasNegative[column] === 1) {
      positive = firstPositive(arena, value, from, to);
      let w = 0;
      let s = 0;
      for (let i = from; i < positive; i++) {
        const at = rowOf[arena[i]] << 1;
        w += targets[at];
        s += targets[at + 1];
        const d = s * W - w * S;
        const product = w * (W - w);
        if (d * d < low * product || product <= 0) continue;
        const gain = (d * d) / product;
        if (gain < best || isTooSmall(i + 1 - from, size, minSamplesLeaf)) continue;
        if (i + 1 < positive && value[arena[i + 1]] === value[arena[i]]) continue;
        if (gain === best && !winsTie(node.seed, column, split, false)) continue;
        best = gain;
        low = best * NEARLY;
        setSplit(split, gain, column, from, i, false);
      }
    }
    let w = 0;
    let s = 0;
    for (let i = to - 1; i >= positive; i--) {
      const at = rowOf[arena[i]] << 1;
      w += targets[at];
      s += targets[at + 1];
      const d = s * W - w * S;
      const product = w * (W - w);
      if (d * d < low * product || product <= 0) continue;
      const gain = (d * d) / product;
      if (gain < best || isTooSmall(to - i, size, minSamplesLeaf)) continue;
      if (i > positive && value[arena[i - 1]] === value[arena[i]]) continue;
      if (gain === best && !winsTie(node.seed, column, split, true)) continue;
      best = gain;
      low = best * NEARLY;
      setSplit(split, gain, column, i, to - 1, true);
    }
  }
}

/** The same search for any criterion. With `SquaredError` it finds what {@link searchSquared} finds, to the last bit. */
export function searchCriterion(entries: ActiveEntries, criterion: Criterion, node: SearchNode, split: Split): void {
  const { arena, feature, start, length } = entries;
  const { row: rowOf, value, hasNegative } = entries.columns;
  const { minSamplesLeaf, marks, mark } = node;
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
    if (marks !== null && marks[column] !== mark) continue;
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
        setSplit(split, gain, column, from, i, false);
      }
    }
    criterion.clear();
    for (let i = to - 1; i >= positive; i--) {
      criterion.add(rowOf[arena[i]]);
      if (i > positive && value[arena[i - 1]] === value[arena[i]]) continue;
      if (isTooSmall(to - i, size, minSamplesLeaf)) continue;
      const gain = criterion.gain();
      if (gain < split.gain || (gain === split.gain && !winsTie(node.seed, column, split, true))) continue;
      setSplit(split, gain, column, i, to - 1, true);
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
  const { indptr, indices } = entries.columns;
  const { rows, marks, mark, seed } = node;
  tied.length = 0;
  let best = -1;
  for (let i = node.rowFrom; i < node.rowTo; i++) {
    const row = rows[i];
    if (singles[row] === 0 || (marks !== null && !hasMarkedSingle(entries, row, marks, mark))) continue;
    const gain = gainOf(row);
    if (gain < best || gain === -Infinity) continue;
    if (gain > best) tied.length = 0;
    best = gain;
    tied.push(row);
  }
  let least = Infinity;
  for (const row of tied) {
    for (let k = indptr[row]; k < indptr[row + 1]; k++) {
      if (isSingle[k] === 0 || (marks !== null && marks[indices[k]] !== mark)) continue;
      const hash = hashPair(seed, indices[k]);
      if (hash > least || (hash === least && indices[k] > split.feature)) continue;
      least = hash;
      setSplit(split, best, indices[k], 0, -1, false);
      split.row = row;
    }
  }
}

function hasMarkedSingle(entries: ActiveEntries, row: number, marks: Uint32Array, mark: number): boolean {
  const { indptr, indices } = entries.columns;
  for (let k = indptr[row]; k < indptr[row + 1]; k++) {
    if (entries.isSingle[k] === 1 && marks[indices[k]] === mark) return true;
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
  setSplit(split, -1, -1, 0, -1, false);
}

function setSplit(split: Split, gain: number, feature: number, first: number, last: number, above: boolean): void {
  split.gain = gain;
  split.feature = feature;
  split.first = first;
  split.last = last;
  split.above = above;
  split.row = -1;
}
