// AssemblyScript, not TypeScript: cli/build-kernels.ts compiles it to core/models/boosted/histogram-kernel-bytes.ts.
//
// Histograms of gradients and the best split in them: core/models/boosted (histogram.ts, bin-split.ts) once more, every sum
// in the same order, so that both give the same bits; the reasons stand there. A bin is two numbers, gradient and rows,
// or four, with the hessian and nothing. Memory is laid out by kernel-histograms.ts.
//
// Each step is done group of columns by group, by whichever worker claims one (claims.ts).

import { awaitParts, awaitPost, claimPart, partDone, post, setClaims } from "./histogram/claims";

const LEAST_HESSIAN: f64 = 1e-3;
const EQUAL: f64 = 1e-12;

/** Bytes of a bin: 16 or 32. */
let width: usize = 16;
/** Five 32-bit numbers a column: offset, bins, zero bin, whether missing values occur, where its dense bins are (0: sparse). */
let columns: usize = 0;
const COLUMN: usize = 20;
/** Six 32-bit numbers a group: its columns and its bins, from and to, then its sparse entries row by row: indptr (0: none), bins. */
let groups: usize = 0;
const GROUP: usize = 24;
let groupCount: i32 = 0;
/** Every row, those of a node side by side. */
let rowIds: usize = 0;
/** As much a row as a bin holds, by row. */
let gradients: usize = 0;
/** The same for the rows of the step, in their order, so that every column reads straight through. */
let ordered: usize = 0;
/** 0 for columns that may not be used, for the smaller child and for the larger. */
let triedOfSmall: usize = 0;
let triedOfLarge: usize = 0;
/** What is to be done, see below. */
let step: usize = 0;
/** Where each group writes its best splits, of the smaller child and of the larger: SPLIT bytes each. */
let found: usize = 0;
/** Gain, column, bin, missing left, and gradient, hessian and rows of the left side. */
let result: usize = 0;
const SPLIT: usize = 64;

// A step: 32-bit numbers first.
const KIND: usize = 0;
const WHOLE: usize = 4;
const SMALL: usize = 8;
const FROM: usize = 12;
const COUNT: usize = 16;
const SMALL_IS_PARTIAL: usize = 20;
const LARGE_IS_PARTIAL: usize = 24;
// Then gradient, hessian and rows: of the ordered rows, of the smaller child, or the only node, and of the larger, the last
// two as the split before told them; then the limits of a split.
const OF_ROWS: usize = 32;
const OF_SMALL: usize = 56;
const OF_LARGE: usize = 80;
const MIN_SAMPLES_LEAF: usize = 104;
const L2: usize = 112;

// A kind of 0 is the root: sums the ordered rows into `small`, and finds the best split in it.
/** Also takes the sums off `whole`, which becomes the larger child's, and finds the best split of both. */
const DIVIDE: u32 = 1;
/** The same for bins of two numbers, no missing values and no column left out: while a column is in the nearest cache. */
const DIVIDE_AT_ONCE: u32 = 2;

/** @param table the addresses that kernel-histograms.ts lays out @param worker of `workers`; the leader is 0 */
export function configure(table: usize, worker: i32, workers: i32): void {
  columns = load<u32>(table, 8);
  groups = load<u32>(table, 12);
  rowIds = load<u32>(table, 16);
  gradients = load<u32>(table, 20);
  ordered = load<u32>(table, 24);
  triedOfSmall = load<u32>(table, 28);
  triedOfLarge = load<u32>(table, 32);
  step = load<u32>(table, 36);
  found = load<u32>(table, 40);
  result = load<u32>(table, 44);
  const sizes = <usize>load<u32>(table, 48);
  groupCount = load<i32>(sizes);
  width = load<u32>(sizes, 4);
  setClaims(load<u32>(table), load<u32>(table, 4), groupCount, worker, workers);
}

