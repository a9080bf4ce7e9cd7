// AssemblyScript, not TypeScript: cli/build-kernels.ts compiles it to core/models/tree/leaf-kernel-bytes.ts.
//
// Sums the leaves that many rows reach in all trees, for each row in the order of the trees, so with the bits of sumLeaves in
// core/models/tree/tree-prediction.ts. Memory is laid out by leaf-sums.ts.
//
// Rows of text lack most columns that a path asks for and go the same way as all others there. So rows do not walk: all rows
// of a block stand in a chain (a node, its left child, that one's left child ...), and at each node of the chain only the
// rows are looked at that have the node's column. Those it sends right stand in a chain of their own, done later. Where that
// looks at more than the rows themselves would, as with columns that all rows have, they walk.

/** A node: the column it asks for (-1 in a leaf) and its threshold, 8 bytes. */
let nodes: usize = 0;
let rights: usize = 0;
let values: usize = 0;
let starts: usize = 0;
let indptr: usize = 0;
let indices: usize = 0;
let data: usize = 0;
let sums: usize = 0;
/** The block column by column: where each begins, and rows and values of its entries. */
let columnStart: usize = 0;
let columnNext: usize = 0;
let entryRow: usize = 0;
let entryValue: usize = 0;
/** Address of a common column's values, one a row; 0 for the others. */
let spread: usize = 0;
let spreadSpace: usize = 0;
/** The chain each row stands in, and the rows of the chains that wait. */
let chainOf: usize = 0;
let lists: usize = 0;
/** Chains that wait: node, list from and to, number; 16 bytes. */
let waiting: usize = 0;
/** One row spread out, zero where it stores nothing. */
let dense: usize = 0;

let columnCount: i32 = 0;
let treeCount: i32 = 0;
let outputs: i32 = 0;
let chains: u32 = 0;
let waits: i32 = 0;

export function configure(table: usize, columns: i32, trees: i32, outputsInAll: i32): void {
  columnCount = columns;
  treeCount = trees;
  outputs = outputsInAll;
  nodes = load<u32>(table);
  rights = load<u32>(table, 4);
  values = load<u32>(table, 8);
  starts = load<u32>(table, 12);
  indptr = load<u32>(table, 16);
  indices = load<u32>(table, 20);
  data = load<u32>(table, 24);
  sums = load<u32>(table, 28);
  columnStart = load<u32>(table, 32);
  columnNext = load<u32>(table, 36);
  entryRow = load<u32>(table, 40);
  entryValue = load<u32>(table, 44);
  spread = load<u32>(table, 48);
  spreadSpace = load<u32>(table, 52);
  chainOf = load<u32>(table, 56);
  lists = load<u32>(table, 60);
  waiting = load<u32>(table, 64);
  dense = load<u32>(table, 68);
}

/** Adds to the sums of the block of so many rows in memory. */
export function sumLeaves(rows: i32): void {
  turn(rows);
  chains = 0;
  for (let tree = 0; tree < treeCount; tree++) {
    const chain = ++chains;
    for (let row = 0; row < rows; row++) {
      store<u32>(lists + ((<usize>row) << 2), row);
      store<u32>(chainOf + ((<usize>row) << 2), chain);
    }
    waits = 0;
    wait(0, 0, rows, chain);
    while (waits > 0) {
      waits--;
      const at = waiting + ((<usize>waits) << 4);
      run(
        load<u32>(starts + ((<usize>tree) << 2)),
        load<u32>(at),
        load<i32>(at, 4),
        load<i32>(at, 8),
        load<u32>(at, 12),
      );
    }
  }
}

