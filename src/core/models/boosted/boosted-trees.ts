import type { CsrMatrix } from "../../sparse/csr";

/**
 * Trees end to end, each in preorder: the left child of node `i` is `i + 1`. A row goes left where its column is at most
 * the threshold; missing values go left where `missingLeft` is 1.
 */
export interface BoostedTrees {
  readonly start: Uint32Array;
  /** -1 in a leaf */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly missingLeft: Uint8Array;
  /** counted from the tree's own first node */
  readonly right: Uint32Array;
  /** what the node adds to the raw score, learning rate included; of inner nodes what it would add as a leaf */
  readonly value: Float64Array;
}

export function joinBoostedTrees(trees: readonly BoostedTrees[]): BoostedTrees {
  const total = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const joined = {
    start: new Uint32Array(trees.length + 1),
    feature: new Int32Array(total),
    threshold: new Float64Array(total),
    missingLeft: new Uint8Array(total),
    right: new Uint32Array(total),
    value: new Float64Array(total),
  };
  let at = 0;
  trees.forEach((tree, i) => {
    joined.feature.set(tree.feature, at);
    joined.threshold.set(tree.threshold, at);
    joined.missingLeft.set(tree.missingLeft, at);
    joined.right.set(tree.right, at);
    joined.value.set(tree.value, at);
    at += tree.feature.length;
    joined.start[i + 1] = at;
  });
  return joined;
}

/** The child of an inner node that a row, spread out in `dense`, goes on to. `first` is the tree's first node. */
export function nextNode(trees: BoostedTrees, first: number, node: number, dense: Float64Array): number {
  const value = dense[trees.feature[node]];
  const goesLeft = value <= trees.threshold[node] || (trees.missingLeft[node] === 1 && Number.isNaN(value));
  return goesLeft ? node + 1 : first + trees.right[node];
}

/**
 * Adds to `scores`, `outputs` a row, what trees [from, to) say: tree `t` to output `t % outputs`. One scratch row is spread out and
 * cleared again, so nothing is allocated per row.
 */
export function addScores(
  trees: BoostedTrees,
  x: CsrMatrix,
  scores: Float64Array,
  range: { readonly outputs: number; readonly from: number; readonly to: number },
): void {
  const { start, feature, value } = trees;
  const dense = new Float64Array(x.columns);
  for (let row = 0; row < x.rows; row++) {
    for (let k = x.indptr[row]; k < x.indptr[row + 1]; k++) dense[x.indices[k]] = x.values[k];
    for (let tree = range.from; tree < range.to; tree++) {
      let node = start[tree];
      while (feature[node] >= 0) node = nextNode(trees, start[tree], node, dense);
      scores[row * range.outputs + (tree % range.outputs)] += value[node];
    }
    for (let k = x.indptr[row]; k < x.indptr[row + 1]; k++) dense[x.indices[k]] = 0;
  }
}
