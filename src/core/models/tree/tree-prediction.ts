import type { Signal } from "../../job";
import type { CsrMatrix } from "../../sparse/csr";
import type { Contributions } from "../model";
import { findLeaf, treeCount, type Trees } from "./trees";

/** Rows between two askings of the signal. */
const ROWS_UNASKED = 32;

/** Sum over the trees of the leaves' values, `outputs` a row. O(rows x (entries of a row + trees x depth)). */
export function sumLeaves(trees: Trees, x: CsrMatrix, signal?: Signal): Float64Array {
  const { outputs, value } = trees;
  const sums = new Float64Array(x.rows * outputs);
  const dense = new Float32Array(x.columns);
  for (let row = 0; row < x.rows; row++) {
    if (row % ROWS_UNASKED === 0) signal?.throwIfAborted();
    spreadRow(x, row, dense);
    const at = row * outputs;
    for (let tree = 0; tree < treeCount(trees); tree++) {
      const leaf = findLeaf(trees, tree, dense) * outputs;
      for (let k = 0; k < outputs; k++) sums[at + k] += value[leaf + k];
    }
    clearRow(x, row, dense);
  }
  return sums;
}

/** Writes a row's values into `dense`, which is zero elsewhere. */
export function spreadRow(x: CsrMatrix, row: number, dense: Float32Array): void {
  for (let k = x.indptr[row]; k < x.indptr[row + 1]; k++) dense[x.indices[k]] = x.values[k];
}

/** Undoes {@link spreadRow}. */
export function clearRow(x: CsrMatrix, row: number, dense: Float32Array): void {
  for (let k = x.indptr[row]; k < x.indptr[row + 1]; k++) dense[x.indices[k]] = 0;
}

/**
 * What moved the sum of the trees for the first row of `row`: at each inner node on its paths the column asked there is
 * credited with the change of the node's value (Saabas 2014). The base is the sum of the roots' values; base and parts
 * add up to the sum of the leaves. Columns the row does not store take part too: their absence moves it.
 */
export function explainPaths(trees: Trees, row: CsrMatrix, output: number): Contributions {
  const dense = new Float32Array(row.columns);
  spreadRow(row, 0, dense);
  const { feature, threshold, right, value, outputs } = trees;
  const parts = new Map<number, number>();
  let base = 0;
  for (let tree = 0; tree < treeCount(trees); tree++) {
    const first = trees.start[tree];
    let node = first;
    base += value[node * outputs + output];
    while (feature[node] >= 0) {
      const column = feature[node];
      const next = dense[column] <= threshold[node] ? node + 1 : first + right[node];
      const moved = value[next * outputs + output] - value[node * outputs + output];
      parts.set(column, (parts.get(column) ?? 0) + moved);
      node = next;
    }
  }
  const columns = Uint32Array.from(parts.keys()).sort();
  return { base, columns, values: Float64Array.from(columns, (column) => parts.get(column) as number) };
}
