import { freeArray } from "../../free-buffer";

/**
 * Trees end to end in flat arrays, each in preorder: the left child of node `i` is `i + 1`. A row goes left where its
 * column is at most the threshold; columns it does not store are 0.
 */
export interface Trees {
  /** first node of each tree, and the number of nodes at the end */
  readonly start: Uint32Array;
  /** -1 in a leaf */
  readonly feature: Int32Array | Int16Array;
  readonly threshold: Float32Array;
  /** right child, counted from the tree's own first node */
  readonly right: Uint32Array;
  /** `outputs` numbers a node, for inner nodes too: what the tree would say if it ended there */
  readonly value: Float64Array | Float32Array;
  readonly outputs: number;
}

export function treeCount(trees: Trees): number {
  return trees.start.length - 1;
}

/** The leaf (its place in the arrays) that a row reaches in one tree; the row lies spread out in `dense`. */
export function findLeaf(trees: Trees, tree: number, dense: Float32Array): number {
  const { feature, threshold, right } = trees;
  const base = trees.start[tree];
  let node = base;
  for (;;) {
    let column = feature[node];
    // Rows of text lack most columns asked for and go left again and again: a loop the processor can run ahead in.
    while (column >= 0 && dense[column] <= threshold[node]) column = feature[++node];
    if (column < 0) return node;
    node = base + right[node];
  }
}

/** Nodes on the longest path from a root, counted in steps; 0 for a single leaf. */
export function deepestLevel(trees: Trees): number {
  const sizes = trees.start.subarray(1).map((end, tree) => end - trees.start[tree]);
  // One for all trees: what is left lying for every one of many large trees adds up.
  const level = new Uint32Array(sizes.reduce((most, size) => Math.max(most, size), 0));
  let deepest = 0;
  for (let tree = 0; tree < treeCount(trees); tree++) {
    const from = trees.start[tree];
    level[0] = 0;
    for (let node = 0; node < sizes[tree]; node++) {
      if (trees.feature[from + node] < 0) continue;
      level[node + 1] = level[trees.right[from + node]] = level[node] + 1;
      deepest = Math.max(deepest, level[node] + 1);
    }
  }
  return deepest;
}

/** Nodes of one tree in any order, the root first, each with the places of its children. */
export interface GrownNodes {
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly value: Float64Array;
}

/** The first `nodes` of them in preorder, whatever order they were grown in. */
export function inPreorder(grown: GrownNodes, nodes: number, outputs: number): Trees {
  const tree = {
    start: Uint32Array.of(0, nodes),
    feature: new Int32Array(nodes),
    threshold: new Float32Array(nodes),
    right: new Uint32Array(nodes),
    value: outputs === 1 ? new Float64Array(nodes) : new Float32Array(nodes * outputs),
    outputs,
  };
  const pending = [0];
  const parents = [-1];
  for (let at = 0; pending.length > 0; at++) {
    const id = pending.pop() as number;
    const parent = parents.pop() as number;
    if (parent >= 0) tree.right[parent] = at;
    tree.feature[at] = grown.feature[id];
    tree.threshold[at] = grown.threshold[id];
    for (let k = 0; k < outputs; k++) tree.value[at * outputs + k] = grown.value[id * outputs + k];
    if (grown.feature[id] < 0) continue;
    pending.push(grown.right[id], grown.left[id]);
    parents.push(at, -1);
  }
  return tree;
}

/** Columns that 16 bits can name beside the -1 of leaves. */
const MOST_COLUMNS_NAMED = 2 ** 15;

/**
 * The same trees in 14 bytes a node instead of 20, and freed as they were: values of 32 bits, each off by 6e-8 of itself at
 * most, and columns of 16 where there are no more than that.
 */
export function compactTrees(trees: Trees, columns: number): Trees {
  const value = Float32Array.from(trees.value);
  freeArray(trees.value);
  if (columns > MOST_COLUMNS_NAMED) return { ...trees, value };
  const feature = Int16Array.from(trees.feature);
  freeArray(trees.feature);
  return { ...trees, feature, value };
}

/**
 * One after the other, in the given order, in memory from `allocate`. Takes `parts` apart, array by array: each is freed
 * once it is copied, so that a large forest is not held twice.
 */
export function joinTrees(
  parts: readonly Trees[],
  allocate: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): Trees {
  const { outputs } = parts[0];
  const start = new Uint32Array(parts.reduce((sum, part) => sum + treeCount(part), 0) + 1);
  let tree = 0;
  let nodes = 0;
  for (const part of parts) {
    for (let t = 0; t < treeCount(part); t++) start[tree++] = nodes + part.start[t];
    nodes += part.start[treeCount(part)];
  }
  start[tree] = nodes;
  // Asked of each part once, for it may have to be read from a disk.
  const join = <T extends NodeArray>(of: (part: Trees) => T, perNode = 1): T => {
    let joined: T | null = null;
    let at = 0;
    for (const part of parts) {
      const array = of(part);
      const Kind = array.constructor as new (buffer: ArrayBufferLike) => T;
      joined ??= new Kind(allocate(array.BYTES_PER_ELEMENT * nodes * perNode));
      joined.set(array, at);
      at += array.length;
      freeArray(array);
    }
    return joined!;
  };
  return {
    start,
    value: join(({ value }) => value, outputs),
    feature: join(({ feature }) => feature),
    threshold: join(({ threshold }) => threshold),
    right: join(({ right }) => right),
    outputs,
  };
}

type NodeArray = Trees["feature"] | Trees["threshold"] | Trees["right"] | Trees["value"];
