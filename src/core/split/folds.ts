import { DataError } from "../errors";
import { makeMt19937 } from "../random/mt19937";
import type { Mt19937 } from "../random/mt19937";
import type { TwoParts } from "./shuffle-split";

/** A seed, a stream that goes on where the last use left it (as repeated folds do), or null for no shuffling. */
export type FoldSeed = number | Mt19937 | null;

/**
 * The folds of `KFold(folds, shuffle=seed !== null, random_state=seed)`: every position is tested once, sizes differ by
 * at most one, positions ascending. Called again with one stream, those of `RepeatedKFold`.
 *
 * @throws {DataError} "too-few-rows" when there are fewer rows than folds, "invalid-option" for fewer than 2 folds
 */
export function kFold(n: number, folds: number, seed: FoldSeed = null): TwoParts[] {
  checkFolds(n, folds, "rows");
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  streamOf(seed)?.shuffle(order);
  const foldOf = new Uint32Array(n);
  let start = 0;
  for (let fold = 0; fold < folds; fold++) {
    const end = start + Math.floor(n / folds) + (fold < n % folds ? 1 : 0);
    for (let i = start; i < end; i++) foldOf[order[i]] = fold;
    start = end;
  }
  return partsByFold(foldOf, folds);
}

/**
 * The folds of `StratifiedKFold(folds, shuffle=seed !== null, random_state=seed)`: every fold has about the same share
 * of each class. `classes` may be any integers from 0.
 *
 * @throws {DataError} "too-few-rows" when every class has fewer rows than there are folds, "invalid-option"
 */
export function stratifiedKFold(classes: ArrayLike<number>, folds: number, seed: FoldSeed = null): TwoParts[] {
  const n = classes.length;
  checkFolds(n, folds, "rows");
  const members = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const rows = members.get(classes[i]);
    if (rows) rows.push(i);
    else members.set(classes[i], [i]);
  }
  // a Map keeps the order of first appearance, which is how scikit-learn numbers the classes here
  const byClass = [...members.values()];
  const most = Math.max(...byClass.map((rows) => rows.length));
  if (most < folds) throw tooFew(folds, "rows of some class", most);
  // rows sorted by class dealt out in turn: fold f takes those at f, f + folds, f + 2 folds, ...
  const allocation = Array.from({ length: folds }, () => new Uint32Array(byClass.length));
  let place = 0;
  byClass.forEach((rows, index) => {
    for (let i = 0; i < rows.length; i++) allocation[place++ % folds][index]++;
  });
  const random = streamOf(seed);
  const foldOf = new Uint32Array(n);
  byClass.forEach((rows, index) => {
    const dealt = allocation.flatMap((counts, fold) => Array.from({ length: counts[index] }, () => fold));
    random?.shuffle(dealt);
    rows.forEach((row, i) => (foldOf[row] = dealt[i]));
  });
  return partsByFold(foldOf, folds);
}

/**
 * The folds of `GroupKFold(folds)`: a group is never in both parts; the largest groups are dealt first, each to the fold
 * with the fewest rows. `groups` holds 0 .. count - 1 in sorted order of the names. Among groups of equal size the last
 * goes first, as in scikit-learn for up to 16 groups; beyond, numpy's sort leaves such ties in no stated order.
 *
 * @throws {DataError} "too-few-rows" when there are fewer groups than folds, "invalid-option"
 */
export function groupKFold(groups: ArrayLike<number>, count: number, folds: number): TwoParts[] {
  checkFolds(count, folds, "groups");
  const sizes = new Uint32Array(count);
  for (let i = 0; i < groups.length; i++) sizes[groups[i]]++;
  const order = Array.from(sizes.keys()).sort((a, b) => sizes[b] - sizes[a] || b - a);
  const load = new Float64Array(folds);
  const foldOfGroup = new Uint32Array(count);
  for (const group of order) {
    const lightest = load.indexOf(Math.min(...load));
    load[lightest] += sizes[group];
    foldOfGroup[group] = lightest;
  }
  return partsByFold(
    Uint32Array.from(groups, (group) => foldOfGroup[group]),
    folds,
  );
}

/**
 * The folds of `TimeSeriesSplit(folds, test_size=testSize, gap=gap)` over rows that stand in order of time: each fold
 * tests a stretch and trains on all before it.
 *
 * @throws {DataError} "too-few-rows" when the stretches do not fit, "invalid-option"
 */
export function timeSeriesSplit(
  n: number,
  folds: number,
  settings: { readonly testSize?: number; readonly gap?: number } = {},
): TwoParts[] {
  checkFolds(n, folds, "rows");
  if (n < folds + 1) throw tooFew(folds + 1, "rows", n);
  const testSize = settings.testSize ?? Math.floor(n / (folds + 1));
  const gap = settings.gap ?? 0;
  if (n - gap - testSize * folds <= 0) throw tooFew(testSize * folds + gap + 1, "rows", n);
  return Array.from({ length: folds }, (_, fold) => {
    const start = n - (folds - fold) * testSize;
    return { train: range(0, start - gap), test: range(start, start + testSize) };
  });
}

function streamOf(seed: FoldSeed): Mt19937 | null {
  return typeof seed === "number" ? makeMt19937(seed) : seed;
}

function partsByFold(foldOf: Uint32Array, folds: number): TwoParts[] {
  return Array.from({ length: folds }, (_, fold) => {
    const train: number[] = [];
    const test: number[] = [];
    foldOf.forEach((own, row) => (own === fold ? test : train).push(row));
    return { train: Uint32Array.from(train), test: Uint32Array.from(test) };
  });
}

function range(start: number, end: number): Uint32Array {
  return Uint32Array.from({ length: end - start }, (_, i) => start + i);
}

function checkFolds(n: number, folds: number, what: string): void {
  if (!Number.isInteger(folds) || folds < 2) {
    throw new DataError("invalid-option", `folds must be an integer of at least 2, got ${folds}`, { path: "folds" });
  }
  if (n < folds) throw tooFew(folds, what, n);
}

function tooFew(needed: number, what: string, got: number): DataError {
  return new DataError("too-few-rows", `these folds need at least ${needed} ${what}, got ${got}`, { needed, got });
}
