// AssemblyScript, not TypeScript: cli/build-kernels.ts compiles it to core/models/boosted/histogram-kernel-bytes.ts.
//
// Histograms of gradients and the best split in them: core/models/boosted (histogram.ts, bin-split.ts) once more, every sum
// in the same order, so that both give the same bits; the reasons stand there. A bin is two numbers, gradient and rows,
// or four, with the hessian and nothing. Memory is laid out by kernel-histograms.ts.

const LEAST_HESSIAN: f64 = 1e-3;
const EQUAL: f64 = 1e-12;

/** Bytes of a bin: 16 or 32. */
let width: usize = 16;
let columnCount: i32 = 0;
/** Five 32-bit numbers a column: offset, bins, zero bin, whether missing values occur, where its dense bins are (0: sparse). */
let columns: usize = 0;
const COLUMN: usize = 20;
let rowIds: usize = 0;
let ordered: usize = 0;
let indptr: usize = 0;
let rowBins: usize = 0;
let tried: usize = 0;
/** Where the best split is written: gain, column, bin, missing left, and gradient, hessian and rows of the left side. */
let result: usize = 0;

let bestGain: f64 = 0;

export function configure(table: usize, columnsInAll: i32, bytes: i32): void {
  columnCount = columnsInAll;
  width = bytes;
  columns = load<u32>(table);
  rowIds = load<u32>(table, 4);
  ordered = load<u32>(table, 8);
  indptr = load<u32>(table, 12);
  rowBins = load<u32>(table, 16);
  tried = load<u32>(table, 20);
  result = load<u32>(table, 24);
}

/** Sums the first `count` of the ordered rows, whose totals are given, into the histogram. */
export function build(
  histogram: usize,
  bytes: i32,
  count: i32,
  hasSparse: bool,
  gradient: f64,
  hessian: f64,
  rows: f64,
): void {
  memory.fill(histogram, 0, bytes);
  if (hasSparse) {
    addSparse(histogram, count);
    for (let c = 0; c < columnCount; c++) fillZeroBin(histogram, c, gradient, hessian, rows);
  }
  for (let c = 0; c < columnCount; c++) {
    const column = columns + <usize>c * COLUMN;
    const dense = <usize>load<u32>(column, 16);
    if (dense === 0) continue;
    const first = histogram + <usize>load<u32>(column) * width;
    if (width === 16) addDense(first, dense, count);
    else addDenseWide(first, dense, count);
  }
}

function addDense(histogram: usize, dense: usize, count: i32): void {
  let ids = rowIds;
  let pair = ordered;
  for (let i = 0; i < count; i++) {
    const bin = histogram + ((<usize>load<u8>(dense + <usize>load<u32>(ids))) << 4);
    v128.store(bin, f64x2.add(v128.load(bin), v128.load(pair)));
    ids += 4;
    pair += 16;
  }
}

function addDenseWide(histogram: usize, dense: usize, count: i32): void {
  let ids = rowIds;
  let pair = ordered;
  for (let i = 0; i < count; i++) {
    const bin = histogram + ((<usize>load<u8>(dense + <usize>load<u32>(ids))) << 5);
    v128.store(bin, f64x2.add(v128.load(bin), v128.load(pair)));
    v128.store(bin, f64x2.add(v128.load(bin, 16), v128.load(pair, 16)), 16);
    ids += 4;
    pair += 32;
  }
}

function addSparse(histogram: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const row = indptr + ((<usize>load<u32>(rowIds + ((<usize>i) << 2))) << 2);
    const pair = ordered + <usize>i * width;
    const end = load<u32>(row, 4);
    for (let k = load<u32>(row); k < end; k++) {
      const bin = histogram + <usize>load<u32>(rowBins + ((<usize>k) << 2)) * width;
      v128.store(bin, f64x2.add(v128.load(bin), v128.load(pair)));
      if (width === 32) v128.store(bin, f64x2.add(v128.load(bin, 16), v128.load(pair, 16)), 16);
    }
  }
}

