import type { CsrMatrix } from "../../sparse/csr";
import { instantiateKernel, KernelLayout } from "./kernel";
import { LEAF_KERNEL_BYTES } from "./leaf-kernel-bytes";
import { sumLeaves } from "./tree-prediction";
import { treeCount, type Trees } from "./trees";

/** The functions of `src/kernels/leaf-kernel.ts`. */
interface LeafKernel {
  configure(table: number, outputs: number): void;
  sumLeaves(rows: number, firstTree: number, trees: number): void;
  sumLeavesOfOne(rows: number): void;
}

/** Below this, handing over the trees takes longer than the kernel gains. */
const FEWEST_ROWS = 1024;
/** Rows and entries that the kernel is given at a time: engines go over to their faster code between calls alone. */
const ROWS_AT_ONCE = 2048;
const ENTRIES_AT_ONCE = 1 << 18;
/** Nodes that it holds at a time, 20 bytes each: every worker has a kernel, and a forest of 400,000 rows has 20 million. */
const NODES_AT_ONCE = 1 << 20;
/** Nodes that the kernel reads beyond a leaf, to no effect. */
const NODES_READ_ON = 8;
/** Trees that the kernel walks at once, or rows through a tree that stands alone. */
const TREES_TOGETHER = 4;

/** In a leaf, so that no row goes on from it, and elsewhere. */
const ADDED_TO_THRESHOLD = Float64Array.of(-Infinity, 0);

const loaded = new WeakMap<Trees, { readonly columns: number; sum(x: CsrMatrix): Float64Array } | null>();

/**
 * Sum over the trees of the leaves' values, `outputs` a row: `sumLeaves`, for many rows in WebAssembly, with the same
 * bits. The kernel keeps the trees for the next call, as far as it holds all of them.
 */
export function sumLeavesOfMany(
  trees: Trees,
  x: CsrMatrix,
  fewestRows = FEWEST_ROWS,
  nodesAtOnce = NODES_AT_ONCE,
): Float64Array {
  if (x.rows < fewestRows) return sumLeaves(trees, x);
  let kernel = loaded.get(trees);
  if (kernel === undefined || (kernel && kernel.columns !== x.columns)) {
    kernel = load(trees, x.columns, nodesAtOnce);
    loaded.set(trees, kernel);
  }
  return kernel ? kernel.sum(x) : sumLeaves(trees, x);
}

interface TreeGroup {
  readonly from: number;
  readonly to: number;
}

/** Consecutive trees with so many nodes at most, in fours: one alone, whatever its size, where four are too many. */
function groupsOf({ start }: Trees, mostNodes: number): TreeGroup[] {
  const groups = [];
  const end = start.length - 1;
  for (let from = 0; from < end;) {
    let to = from;
    while (to < end && start[Math.min(end, to + TREES_TOGETHER)] - start[from] <= mostNodes) {
      to = Math.min(end, to + TREES_TOGETHER);
    }
    if (to === from) to++;
    groups.push({ from, to });
    from = to;
  }
  return groups;
}

function isAlone({ from, to }: TreeGroup): boolean {
  return to - from === 1;
}