/** Lays the gradients of rows[from .. to) out for a step, and writes their totals into it. */
export function order(from: u32, to: u32): void {
  store<u32>(step, from, FROM);
  store<u32>(step, to - from, COUNT);
  let sum = f64x2.splat(0);
  let hessian: f64 = 0;
  let into = ordered;
  const end = rowIds + ((<usize>to) << 2);
  for (let id = rowIds + ((<usize>from) << 2); id < end; id += 4) {
    const row = gradients + <usize>load<u32>(id) * width;
    const pair = v128.load(row);
    v128.store(into, pair);
    sum = f64x2.add(sum, pair);
    if (width === 32) {
      v128.store(into, v128.load(row, 16), 16);
      hessian += load<f64>(row, 16);
    }
    into += width;
  }
  store<f64>(step, f64x2.extract_lane(sum, 0), OF_ROWS);
  store<f64>(step, width === 32 ? hessian : f64x2.extract_lane(sum, 1), OF_ROWS + 8);
  store<f64>(step, f64x2.extract_lane(sum, 1), OF_ROWS + 16);
}

/** Does the step that is in memory, with those who assist. False where parts that others claimed are not done: see `isDone`. */
export function lead(): bool {
  post();
  doParts();
  return awaitParts();
}

/** Whether they are done by now, after some hundred microseconds at most. */
export function isDone(): bool {
  return awaitParts();
}

/** For other workers, over and over: waits for a step, but no longer than a thousandth of a second, and helps with it. */
export function assist(): void {
  awaitPost();
  doParts();
}

function doParts(): void {
  for (let turn = 0; turn < groupCount; turn++) {
    const group = claimPart(turn);
    if (group < 0) continue;
    doPart(group);
    partDone();
  }
}

function doPart(g: i32): void {
  const group = groups + <usize>g * GROUP;
  const kind = load<u32>(step, KIND);
  best = found + 2 * <usize>g * SPLIT;
  store<f64>(best, 0);
  store<f64>(best, 0, SPLIT);
  if (kind === DIVIDE_AT_ONCE) return divideAtOnce(group);
  const small = <usize>load<u32>(step, SMALL);
  sumRows(small, group);
  if (kind === DIVIDE) subtract(<usize>load<u32>(step, WHOLE), small, group);
  find(small, group, OF_SMALL, load<u32>(step, SMALL_IS_PARTIAL) !== 0 ? triedOfSmall : 0);
  if (kind !== DIVIDE) return;
  best += SPLIT;
  find(<usize>load<u32>(step, WHOLE), group, OF_LARGE, load<u32>(step, LARGE_IS_PARTIAL) !== 0 ? triedOfLarge : 0);
}

/** Of the groups' best splits the best, of the smaller child (0) or the larger (1): whether there is one, which then stands at `result`. */
export function bestOfGroups(isLarge: i32): bool {
  const totals = step + (isLarge === 1 ? OF_LARGE : OF_SMALL);
  const gradient = load<f64>(totals);
  const parent = (gradient * gradient) / (load<f64>(totals, 8) + load<f64>(step, L2) + 1e-15);
  const into = result + <usize>isLarge * SPLIT;
  let most: f64 = 0;
  for (let g = 0; g < groupCount; g++) {
    const at = found + <usize>(2 * g + isLarge) * SPLIT;
    const gain = load<f64>(at);
    if (gain - most <= EQUAL * (most + parent)) continue;
    most = gain;
    for (let part: usize = 0; part < SPLIT; part += 16) v128.store(into + part, v128.load(at + part));
  }
  return most > 0;
}

function rowsOfStep(): usize {
  return rowIds + ((<usize>load<u32>(step, FROM)) << 2);
}

