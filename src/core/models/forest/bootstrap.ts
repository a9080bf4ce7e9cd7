import { hashPair, TreeRandom } from "../tree/tree-random";

/** Streams of one tree must differ from each other and from those of every other tree. */
const ROWS_STREAM = 1;
const SPLITS_STREAM = 2;

export function splitSeed(seed: number, tree: number): number {
  return hashPair(hashPair(seed, tree), SPLITS_STREAM);
}

/**
 * How often each row is drawn for a tree: `share` of the rows (at least one), with replacement, every row alike, as
 * scikit-learn does. Depends on the seed and the tree's index alone.
 */
export function drawRows(rows: number, share: number, seed: number, tree: number): Float64Array {
  const random = new TreeRandom(hashPair(hashPair(seed, tree), ROWS_STREAM));
  const counts = new Float64Array(rows);
  for (let i = rowsDrawn(rows, share); i > 0; i--) counts[random.below(rows)]++;
  return counts;
}

export function rowsDrawn(rows: number, share: number): number {
  return Math.max(1, Math.round(rows * share));
}
