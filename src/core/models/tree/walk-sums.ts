import type { Signal } from "../../job";
import { instantiateKernel, KernelLayout } from "./kernel";
import { LEAF_KERNEL_BYTES } from "./leaf-kernel-bytes";
import type { LeafSummer } from "./leaf-summer";
import { RowBatches } from "./row-batches";
import { treeCount, type Trees } from "./trees";

/** The functions of `src/kernels/leaf-kernel.ts`. */
interface LeafKernel {
  configure(table: number, outputs: number): void;
  sumLeaves(rows: number, firstTree: number, trees: number): void;
  sumLeavesOfOne(rows: number): void;
}

/** Nodes that it holds at a time, 20 bytes each: every worker has a kernel, and a forest of 400,000 rows has 20 million. */
const NODES_AT_ONCE = 1 << 20;
/** Nodes that the kernel reads beyond a leaf, to no effect. */
const NODES_READ_ON = 8;
/** Trees that the kernel walks at once, or rows through a tree that stands alone. */
const TREES_TOGETHER = 4;

/** In a leaf, so that no row goes on from it, and elsewhere. */
const ADDED_TO_THRESHOLD = Float64Array.of(-Infinity, 0);

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

/**
 * A kernel that walks these trees; null where none can run. It keeps them for the next rows, as far as it holds all of them.
 * @param nodesAtOnce how many nodes it holds at a time, if one tree has no more
 */
export function loadWalk(
  trees: Trees,
  columns: number,
  { nodesAtOnce = NODES_AT_ONCE, signal }: { readonly nodesAtOnce?: number; readonly signal?: Signal } = {},
): LeafSummer | null {
  // The arrays stand in the order in which the kernel reads their addresses.
  const { outputs } = trees;
  const groups = groupsOf(trees, nodesAtOnce);
  const count = groups.reduce((most, { from, to }) => Math.max(most, trees.start[to] - trees.start[from]), 0);
  const layout = new KernelLayout();
  const places = layout.add(Uint32Array, count + NODES_READ_ON);
  const thresholds = layout.add(Float32Array, count + NODES_READ_ON);
  const rights = layout.add(Uint32Array, count + NODES_READ_ON);
  const values = outputs === 1 ? layout.add(Float64Array, count) : layout.add(Float32Array, count * outputs);
  const starts = layout.add(Uint32Array, treeCount(trees) + 1);
  const batches = new RowBatches(layout, outputs);
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
  const hold = (group: TreeGroup, asked?: Signal): void => {
    const { from, to } = group;
    const [first, end] = [trees.start[from], trees.start[to]];
    const apart = isAlone(group) ? 4 * TREES_TOGETHER : 4;
    for (let tree = from; tree < to; tree++) {
      asked?.throwIfAborted();
      holdTree(tree, first, apart);
    }
    values.view(memory).set(trees.value.subarray(first * outputs, end * outputs));
    const startsHeld = starts.view(memory);
    for (let tree = from; tree <= to; tree++) startsHeld[tree - from] = trees.start[tree] - first;
  };
  kernel.configure(layout.writeTable(memory), outputs);
  if (groups.length === 1) hold(groups[0], signal);
  const add = (group: TreeGroup, rows: number, asked?: Signal): void => {
    asked?.throwIfAborted();
    if (isAlone(group)) return kernel.sumLeavesOfOne(rows);
    const count = group.to - group.from;
    for (let tree = 0; tree < count; tree += TREES_TOGETHER) {
      asked?.throwIfAborted();
      kernel.sumLeaves(rows, tree, count);
    }
  };
  return {
    columns,
    sum(x, tooLong, asked) {
      const all = new Float64Array(x.rows * outputs);
      // A row's sum is made tree by tree whatever the groups.
      for (const group of groups) {
        if (groups.length > 1) hold(group, asked);
        // All trees at the first group, for a row that finds no room.
        const alone = group.from === 0 ? (row: number) => tooLong(all, row) : () => {};
        batches.addTo(all, x, memory, (rows) => add(group, rows, asked), alone);
      }
      return all;
    },
  };
}