/** The block column by column; columns that many rows have are spread out as well. */
function turn(rows: i32): void {
  memory.fill(columnStart, 0, (<usize>columnCount + 1) << 2);
  memory.fill(spread, 0, (<usize>columnCount) << 2);
  const entries = load<u32>(indptr + ((<usize>rows) << 2));
  for (let k: u32 = 0; k < entries; k++) {
    const at = columnStart + ((<usize>load<u32>(indices + ((<usize>k) << 2))) << 2);
    store<u32>(at, load<u32>(at, 4) + 1, 4);
  }
  let end: u32 = 0;
  let free = spreadSpace;
  for (let c = 0; c < columnCount; c++) {
    const at = columnStart + ((<usize>c) << 2);
    const count = load<u32>(at, 4);
    store<u32>(columnNext + ((<usize>c) << 2), end);
    end += count;
    store<u32>(at, end, 4);
    if (count * 8 < <u32>rows) continue;
    memory.fill(free, 0, (<usize>rows) << 2);
    store<u32>(spread + ((<usize>c) << 2), <u32>free);
    free += (<usize>rows) << 2;
  }
  for (let row = 0; row < rows; row++) {
    const to = load<u32>(indptr + ((<usize>row) << 2), 4);
    for (let k = load<u32>(indptr + ((<usize>row) << 2)); k < to; k++) {
      const column = (<usize>load<u32>(indices + ((<usize>k) << 2))) << 2;
      const value = load<f32>(data + ((<usize>k) << 2));
      const at = load<u32>(columnNext + column);
      store<u32>(columnNext + column, at + 1);
      store<u32>(entryRow + ((<usize>at) << 2), row);
      store<f32>(entryValue + ((<usize>at) << 2), value);
      const common = <usize>load<u32>(spread + column);
      if (common !== 0) store<f32>(common + ((<usize>row) << 2), value);
    }
  }
}

function wait(node: u32, from: i32, to: i32, chain: u32): void {
  const at = waiting + ((<usize>waits) << 4);
  store<u32>(at, node);
  store<i32>(at, from, 4);
  store<i32>(at, to, 8);
  store<u32>(at, chain, 12);
  waits++;
}

/** Goes down one chain of a tree, whose rows are among lists[from .. to): those that are not in it any more are passed over. */
function run(first: u32, start: u32, from: i32, end: i32, number: u32): void {
  const waitsBefore = waits;
  let chain = number;
  let to = end;
  let top = end;
  let live = end - from;
  let node = start;
  let looks = 0;
  let steps = 0;
  for (;;) {
    if (live <= FEW || (steps >= TRIED && looks > live * steps)) {
      for (let i = from; i < to; i++) {
        const row = load<u32>(lists + ((<usize>i) << 2));
        if (load<u32>(chainOf + ((<usize>row) << 2)) === chain) walk(first, node, row);
      }
      break;
    }
    const at = nodes + ((<usize>(first + node)) << 3);
    const column = load<i32>(at);
    if (column < 0) {
      addLeaf(first + node, from, to, chain);
      break;
    }
    steps++;
    looks += OVERHEAD;
    const threshold = load<f32>(at, 4);
    const entriesFrom = load<u32>(columnStart + ((<usize>column) << 2));
    const entriesTo = load<u32>(columnStart + ((<usize>column) << 2), 4);
    const childFrom = top;
    if (threshold >= 0) {
      if (entriesFrom < entriesTo) {
        const child = chains + 1;
        const common = <usize>load<u32>(spread + ((<usize>column) << 2));
        const entries = entriesTo - entriesFrom;
        const rows = <u32>(to - from);
        if (entries > LOOKUP * rows || (common !== 0 && entries > rows)) {
          looks += LIST * (to - from);
          let kept = from;
          for (let i = from; i < to; i++) {
            const row = load<u32>(lists + ((<usize>i) << 2));
            if (load<u32>(chainOf + ((<usize>row) << 2)) !== chain) continue;
            const value = common !== 0 ? load<f32>(common + ((<usize>row) << 2)) : valueIn(row, column);
            if (value <= threshold) {
              store<u32>(lists + ((<usize>kept) << 2), row);
              kept++;
            } else top = move(row, child, top);
          }
          to = kept;
        } else {
          looks += <i32>entries;
          for (let e = entriesFrom; e < entriesTo; e++) {
            if (load<f32>(entryValue + ((<usize>e) << 2)) <= threshold) continue;
            const row = load<u32>(entryRow + ((<usize>e) << 2));
            if (load<u32>(chainOf + ((<usize>row) << 2)) === chain) top = move(row, child, top);
          }
        }
      }
    } else {
      // Rows without the column go right: those that stay get a new number instead.
      const stay = ++chains;
      looks += <i32>(entriesTo - entriesFrom) + to - from;
      for (let e = entriesFrom; e < entriesTo; e++) {
        const row = load<u32>(entryRow + ((<usize>e) << 2));
        const place = chainOf + ((<usize>row) << 2);
        if (load<f32>(entryValue + ((<usize>e) << 2)) <= threshold && load<u32>(place) === chain)
          store<u32>(place, stay);
      }
      let kept = from;
      for (let i = from; i < to; i++) {
        const row = load<u32>(lists + ((<usize>i) << 2));
        const stands = load<u32>(chainOf + ((<usize>row) << 2));
        if (stands === stay) {
          store<u32>(lists + ((<usize>kept) << 2), row);
          kept++;
        } else if (stands === chain) top = move(row, chains + 1, top);
      }
      to = kept;
      chain = stay;
    }
    if (top > childFrom) {
      chains++;
      wait(load<u32>(rights + ((<usize>(first + node)) << 2)), childFrom, top, chains);
      live -= top - childFrom;
      if (live === 0) break;
    }
    node++;
  }
  // This chain's list is done with: what waits moves down onto it, so that lists never take more than two blocks.
  const by = end - from;
  memory.copy(lists + ((<usize>from) << 2), lists + ((<usize>end) << 2), (<usize>(top - end)) << 2);
  for (let w = waitsBefore; w < waits; w++) {
    const at = waiting + ((<usize>w) << 4);
    store<i32>(at, load<i32>(at, 4) - by, 4);
    store<i32>(at, load<i32>(at, 8) - by, 8);
  }
}

