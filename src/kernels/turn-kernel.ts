// AssemblyScript, not TypeScript: cli/build-kernels.ts compiles it to core/models/tree/turn-kernel-bytes.ts.
//
// Sums the leaves that rows reach in some trees, for each row in the order of the trees, so with the bits of sumLeaves in
// core/models/tree/tree-prediction.ts. Memory is laid out by turn-sums.ts.
//
// A row of text holds few columns and lacks those that most nodes on its way ask for. So the nodes that send a row right are
// not found by walking past all others but from the row's own columns, as QuickScorer does (Lucchese et al., SIGIR 2015):
// each column knows the nodes of all trees that ask for it, by threshold. A bit is set for each node that sends the row
// right, and for each leaf. In preorder a way that goes left again and again is a run of nodes, so it ends at the next bit,
// and a tree is a few jumps from bit to bit.
//
// The column that would set most bits, one that all rows hold, takes no part in that: rows are taken in the order of its
// values, so that from row to row few of its nodes change, in the bits that each row begins with.

import { addLeaf } from "./leaf/add-leaf";

/** The nodes that send a row without entries right, and the leaves; those of the swept column as the row before left them. */
let base: usize = 0;
let bits: usize = 0;
/** Where the nodes of each column begin in `thresholds` and `marks`, and where those begin that are not below 0. */
let lists: usize = 0;
/** Of each column ascending. */
let thresholds: usize = 0;
/** Of each node the byte among the bits, eight bits to the left, and its bit in it. */
let marks: usize = 0;
/** How far behind each node its right child is, in 16 bits; 0 for a leaf. */
let rights: usize = 0;
/** Of the leaves alone, which are half of the nodes. */
let values: usize = 0;
/** A bit for each leaf, and how many leaves there are before every 64 nodes. */
let leaves: usize = 0;
let leavesBefore: usize = 0;
let starts: usize = 0;
let indptr: usize = 0;
let indices: usize = 0;
let data: usize = 0;
let sums: usize = 0;
/** What `lookUp` says of each row; sorted when it is read again. */
let order: usize = 0;

let bytes: usize = 0;
let trees: i32 = 0;
let outputs: i32 = 0;
let swept: u32 = 0;

/** @param sweptColumn one that no row holds where none is to be swept */
export function configure(table: usize, bytesOfBits: i32, treeCount: i32, outputCount: i32, sweptColumn: i32): void {
  bytes = bytesOfBits;
  trees = treeCount;
  outputs = outputCount;
  swept = sweptColumn;
  base = load<u32>(table);
  bits = load<u32>(table, 4);
  lists = load<u32>(table, 8);
  thresholds = load<u32>(table, 12);
  marks = load<u32>(table, 16);
  rights = load<u32>(table, 20);
  values = load<u32>(table, 24);
  leaves = load<u32>(table, 28);
  leavesBefore = load<u32>(table, 32);
  starts = load<u32>(table, 36);
  indptr = load<u32>(table, 40);
  indices = load<u32>(table, 44);
  data = load<u32>(table, 48);
  sums = load<u32>(table, 52);
  order = load<u32>(table, 56);
}

/**
 * Puts in the place of each entry's column and value where in the lists the nodes begin and end that it sends another way than
 * 0 would, and in `order` of each row how many of the swept column's nodes send it right, `shift` bits to the left of its
 * number. All entries before the first flip: a search waits for memory at each step, but many can wait together.
 */
export function lookUp(rows: i32, shift: u32): void {
  const none = belowOf(swept, 0);
  for (let row = 0; row < rows; row++) {
    const end = load<u32>(indptr + ((<usize>row) << 2), 4);
    let below = none;
    for (let k = load<u32>(indptr + ((<usize>row) << 2)); k < end; k++) {
      const column = load<u32>(indices + ((<usize>k) << 2));
      const count = belowOf(column, load<f32>(data + ((<usize>k) << 2)));
      if (column === swept) below = count;
      const zero = zeroOf(column);
      const to = column === swept ? zero : firstOf(column) + count;
      store<u32>(indices + ((<usize>k) << 2), min(zero, to));
      store<u32>(data + ((<usize>k) << 2), max(zero, to));
    }
    store<u32>(order + ((<usize>row) << 2), (below << shift) | row);
  }
}