/** A kernel for these trees. The arrays stand in the order in which it reads their addresses. */
function load(trees: Trees, columns: number, nodesAtOnce: number) {
  const { outputs } = trees;
  const groups = groupsOf(trees, nodesAtOnce);
  const count = groups.reduce((most, { from, to }) => Math.max(most, trees.start[to] - trees.start[from]), 0);
  const layout = new KernelLayout();
  const places = layout.add(Uint32Array, count + NODES_READ_ON);
  const thresholds = layout.add(Float32Array, count + NODES_READ_ON);
  const rights = layout.add(Uint32Array, count + NODES_READ_ON);
  const values = outputs === 1 ? layout.add(Float64Array, count) : layout.add(Float32Array, count * outputs);
  const starts = layout.add(Uint32Array, treeCount(trees) + 1);
  const indptr = layout.add(Uint32Array, ROWS_AT_ONCE + 1);
  const indices = layout.add(Uint32Array, ENTRIES_AT_ONCE);
  const data = layout.add(Float32Array, ENTRIES_AT_ONCE);
  const sums = layout.add(Float64Array, ROWS_AT_ONCE * outputs);
  const dense = layout.add(Float32Array, (columns + 1) * (groups.some(isAlone) ? TREES_TOGETHER : 1));
  const instance = instantiateKernel<LeafKernel>(LEAF_KERNEL_BYTES, layout.end);
  if (!instance) return null;
  const { kernel, memory } = instance;
  const held = { places: places.view(memory), thresholds: thresholds.view(memory), rights: rights.view(memory) };
  const holdTree = (tree: number, first: number, apart: number): void => {
    const { start, feature, threshold, right } = trees;
    const root = start[tree];
    const end = start[tree + 1];
    for (let node = root; node < end; node++) {
      // All ones in a leaf: a branch here, which nobody can foretell, makes this take half as long again.
      const leaf = feature[node] >> 31;
      held.places[node - first] = dense.address + apart * ((leaf & columns) | (~leaf & feature[node]));
      held.thresholds[node - first] = threshold[node] + ADDED_TO_THRESHOLD[1 + leaf];
      held.rights[node - first] = 4 * (((leaf & node) | (~leaf & (root + right[node]))) - first);
    }
  };
  const hold = (group: TreeGroup): void => {
    const { from, to } = group;
    const [first, end] = [trees.start[from], trees.start[to]];
    const apart = isAlone(group) ? 4 * TREES_TOGETHER : 4;
    for (let tree = from; tree < to; tree++) holdTree(tree, first, apart);
    values.view(memory).set(trees.value.subarray(first * outputs, end * outputs));
    const startsHeld = starts.view(memory);
    for (let tree = from; tree <= to; tree++) startsHeld[tree - from] = trees.start[tree] - first;
  };
  kernel.configure(layout.writeTable(memory), outputs);
  if (groups.length === 1) hold(groups[0]);
  const views = {
    indptr: indptr.view(memory),
    indices: indices.view(memory),
    data: data.view(memory),
    sums: sums.view(memory),
  };
  return {
    columns,
    sum(x: CsrMatrix): Float64Array {
      const all = new Float64Array(x.rows * outputs);
      for (const group of groups) {
        if (groups.length > 1) hold(group);
        addTo(all, x, group);
      }
      return all;
    },
  };

  /** Adds the group that is held, so that a row's sum is made tree by tree whatever the groups. */
  function addTo(all: Float64Array, x: CsrMatrix, held: TreeGroup): void {
    const count = held.to - held.from;
    for (let from = 0; from < x.rows;) {
      const to = lastRow(x, from);
      if (to === from) {
        // One row with more entries than there is room for: all trees at the first group.
        if (held.from === 0) all.set(sumLeaves(trees, oneRow(x, from)), from * outputs);
        from++;
        continue;
      }
      const first = x.indptr[from];
      for (let row = from; row <= to; row++) views.indptr[row - from] = x.indptr[row] - first;
      views.indices.set(x.indices.subarray(first, x.indptr[to]));
      views.data.set(x.values.subarray(first, x.indptr[to]));
      views.sums.set(all.subarray(from * outputs, to * outputs));
      if (isAlone(held)) kernel.sumLeavesOfOne(to - from);
      else for (let tree = 0; tree < count; tree += TREES_TOGETHER) kernel.sumLeaves(to - from, tree, count);
      all.set(views.sums.subarray(0, (to - from) * outputs), from * outputs);
      from = to;
    }
  }
}

/** End of the rows from `from` on that fit the kernel's memory. */
function lastRow(x: CsrMatrix, from: number): number {
  let to = from;
  while (to < x.rows && to - from < ROWS_AT_ONCE && x.indptr[to + 1] - x.indptr[from] <= ENTRIES_AT_ONCE) to++;
  return to;
}

function oneRow(x: CsrMatrix, row: number): CsrMatrix {
  const from = x.indptr[row];
  const to = x.indptr[row + 1];
  return {
    rows: 1,
    columns: x.columns,
    indptr: Uint32Array.of(0, to - from),
    indices: x.indices.subarray(from, to),
    values: x.values.subarray(from, to),
  };
}
