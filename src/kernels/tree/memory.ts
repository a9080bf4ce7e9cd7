// AssemblyScript, part of tree-kernel.ts.
//
// Where everything of a tree stands in memory, as wasm-grower.ts laid it out.

// of the columns
export let columnCount: i32 = 0;
export let rowCount: i32 = 0;
export let startOf: usize = 0;
export let rowOf: usize = 0;
let valueOf: usize = 0;
/** Of each entry in the rows' order, its place in the columns' order. */
export let entryAt: usize = 0;
export let indptr: usize = 0;
export let indices: usize = 0;
export let hasNegative: usize = 0;
// of the tree
export let targets: usize = 0;
export let labels: usize = 0;
export let feature: usize = 0;
export let threshold: usize = 0;
export let left: usize = 0;
export let right: usize = 0;
export let value: usize = 0;
export let means: usize = 0;
export let decrease: usize = 0;
// scratch
export let rows: usize = 0;
/** Where a row stands in `rows`. */
export let rowPlace: usize = 0;
export let isSmall: usize = 0;
/** Numbers of entries, each with its row beside it. */
export let arena: usize = 0;
export let singles: usize = 0;
export let isSingle: usize = 0;
export let place: usize = 0;
export let touched: usize = 0;
export let count: usize = 0;
export let scratch: usize = 0;
export let tied: usize = 0;
export let candidates: usize = 0;
let segments: usize = 0;
let blocks: usize = 0;
/** While entries are taken out of columns: 0 leaves a column alone, otherwise where its next one goes. */
export let goesTo: usize = 0;

// A segment: feature, start, length, seenAt (32-bit whole numbers), reach, breadth (32-bit floats); then its first block, room
// for blocks, blocks (0: the entries stand together), blocks below zero and its length when they were made.
export const SEGMENT: usize = 44;
export const START: usize = 4;
export const LENGTH: usize = 8;
export const SEEN: usize = 12;
export const REACH: usize = 16;
export const BREADTH: usize = 20;
export const FIRST_BLOCK: usize = 24;
export const BLOCK_ROOM: usize = 28;
export const BLOCK_COUNT: usize = 32;
export const BLOCKS_BELOW: usize = 36;
export const BUILT: usize = 40;

// A block: weight, sum (64-bit floats), stray (32-bit float), entries, first entry when made, place in the arena.
export const BLOCK: usize = 32;
export const SUM: usize = 8;
export const STRAY: usize = 16;
export const HELD: usize = 20;
export const FIRST: usize = 24;
export const AT: usize = 28;

// what is taken of the arena, of the blocks and of the segments, and what there is
export let arenaTop: u32 = 0;
export let arenaRoom: u32 = 0;
export let blockTop: u32 = 0;
export let blockRoom: u32 = 0;
export let segmentRoom: i32 = 0;

export function configure(
  table: usize,
  columns: i32,
  rowsInAll: i32,
  roomInArena: u32,
  roomForBlocks: u32,
  roomForSegments: i32,
): void {
  arenaRoom = roomInArena;
  blockRoom = roomForBlocks;
  segmentRoom = roomForSegments;
  columnCount = columns;
  rowCount = rowsInAll;
  startOf = load<u32>(table);
  rowOf = load<u32>(table, 4);
  valueOf = load<u32>(table, 8);
  entryAt = load<u32>(table, 12);
  indptr = load<u32>(table, 16);
  indices = load<u32>(table, 20);
  hasNegative = load<u32>(table, 24);
  targets = load<u32>(table, 28);
  labels = load<u32>(table, 32);
  feature = load<u32>(table, 36);
  threshold = load<u32>(table, 40);
  left = load<u32>(table, 44);
  right = load<u32>(table, 48);
  value = load<u32>(table, 52);
  means = load<u32>(table, 56);
  decrease = load<u32>(table, 60);
  rows = load<u32>(table, 64);
  isSmall = load<u32>(table, 68);
  arena = load<u32>(table, 72);
  singles = load<u32>(table, 76);
  isSingle = load<u32>(table, 80);
  place = load<u32>(table, 84);
  touched = load<u32>(table, 88);
  count = load<u32>(table, 92);
  scratch = load<u32>(table, 96);
  tied = load<u32>(table, 100);
  candidates = load<u32>(table, 104);
  segments = load<u32>(table, 108);
  blocks = load<u32>(table, 112);
  goesTo = load<u32>(table, 116);
  rowPlace = load<u32>(table, 120);
}

export function setArenaTop(top: u32): void {
  arenaTop = top;
}

export function setBlockTop(top: u32): void {
  blockTop = top;
}

export function segmentAt(k: i32): usize {
  return segments + <usize>k * SEGMENT;
}

export function blockAt(b: u32): usize {
  return blocks + <usize>b * BLOCK;
}

export function valueOfEntry(entry: u32): f64 {
  return <f64>load<f32>(valueOf + ((<usize>entry) << 2));
}

export function valueAt(i: i32): f64 {
  return valueOfEntry(load<u32>(arena + ((<usize>i) << 3)));
}

export function valueIn(row: u32, column: i32): f64 {
  const end = load<u32>(indptr + ((<usize>row) << 2), 4);
  for (let k = load<u32>(indptr + ((<usize>row) << 2)); k < end; k++) {
    if (load<i32>(indices + ((<usize>k) << 2)) === column) {
      return valueOfEntry(load<u32>(entryAt + ((<usize>k) << 2)));
    }
  }
  return 0;
}

/** Weight and weighted target of the row of the entry at place `i` of the arena. */
export function pairAt(i: i32): v128 {
  return v128.load(targets + ((<usize>load<u32>(arena + ((<usize>i) << 3), 4)) << 4));
}

export function addSingle(entry: u32, row: u32): void {
  const at = singles + ((<usize>row) << 2);
  store<u32>(at, load<u32>(at) + 1);
  store<u8>(isSingle + <usize>entry, 1);
}

export function addSingleAt(i: u32): void {
  const at = arena + ((<usize>i) << 3);
  addSingle(load<u32>(at), load<u32>(at, 4));
}
