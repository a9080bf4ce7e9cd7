import type { Signal } from "../../job";
import { instantiateKernel, KernelLayout } from "./kernel";
import type { LeafSummer } from "./leaf-summer";
import { ROWS_AT_ONCE, RowBatches } from "./row-batches";
import { treeCount, type Trees } from "./trees";
import { TURN_KERNEL_BYTES } from "./turn-kernel-bytes";

/** The functions of `src/kernels/turn-kernel.ts`. */
interface TurnKernel {
  configure(table: number, bytesOfBits: number, trees: number, outputs: number, sweptColumn: number): void;
  lookUp(rows: number, shift: number): void;
  sumLeaves(rows: number, shift: number): void;
}

/** A bit of each is copied for every row; and larger trees ask for a row's columns at more nodes than are on its way. */
const MOST_NODES_TO_TURN = 1 << 19;
/** So that 16 bits say how far it is to a right child. */
const MOST_NODES_OF_A_TREE = 1 << 16;
/** Nodes and bits that the kernel reads beyond a leaf, to no effect. */
const READ_ON = 64;
/** Columns between two askings of the signal. */
const COLUMNS_UNASKED = 256;
/** Bits of a row's number among those the kernel is given at a time. */
const SHIFT = Math.log2(ROWS_AT_ONCE);

/** Whether the kernel can hold the trees. */
export function canTurn({ start, threshold }: Trees): boolean {
  if (threshold.length > MOST_NODES_TO_TURN) return false;
  for (let tree = 1; tree < start.length; tree++)
    if (start[tree] - start[tree - 1] > MOST_NODES_OF_A_TREE) return false;
  // Others cannot be sorted with the numbers of their nodes.
  for (let i = 0; i < threshold.length; i++) if (threshold[i] - threshold[i] !== 0) return false;
  return true;
}

/** How many nodes ask for each column. */
export function nodesByColumn({ feature }: Trees, columns: number): Uint32Array {
  const count = new Uint32Array(columns);
  for (let node = 0; node < feature.length; node++) if (feature[node] >= 0) count[feature[node]]++;
  return count;
}

/**
 * A kernel that jumps through trees from turn to turn, which {@link canTurn} allows; null where none can run.
 * @param nodesOf how many nodes ask for each column
 * @param swept the column in whose order rows are taken, or the number of columns for none
 */
export function makeTurns(trees: Trees, nodesOf: Uint32Array, swept: number, signal?: Signal): LeafSummer | null {
  const { outputs, start, feature, threshold } = trees;
  const columns = nodesOf.length;
  const count = feature.length;
  const inner = nodesOf.reduce((sum, nodes) => sum + nodes, 0);
  const words = Math.ceil((count + READ_ON) / 64);
  const layout = new KernelLayout();
  // In the order in which the kernel reads their addresses.
  const base = layout.add(Uint8Array, 8 * words);
  layout.add(Uint8Array, 8 * words);
  const lists = layout.add(Uint32Array, 2 * (columns + 2));
  const thresholds = layout.add(Float32Array, inner);
  const marks = layout.add(Uint32Array, inner);
  const rights = layout.add(Uint16Array, count + READ_ON);
  const valueArray = outputs === 1 ? Float64Array : Float32Array;
  const values = layout.add<Float64Array | Float32Array>(valueArray, (count - inner) * outputs);
  const leaves = layout.add(Uint8Array, 8 * words);
  const leavesBefore = layout.add(Uint32Array, words);
  const starts = layout.add(Uint32Array, treeCount(trees));
  const batches = new RowBatches(layout, outputs);
  const order = layout.add(Uint32Array, ROWS_AT_ONCE);
  const instance = instantiateKernel<TurnKernel>(TURN_KERNEL_BYTES, layout.end);
  if (!instance) return null;
  const { kernel, memory } = instance;

  const written = {
    base: base.view(memory),
    rights: rights.view(memory),
    values: values.view(memory),
    leaves: leaves.view(memory),
    leavesBefore: leavesBefore.view(memory),
  };
  writeNodes(trees, written, signal);
  starts.view(memory).set(start.subarray(0, -1));
  const [listOf, thresholdAt, markAt] = [lists.view(memory), thresholds.view(memory), marks.view(memory)];
  let at = 0;
  const nodes = nodesInOrder(trees, nodesOf);
  for (let column = 0; column <= columns + 1; column++) {
    if (column % COLUMNS_UNASKED === 0) signal?.throwIfAborted();
    listOf[2 * column] = listOf[2 * column + 1] = at;
    const end = at + (column < columns ? nodesOf[column] : 0);
    for (; at < end; at++) {
      const node = nodes[2 * at] & (2 * MOST_NODES_TO_TURN - 1);
      thresholdAt[at] = threshold[node];
      markAt[at] = ((node >> 3) << 8) | (1 << (node & 7));
      if (threshold[node] < 0) listOf[2 * column + 1] = at + 1;
    }
  }
  kernel.configure(layout.writeTable(memory), 8 * words, treeCount(trees), outputs, swept);
  const add = (rows: number): void => {
    kernel.lookUp(rows, SHIFT);
    order.view(memory).subarray(0, rows).sort();
    kernel.sumLeaves(rows, SHIFT);
  };
  return {
    columns,
    sum(x, tooLong, asked) {
      const all = new Float64Array(x.rows * outputs);
      const addAsked = (rows: number): void => {
        asked?.throwIfAborted();
        add(rows);
      };
      batches.addTo(all, x, memory, addAsked, (row) => tooLong(all, row));
      return all;
    },
  };
}

interface NodeArrays {
  readonly base: Uint8Array;
  readonly rights: Uint16Array;
  readonly values: Float64Array | Float32Array;
  readonly leaves: Uint8Array;
  readonly leavesBefore: Uint32Array;
}

function writeNodes(trees: Trees, into: NodeArrays, signal?: Signal): void {
  const { start, feature, threshold, right, value, outputs } = trees;
  const { base, rights, values, leaves, leavesBefore } = into;
  let leaf = 0;
  for (let tree = 0; tree < start.length - 1; tree++) {
    signal?.throwIfAborted();
    for (let node = start[tree]; node < start[tree + 1]; node++) {
      if ((node & 63) === 0) leavesBefore[node >> 6] = leaf;
      if (feature[node] < 0) {
        base[node >> 3] |= 1 << (node & 7);
        leaves[node >> 3] |= 1 << (node & 7);
        for (let k = 0; k < outputs; k++) values[leaf * outputs + k] = value[node * outputs + k];
        leaf++;
      } else {
        rights[node] = start[tree] + right[node] - node;
        if (threshold[node] < 0) base[node >> 3] |= 1 << (node & 7);
      }
    }
  }
}

/**
 * Inner nodes by column, those of each by threshold: the numbers of nodes are in every other word, below bits of no meaning.
 */
function nodesInOrder({ feature, threshold }: Trees, nodesOf: Uint32Array): Uint32Array {
  const next = new Uint32Array(nodesOf.length);
  let inner = 0;
  for (let column = 0; column < next.length; column++) {
    next[column] = inner;
    inner += nodesOf[column];
  }
  // A node's number stands in the bits that a threshold of 32 bits leaves empty in 64, so that numbers can be sorted as such.
  const keys = new Float64Array(inner);
  const words = new Uint32Array(keys.buffer);
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] < 0) continue;
    const at = next[feature[node]]++;
    keys[at] = threshold[node];
    words[2 * at] |= node;
  }
  for (let column = 0; column < next.length; column++) {
    if (nodesOf[column] > 1) keys.subarray(next[column] - nodesOf[column], next[column]).sort();
  }
  return words;
}