/** Adds the leaves of all trees to the sums of so many rows, in the order of `order`; after `lookUp`. */
export function sumLeaves(rows: i32, shift: u32): void {
  const first = firstOf(swept);
  const zero = zeroOf(swept);
  let at = zero;
  for (let i = 0; i < rows; i++) {
    const next = load<u32>(order + ((<usize>i) << 2));
    const to = first + (next >> shift);
    flip(base, min(at, to), max(at, to));
    at = to;
    memory.copy(bits, base, bytes);
    const row = next & ((1 << shift) - 1);
    const end = load<u32>(indptr + ((<usize>row) << 2), 4);
    for (let k = load<u32>(indptr + ((<usize>row) << 2)); k < end; k++) {
      flip(bits, load<u32>(indices + ((<usize>k) << 2)), load<u32>(data + ((<usize>k) << 2)));
    }
    jump(row);
  }
  flip(base, min(at, zero), max(at, zero));
}

function firstOf(column: u32): u32 {
  return load<u32>(lists + ((<usize>column) << 3));
}

function zeroOf(column: u32): u32 {
  return load<u32>(lists + ((<usize>column) << 3), 4);
}

/** How many of a column's nodes send a value right: all where it is no number, as comparing says. */
function belowOf(column: u32, value: f32): u32 {
  const first = firstOf(column);
  let count = firstOf(column + 1) - first;
  if (count === 0) return 0;
  const from = thresholds + ((<usize>first) << 2);
  let at = from;
  while (count > 1) {
    const half = count >> 1;
    // Not a choice, which engines make a branch of that nobody can foretell.
    at += (<usize>(half << 2)) & (<usize>(0 - <i32>!(value <= load<f32>(at + ((<usize>(half - 1)) << 2)))));
    count -= half;
  }
  return ((<u32>(at - from)) >> 2) + <u32>!(value <= load<f32>(at));
}

/** Flips the bits of the nodes from one place in the lists to another. */
function flip(at: usize, from: u32, to: u32): void {
  let mark = marks + ((<usize>from) << 2);
  const end = marks + ((<usize>to) << 2);
  for (; mark + 12 < end; mark += 16) {
    flipOne(at, load<u32>(mark));
    flipOne(at, load<u32>(mark, 4));
    flipOne(at, load<u32>(mark, 8));
    flipOne(at, load<u32>(mark, 12));
  }
  for (; mark < end; mark += 4) flipOne(at, load<u32>(mark));
}

function flipOne(at: usize, mark: u32): void {
  const byte = at + <usize>(mark >> 8);
  store<u8>(byte, load<u8>(byte) ^ (<u8>mark));
}

/** All trees, four at a time: none has to wait for what another reads. */
function jump(row: i32): void {
  // Engines read a global anew at every use.
  const b = bits;
  const r = rights;
  const last = trees - 1;
  const width: usize = outputs === 1 ? 8 : (<usize>outputs) << 2;
  const sum = sums + ((<usize>(row * outputs)) << 3);
  for (let tree = 0; tree < trees; tree += 4) {
    let atA = rootOf(tree);
    let atB = rootOf(min(tree + 1, last));
    let atC = rootOf(min(tree + 2, last));
    let atD = rootOf(min(tree + 3, last));
    for (;;) {
      const nextA = jumpFrom(atA, b, r);
      const nextB = jumpFrom(atB, b, r);
      const nextC = jumpFrom(atC, b, r);
      const nextD = jumpFrom(atD, b, r);
      const moved = (nextA ^ atA) | (nextB ^ atB) | (nextC ^ atC) | (nextD ^ atD);
      atA = nextA;
      atB = nextB;
      atC = nextC;
      atD = nextD;
      if (moved === 0) break;
    }
    addLeaf(sum, values + leafOf(atA) * width, outputs);
    if (tree < last) addLeaf(sum, values + leafOf(atB) * width, outputs);
    if (tree + 1 < last) addLeaf(sum, values + leafOf(atC) * width, outputs);
    if (tree + 2 < last) addLeaf(sum, values + leafOf(atD) * width, outputs);
  }
}

function rootOf(tree: i32): usize {
  return load<u32>(starts + ((<usize>tree) << 2));
}

/** Bits that are looked at together, whatever the bit of their byte that they begin with. */
const AT_ONCE: i32 = 56;

/** The right child of the next node with a bit, or the leaf that this is; that many nodes on where there is none. */
function jumpFrom(at: usize, b: usize, r: usize): usize {
  const set = (load<u64>(b + (at >> 3)) >> (<u64>(at & 7))) | ((<u64>1) << AT_ONCE);
  const ahead = <i32>ctz(set);
  const node = at + <usize>ahead;
  return node + ((<usize>load<u16>(r + (node << 1))) & (<usize>((ahead - AT_ONCE) >> 31)));
}

/** How many leaves stand before this one. */
function leafOf(node: usize): usize {
  const bit: u64 = 1;
  const inWord: u64 = node & 63;
  const before = load<u64>(leaves + ((node >> 6) << 3)) & ((bit << inWord) - 1);
  return <usize>load<u32>(leavesBefore + ((node >> 6) << 2)) + <usize>popcnt(before);
}