/** Sums the ordered rows into the group's bins. */
function sumRows(histogram: usize, group: usize): void {
  const count = load<i32>(step, COUNT);
  const binsFrom = load<u32>(group, 8);
  clear(histogram + <usize>binsFrom * width, <usize>(load<u32>(group, 12) - binsFrom) * width);
  const hasSparse = load<u32>(group, 16) !== 0;
  if (hasSparse) addSparse(histogram, group, count);
  const to = load<u32>(group, 4);
  for (let c = load<u32>(group); c < to; c++) {
    const column = columns + <usize>c * COLUMN;
    const dense = <usize>load<u32>(column, 16);
    const first = histogram + <usize>load<u32>(column) * width;
    if (dense === 0) fillZeroBin(first, column);
    else if (width === 16) addDense(first, dense, count);
    else addDenseWide(first, dense, count);
  }
}

/** A call of `memory.fill` costs more than a group's few kilobytes. */
function clear(bin: usize, bytes: usize): void {
  const end = bin + bytes;
  for (; bin < end; bin += 16) v128.store(bin, f64x2.splat(0));
}

function addDense(first: usize, dense: usize, count: i32): void {
  let ids = rowsOfStep();
  let pair = ordered;
  for (let i = 0; i < count; i++) {
    const bin = first + ((<usize>load<u8>(dense + <usize>load<u32>(ids))) << 4);
    v128.store(bin, f64x2.add(v128.load(bin), v128.load(pair)));
    ids += 4;
    pair += 16;
  }
}

function addDenseWide(first: usize, dense: usize, count: i32): void {
  let ids = rowsOfStep();
  let pair = ordered;
  for (let i = 0; i < count; i++) {
    const bin = first + ((<usize>load<u8>(dense + <usize>load<u32>(ids))) << 5);
    v128.store(bin, f64x2.add(v128.load(bin), v128.load(pair)));
    v128.store(bin, f64x2.add(v128.load(bin, 16), v128.load(pair, 16)), 16);
    ids += 4;
    pair += 32;
  }
}

function addSparse(histogram: usize, group: usize, count: i32): void {
  const indptr = <usize>load<u32>(group, 16);
  const rowBins = <usize>load<u32>(group, 20);
  const ids = rowsOfStep();
  for (let i = 0; i < count; i++) {
    const row = indptr + ((<usize>load<u32>(ids + ((<usize>i) << 2))) << 2);
    const pair = ordered + <usize>i * width;
    const end = load<u32>(row, 4);
    for (let k = load<u32>(row); k < end; k++) {
      const bin = histogram + <usize>load<u32>(rowBins + ((<usize>k) << 2)) * width;
      v128.store(bin, f64x2.add(v128.load(bin), v128.load(pair)));
      if (width === 32) v128.store(bin, f64x2.add(v128.load(bin, 16), v128.load(pair, 16)), 16);
    }
  }
}

function fillZeroBin(first: usize, column: usize): void {
  let gradient = load<f64>(step, OF_ROWS);
  let hessian = load<f64>(step, OF_ROWS + 8);
  let rows = load<f64>(step, OF_ROWS + 16);
  const bins = load<u32>(column, 4) + load<u32>(column, 12);
  let bin = first;
  for (let b: u32 = 0; b < bins; b++) {
    gradient -= load<f64>(bin);
    rows -= load<f64>(bin, 8);
    if (width === 32) hessian -= load<f64>(bin, 16);
    bin += width;
  }
  const zeroBin = first + <usize>load<u32>(column, 8) * width;
  store<f64>(zeroBin, load<f64>(zeroBin) + gradient);
  store<f64>(zeroBin, load<f64>(zeroBin, 8) + rows, 8);
  if (width === 32) store<f64>(zeroBin, load<f64>(zeroBin, 16) + hessian, 16);
}

function subtract(whole: usize, part: usize, group: usize): void {
  const from = <usize>load<u32>(group, 8) * width;
  const to = <usize>load<u32>(group, 12) * width;
  for (let at = from; at < to; at += 16) {
    v128.store(whole + at, f64x2.sub(v128.load(whole + at), v128.load(part + at)));
  }
}