// A row that walks by itself passes a node for one look at a number; standing in a chain it costs its part of the looks at
// the column's entries. Both are counted as the chain goes down, and its rows walk on as soon as that would have been less.

/** So few rows walk at once. */
const FEW = 6;
/** Nodes passed before the two are held against each other. */
const TRIED = 4;
/** Looks that a node costs in any case, and that one row of a chain costs where all of them are gone through. */
const OVERHEAD = 8;
const LIST = 16;

/** One row from a node of a tree to its leaf. */
function walk(first: u32, start: u32, row: u32): void {
  const end = load<u32>(indptr + ((<usize>row) << 2), 4);
  const begin = load<u32>(indptr + ((<usize>row) << 2));
  for (let k = begin; k < end; k++) {
    store<f32>(dense + ((<usize>load<u32>(indices + ((<usize>k) << 2))) << 2), load<f32>(data + ((<usize>k) << 2)));
  }
  let at = nodes + ((<usize>(first + start)) << 3);
  let column = load<i32>(at);
  while (column >= 0) {
    if (load<f32>(dense + ((<usize>column) << 2)) <= load<f32>(at, 4)) at += 8;
    else at = nodes + ((<usize>(first + load<u32>(rights + ((at - nodes) >> 1)))) << 3);
    column = load<i32>(at);
  }
  addTo(row, <u32>((at - nodes) >> 3));
  for (let k = begin; k < end; k++) store<f32>(dense + ((<usize>load<u32>(indices + ((<usize>k) << 2))) << 2), 0);
}

/** Looking up a row's value by bisection costs about as much as passing over so many entries. */
const LOOKUP: u32 = 6;

function valueIn(row: u32, column: u32): f32 {
  let low = load<u32>(indptr + ((<usize>row) << 2));
  const end = load<u32>(indptr + ((<usize>row) << 2), 4);
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (load<u32>(indices + ((<usize>middle) << 2)) < column) low = middle + 1;
    else high = middle;
  }
  return low < end && load<u32>(indices + ((<usize>low) << 2)) === column ? load<f32>(data + ((<usize>low) << 2)) : 0;
}

function move(row: u32, chain: u32, top: i32): i32 {
  store<u32>(chainOf + ((<usize>row) << 2), chain);
  store<u32>(lists + ((<usize>top) << 2), row);
  return top + 1;
}

function addLeaf(node: u32, from: i32, to: i32, chain: u32): void {
  for (let i = from; i < to; i++) {
    const row = load<u32>(lists + ((<usize>i) << 2));
    if (load<u32>(chainOf + ((<usize>row) << 2)) === chain) addTo(row, node);
  }
}

function addTo(row: u32, node: u32): void {
  if (outputs === 1) {
    const at = sums + ((<usize>row) << 3);
    store<f64>(at, load<f64>(at) + load<f64>(values + ((<usize>node) << 3)));
    return;
  }
  for (let k = 0; k < outputs; k++) {
    const at = sums + ((<usize>row * outputs + k) << 3);
    store<f64>(at, load<f64>(at) + <f64>load<f32>(values + ((<usize>node * outputs + k) << 2)));
  }
}