function fillZeroBin(histogram: usize, c: i32, gradient: f64, hessian: f64, rows: f64): void {
  const column = columns + <usize>c * COLUMN;
  if (load<u32>(column, 16) !== 0) return;
  const first = histogram + <usize>load<u32>(column) * width;
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

export function subtract(whole: usize, part: usize, bytes: i32): void {
  const end = whole + bytes;
  for (; whole < end; whole += 16, part += 16) v128.store(whole, f64x2.sub(v128.load(whole), v128.load(part)));
}

/** Whether a split was found, which then stands at `result`. Columns with a 0 in `tried` are passed over if `isPartial`. */
export function find(
  histogram: usize,
  gradient: f64,
  hessian: f64,
  rows: f64,
  minSamplesLeaf: f64,
  l2: f64,
  isPartial: bool,
): bool {
  bestGain = 0;
  for (let c = 0; c < columnCount; c++) {
    if (isPartial && load<u8>(tried + <usize>c) === 0) continue;
    pass(histogram, c, false, gradient, hessian, rows, minSamplesLeaf, l2);
    if (load<u32>(columns + <usize>c * COLUMN, 12) === 1) {
      pass(histogram, c, true, gradient, hessian, rows, minSamplesLeaf, l2);
    }
  }
  return bestGain > 0;
}

function pass(histogram: usize, c: i32, missingLeft: bool, G: f64, H: f64, N: f64, minSamplesLeaf: f64, l2: f64): void {
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
  let best = bestGain;
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
    if (gradient * gradient * right + rest * rest * left < (best + parent) * left * right) continue;
    if (load<f64>(bin, 8) === 0) continue;
    const gain = (gradient * gradient) / left + (rest * rest) / right - parent;
    if (gain - best <= EQUAL * (best + parent)) continue;
    best = gain;
    store<f64>(result, gain);
    store<f64>(result, c, 8);
    store<f64>(result, b, 16);
    store<f64>(result, missingLeft ? 1 : 0, 24);
    store<f64>(result, gradient, 32);
    store<f64>(result, hessian, 40);
    store<f64>(result, count, 48);
  }
  bestGain = best;
}

/**
 * Both children of a node at once: sums the ordered rows into `small`, takes them off `whole`, which becomes the larger child's,
 * and finds the best split of each, column by column while it is in the nearest cache. For bins of two numbers and columns
 * without missing values. Bit 0 of the answer: the smaller has a split, which stands at `result`; bit 1: the larger, 64 bytes on.
 */
export function divide(
  whole: usize,
  small: usize,
  count: i32,
  hasSparse: bool,
  gradient: f64,
  rows: f64,
  smallGradient: f64,
  smallRows: f64,
  largeGradient: f64,
  largeRows: f64,
  minSamplesLeaf: f64,
  l2: f64,
): i32 {
  const last = columns + <usize>(columnCount - 1) * COLUMN;
  if (hasSparse) {
    memory.fill(small, 0, (<usize>(load<u32>(last) + load<u32>(last, 4))) << 4);
    addSparse(small, count);
  }
  const G = f64x2(smallGradient, largeGradient);
  const N = f64x2(smallRows, largeRows);
  const l2s = f64x2.splat(l2);
  const least = f64x2.splat(minSamplesLeaf);
  const parent = f64x2.div(f64x2.mul(G, G), f64x2.add(f64x2.add(N, l2s), f64x2.splat(1e-15)));
  bestOfSmall = 0;
  bestOfLarge = 0;
  for (let c = 0; c < columnCount; c++) {
    const column = columns + <usize>c * COLUMN;
    const bins = <i32>load<u32>(column, 4);
    const from = (<usize>load<u32>(column)) << 4;
    const dense = <usize>load<u32>(column, 16);
    if (dense === 0) fillZeroBin(small, c, gradient, rows, rows);
    else {
      clear(small + from, bins);
      addDense(small + from, dense, count);
    }
    passBoth(whole + from, small + from, bins, c, G, N, parent, least, l2s);
  }
  return (bestOfSmall > 0 ? 1 : 0) | (bestOfLarge > 0 ? 2 : 0);
}

let bestOfSmall: f64 = 0;
let bestOfLarge: f64 = 0;

/** A call of `memory.fill` costs more than a column's few kilobytes. */
function clear(bin: usize, bins: i32): void {
  const end = bin + ((<usize>bins) << 4);
  for (; bin < end; bin += 16) v128.store(bin, f64x2.splat(0));
}

/** Lane 0 is the smaller child, lane 1 the larger. */
function passBoth(
  whole: usize,
  small: usize,
  bins: i32,
  c: i32,
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
        note(result, mine, c, b, f64x2.extract_lane(gradient, 0), f64x2.extract_lane(count, 0));
      }
    }
    if ((lanes & 2) !== 0 && f64x2.extract_lane(other, 1) !== 0) {
      const mine = f64x2.extract_lane(gain, 1);
      if (mine - bestOfLarge > EQUAL * (bestOfLarge + f64x2.extract_lane(parent, 1))) {
        bestOfLarge = mine;
        note(result + 64, mine, c, b, f64x2.extract_lane(gradient, 1), f64x2.extract_lane(count, 1));
      }
    }
    toBeat = f64x2.add(f64x2(bestOfSmall, bestOfLarge), parent);
  }
}

function note(at: usize, gain: f64, c: i32, b: i32, gradient: f64, count: f64): void {
  store<f64>(at, gain);
  store<f64>(at, c, 8);
  store<f64>(at, b, 16);
  store<f64>(at, 0, 24);
  store<f64>(at, gradient, 32);
  store<f64>(at, count, 40);
  store<f64>(at, count, 48);
}