/** Where the best split so far is written. */
let best: usize = 0;

/** The best split of a node whose totals stand in the step; columns with a 0 in `tried` are passed over, unless it is 0 itself. */
function find(histogram: usize, group: usize, totals: usize, tried: usize): void {
  const to = load<u32>(group, 4);
  for (let c = load<u32>(group); c < to; c++) {
    if (tried !== 0 && load<u8>(tried + <usize>c) === 0) continue;
    pass(histogram, c, false, totals);
    if (load<u32>(columns + <usize>c * COLUMN, 12) === 1) pass(histogram, c, true, totals);
  }
}

function pass(histogram: usize, c: u32, missingLeft: bool, totals: usize): void {
  const G = load<f64>(step + totals);
  const H = load<f64>(step + totals, 8);
  const N = load<f64>(step + totals, 16);
  const minSamplesLeaf = load<f64>(step, MIN_SAMPLES_LEAF);
  const l2 = load<f64>(step, L2);
  const column = columns + <usize>c * COLUMN;
  const first = histogram + <usize>load<u32>(column) * width;
  const bins = <i32>load<u32>(column, 4);
  const hasMissing = load<u32>(column, 12) === 1;
  const hessianAt: usize = width === 32 ? 16 : 8;
  const missing = first + <usize>bins * width;
  let gradient: f64 = missingLeft ? load<f64>(missing) : 0;
  let count: f64 = missingLeft ? load<f64>(missing, 8) : 0;
  let hessian: f64 = missingLeft ? load<f64>(missing + hessianAt) : 0;
  const parent = (G * G) / (H + l2 + 1e-15);
  const last = hasMissing && !missingLeft ? bins : bins - 1;
  let most = load<f64>(best);
  let bin = first;
  for (let b = 0; b < last; b++, bin += width) {
    gradient += load<f64>(bin);
    count += load<f64>(bin, 8);
    hessian += load<f64>(bin + hessianAt);
    if (count < minSamplesLeaf || hessian < LEAST_HESSIAN) continue;
    const restHessian = H - hessian;
    if (N - count < minSamplesLeaf || restHessian < LEAST_HESSIAN) break;
    const rest = G - gradient;
    const left = hessian + l2;
    const right = restHessian + l2;
    if (gradient * gradient * right + rest * rest * left < (most + parent) * left * right) continue;
    if (load<f64>(bin, 8) === 0) continue;
    const gain = (gradient * gradient) / left + (rest * rest) / right - parent;
    if (gain - most <= EQUAL * (most + parent)) continue;
    most = gain;
    note(best, gain, c, b, missingLeft ? 1 : 0, gradient, hessian, count);
  }
}

/** Both children of a node, column by column. */
function divideAtOnce(group: usize): void {
  const whole = <usize>load<u32>(step, WHOLE);
  const small = <usize>load<u32>(step, SMALL);
  const count = load<i32>(step, COUNT);
  const hasSparse = load<u32>(group, 16) !== 0;
  if (hasSparse) {
    const binsFrom = load<u32>(group, 8);
    clear(small + ((<usize>binsFrom) << 4), (<usize>(load<u32>(group, 12) - binsFrom)) << 4);
    addSparse(small, group, count);
  }
  const l2 = f64x2.splat(load<f64>(step, L2));
  const least = f64x2.splat(load<f64>(step, MIN_SAMPLES_LEAF));
  const G = f64x2(load<f64>(step, OF_SMALL), load<f64>(step, OF_LARGE));
  const N = f64x2(load<f64>(step, OF_SMALL + 16), load<f64>(step, OF_LARGE + 16));
  const parent = f64x2.div(f64x2.mul(G, G), f64x2.add(f64x2.add(N, l2), f64x2.splat(1e-15)));
  bestOfSmall = 0;
  bestOfLarge = 0;
  const to = load<u32>(group, 4);
  for (let c = load<u32>(group); c < to; c++) {
    const column = columns + <usize>c * COLUMN;
    const bins = <i32>load<u32>(column, 4);
    const from = (<usize>load<u32>(column)) << 4;
    const dense = <usize>load<u32>(column, 16);
    if (dense === 0) fillZeroBin(small + from, column);
    else {
      if (!hasSparse) clear(small + from, (<usize>bins) << 4);
      addDense(small + from, dense, count);
    }
    passBoth(whole + from, small + from, bins, c, G, N, parent, least, l2);
  }
}

