import type { Signal } from "../../job";
import type { CsrMatrix } from "../../sparse/csr";
import type { LeafSummer } from "./leaf-summer";
import { canTurn, makeTurns, nodesByColumn } from "./make-turns";
import { clearRow, spreadRow } from "./tree-prediction";
import { treeCount, type Trees } from "./trees";

/** Rows looked at before it is decided which way is shorter. */
const ROWS_LOOKED_AT = 16;
/** Nanoseconds, of one machine: of a node walked past, of one flipped, of a tree to jump through, of a byte of bits. */
const COSTS = { walked: 1.1, flipped: 0.8, tree: 15, byte: 0.03 };
/** Of a column's nodes, those with thresholds below the value of a row that holds it. */
const SHARE_FLIPPED = 0.65;

/**
 * A kernel that jumps through these trees from turn to turn; null where none can run, or where rows such as the first of
 * `x` are sooner summed by a walk: those that hold most columns, as rows of numbers do.
 */
export function loadTurns(trees: Trees, x: CsrMatrix, signal?: Signal): LeafSummer | null {
  if (!canTurn(trees)) return null;
  const nodesOf = nodesByColumn(trees, x.columns);
  const swept = columnToSweep(x, nodesOf);
  return isShorter(trees, x, nodesOf, swept) ? makeTurns(trees, nodesOf, swept, signal) : null;
}

function rowsLookedAt(x: CsrMatrix): number[] {
  const count = Math.min(ROWS_LOOKED_AT, x.rows);
  return Array.from({ length: count }, (_, i) => Math.floor((i * x.rows) / count));
}

/** The column for which most nodes are asked over some rows; one that there is not where they hold none. */
function columnToSweep(x: CsrMatrix, nodesOf: Uint32Array): number {
  const asked = new Map<number, number>();
  for (const row of rowsLookedAt(x)) {
    for (let k = x.indptr[row]; k < x.indptr[row + 1]; k++) {
      asked.set(x.indices[k], (asked.get(x.indices[k]) ?? 0) + nodesOf[x.indices[k]]);
    }
  }
  let [swept, most] = [x.columns, 0];
  for (const [column, count] of asked) if (count > most) [swept, most] = [column, count];
  return swept;
}

/** Whether jumping through the trees is likely to take less than walking through them. */
function isShorter(trees: Trees, x: CsrMatrix, nodesOf: Uint32Array, swept: number): boolean {
  const dense = new Float32Array(x.columns);
  const rows = rowsLookedAt(x);
  let flipped = 0;
  let walked = 0;
  for (const row of rows) {
    spreadRow(x, row, dense);
    for (let k = x.indptr[row]; k < x.indptr[row + 1]; k++)
      if (x.indices[k] !== swept) flipped += nodesOf[x.indices[k]];
    for (let tree = 0; tree < treeCount(trees); tree++) walked += nodesPassed(trees, tree, dense);
    clearRow(x, row, dense);
  }
  const jumps = COSTS.tree * treeCount(trees) + (COSTS.byte * trees.feature.length) / 8;
  return COSTS.flipped * SHARE_FLIPPED * flipped + rows.length * jumps < COSTS.walked * walked;
}

function nodesPassed({ feature, threshold, right, start }: Trees, tree: number, dense: Float32Array): number {
  const base = start[tree];
  let node = base;
  let passed = 0;
  for (; feature[node] >= 0; passed++) {
    node = dense[feature[node]] <= threshold[node] ? node + 1 : base + right[node];
  }
  return passed;
}
