/** One tree as the walk sees it: where a node leads and what a leaf says. */
export interface WalkedTrees {
  /** first node of each tree, and the number of nodes at the end */
  readonly start: Uint32Array;
  /** -1 in a leaf */
  readonly feature: ArrayLike<number>;
  /** the child of an inner node that a row, spread out in `dense`, goes on to */
  next(tree: number, node: number, dense: ArrayLike<number>): number;
  /** what tree `tree` adds to the prediction where it ends in `node` */
  value(tree: number, node: number): number;
}

/**
 * Shapley values of every column for one row against background rows, exactly: the game whose worth of a set of columns is the
 * mean prediction of the background with those columns taken from the row (interventional TreeSHAP, Lundberg et al. 2020;
 * for single trees also Laberge and Pequignot 2022). The values add up to the prediction minus the mean prediction of
 * the background. Columns on which row and background agree wherever a tree asks get nothing. Costs, for every tree and
 * background row, the nodes that can be reached by mixing the two.
 *
 * @param row spread out over all columns
 * @param background rows, each spread out likewise
 * @returns the values by column, and the mean prediction of the background as `base`
 */
export function interventionalShap(
  trees: WalkedTrees,
  row: ArrayLike<number>,
  background: Iterable<ArrayLike<number>>,
): { base: number; parts: Map<number, number> } {
  const { start, feature } = trees;
  const parts = new Map<number, number>();
  /** columns taken so far, those from the row (1) and those from the background (-1) */
  const side = new Map<number, number>();
  let base = 0;
  let rows = 0;

  function walk(tree: number, node: number, other: ArrayLike<number>): void {
    const column = feature[node];
    if (column < 0) return settle(trees.value(tree, node));
    const ours = trees.next(tree, node, row);
    const theirs = trees.next(tree, node, other);
    if (ours === theirs) return walk(tree, ours, other);
    const taken = side.get(column);
    if (taken !== undefined) return walk(tree, taken > 0 ? ours : theirs, other);
    side.set(column, 1);
    walk(tree, ours, other);
    side.set(column, -1);
    walk(tree, theirs, other);
    side.delete(column);
  }

  /** A leaf that needs `p` columns of the row and `q` of the background is worth the same to each of either. */
  function settle(value: number): void {
    let p = 0;
    for (const from of side.values()) if (from > 0) p++;
    const q = side.size - p;
    if (p === 0) base += value;
    const gain = p > 0 ? value / (p * choose(p + q, p)) : 0;
    const loss = q > 0 ? value / (q * choose(p + q, q)) : 0;
    for (const [column, from] of side) {
      parts.set(column, (parts.get(column) ?? 0) + (from > 0 ? gain : -loss));
    }
  }

  for (const other of background) {
    rows++;
    for (let tree = 0; tree < start.length - 1; tree++) walk(tree, start[tree], other);
  }
  for (const [column, value] of parts) parts.set(column, value / rows);
  return { base: base / rows, parts };
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return result;
}