let bestOfSmall: f64 = 0;
let bestOfLarge: f64 = 0;

/** Lane 0 is the smaller child, lane 1 the larger. */
function passBoth(
  whole: usize,
  small: usize,
  bins: i32,
  c: u32,
  G: v128,
  N: v128,
  parent: v128,
  least: v128,
  l2: v128,
): void {
  let gradient = f64x2.splat(0);
  let count = f64x2.splat(0);
  let toBeat = f64x2.add(f64x2(bestOfSmall, bestOfLarge), parent);
  for (let b = 0; b < bins; b++) {
    const one = v128.load(small);
    const other = f64x2.sub(v128.load(whole), one);
    v128.store(whole, other);
    small += 16;
    whole += 16;
    gradient = f64x2.add(gradient, v128.shuffle<f64>(one, other, 0, 2));
    count = f64x2.add(count, v128.shuffle<f64>(one, other, 1, 3));
    const restCount = f64x2.sub(N, count);
    const rest = f64x2.sub(G, gradient);
    const left = f64x2.add(count, l2);
    const right = f64x2.add(restCount, l2);
    const worth = f64x2.add(f64x2.mul(f64x2.mul(gradient, gradient), right), f64x2.mul(f64x2.mul(rest, rest), left));
    const wins = v128.and(
      f64x2.ge(worth, f64x2.mul(f64x2.mul(toBeat, left), right)),
      v128.and(f64x2.ge(count, least), f64x2.ge(restCount, least)),
    );
    if (!v128.any_true(wins) || b === bins - 1) continue;
    const lanes = i64x2.bitmask(wins);
    const gain = f64x2.sub(
      f64x2.add(f64x2.div(f64x2.mul(gradient, gradient), left), f64x2.div(f64x2.mul(rest, rest), right)),
      parent,
    );
    if ((lanes & 1) !== 0 && f64x2.extract_lane(one, 1) !== 0) {
      const mine = f64x2.extract_lane(gain, 0);
      if (mine - bestOfSmall > EQUAL * (bestOfSmall + f64x2.extract_lane(parent, 0))) {
        bestOfSmall = mine;
        const rows = f64x2.extract_lane(count, 0);
        note(best, mine, c, b, 0, f64x2.extract_lane(gradient, 0), rows, rows);
      }
    }
    if ((lanes & 2) !== 0 && f64x2.extract_lane(other, 1) !== 0) {
      const mine = f64x2.extract_lane(gain, 1);
      if (mine - bestOfLarge > EQUAL * (bestOfLarge + f64x2.extract_lane(parent, 1))) {
        bestOfLarge = mine;
        const rows = f64x2.extract_lane(count, 1);
        note(best + SPLIT, mine, c, b, 0, f64x2.extract_lane(gradient, 1), rows, rows);
      }
    }
    toBeat = f64x2.add(f64x2(bestOfSmall, bestOfLarge), parent);
  }
}

function note(at: usize, gain: f64, c: u32, b: i32, missingLeft: f64, gradient: f64, hessian: f64, rows: f64): void {
  store<f64>(at, gain);
  store<f64>(at, c, 8);
  store<f64>(at, b, 16);
  store<f64>(at, missingLeft, 24);
  store<f64>(at, gradient, 32);
  store<f64>(at, hessian, 40);
  store<f64>(at, rows, 48);
}
