import type { Signal } from "../../job";
import type { CsrMatrix } from "../../sparse/csr";
import { takeRows } from "../../sparse/csr";
import type { LeafSummer } from "./leaf-summer";
import { sumLeaves } from "./tree-prediction";
import type { Trees } from "./trees";
import { loadTurns } from "./turn-sums";
import { loadWalk } from "./walk-sums";

/** Below this, handing over the trees takes longer than a kernel gains. */
const FEWEST_ROWS = 1024;
/** As that, for the kernel that needs the nodes in the order of their thresholds. */
const FEWEST_ROWS_TO_TURN = 4096;

interface Loaded {
  walk?: LeafSummer | null;
  turns?: LeafSummer | null;
}

const loaded = new WeakMap<Trees, Loaded>();

/**
 * Sum over the trees of the leaves' values, `outputs` a row: `sumLeaves`, for many rows in WebAssembly, with the same
 * bits. The kernels keep the trees for the next call.
 */
export function sumLeavesOfMany(
  trees: Trees,
  x: CsrMatrix,
  {
    fewestRows = FEWEST_ROWS,
    fewestRowsToTurn = FEWEST_ROWS_TO_TURN,
    signal,
  }: { readonly fewestRows?: number; readonly fewestRowsToTurn?: number; readonly signal?: Signal } = {},
): Float64Array {
  const summer = x.rows < fewestRows ? null : summerOf(trees, x, x.rows >= fewestRowsToTurn, signal);
  if (!summer) return sumLeaves(trees, x, signal);
  const sumAlone = (sums: Float64Array, row: number): void =>
    sums.set(sumLeaves(trees, takeRows(x, Uint32Array.of(row))), row * trees.outputs);
  return summer.sum(x, sumAlone, signal);
}

function summerOf(trees: Trees, x: CsrMatrix, mayTurn: boolean, signal?: Signal): LeafSummer | null {
  const known = loaded.get(trees) ?? {};
  loaded.set(trees, known);
  if (mayTurn && (known.turns === undefined || (known.turns && known.turns.columns !== x.columns))) {
    known.turns = loadTurns(trees, x, signal);
  }
  if (known.turns?.columns === x.columns) return known.turns;
  if (known.walk === undefined || (known.walk && known.walk.columns !== x.columns)) {
    known.walk = loadWalk(trees, x.columns, { ...(signal && { signal }) });
  }
  return known.walk ?? null;
}
