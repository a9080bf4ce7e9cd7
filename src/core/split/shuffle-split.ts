import { DataError } from "../errors";
import type { Mt19937 } from "../random/mt19937";
import { makeMt19937 } from "../random/mt19937";

/** Positions 0 .. n - 1 in two parts, in the order they were drawn. */
export interface TwoParts {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/**
 * Sizes of the two parts as scikit-learn counts them: the test part rounded up, the rest trains.
 *
 * @throws {DataError} "empty-split" when nothing is left to train on, "too-few-rows" when there is nothing to split
 */
export function partSizes(n: number, testSize: number): { train: number; test: number } {
  if (n < 2) throw new DataError("too-few-rows", `a split needs at least 2 rows, got ${n}`, { rows: n });
  const test = Math.ceil(testSize * n);
  const train = n - test;
  if (!(test >= 1 && train >= 1)) {
    throw new DataError(
      "empty-split",
      `a test part of ${testSize} takes ${test} of ${n} rows and leaves ${train} to train on`,
      {
        rows: n,
        train,
        test,
      },
    );
  }
  return { train, test };
}

/**
 * The positions of `train_test_split(range(n), test_size=testSize, random_state=seed)`, in its order.
 *
 * @throws {DataError} "too-few-rows", "empty-split"
 */
export function shuffleSplit(n: number, testSize: number, seed: number): TwoParts {
  const sizes = partSizes(n, testSize);
  const order = makeMt19937(seed).permutation(n);
  return { test: order.slice(0, sizes.test), train: order.slice(sizes.test) };
}

/**
 * The positions of `train_test_split(..., stratify=classes)`, in its order. `classes` holds 0 .. count - 1 in the sorted
 * order of the labels; `label` names a class in the message.
 *
 * @throws {DataError} "too-few-rows" when a class has fewer than 2 rows or a part fewer rows than there are classes
 */
export function stratifiedShuffleSplit(
  classes: ArrayLike<number>,
  count: number,
  settings: { readonly testSize: number; readonly seed: number; readonly label?: (index: number) => string },
): TwoParts {
  const n = classes.length;
  const sizes = partSizes(n, settings.testSize);
  const members: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < n; i++) members[classes[i]].push(i);
  const rare = members.findIndex((rows) => rows.length < 2);
  if (rare >= 0) {
    const name = settings.label ? `"${settings.label(rare)}"` : String(rare);
    throw new DataError(
      "too-few-rows",
      `a stratified split needs at least 2 rows of every class, got ${members[rare].length} of class ${name}`,
      { rows: members[rare].length },
    );
  }
  const smaller = Math.min(sizes.train, sizes.test);
  if (smaller < count) {
    throw new DataError(
      "too-few-rows",
      `each part needs a row of each of ${count} classes, got a part of ${smaller} rows`,
      {
        rows: smaller,
        classes: count,
      },
    );
  }
  const random = makeMt19937(settings.seed);
  const classCounts = members.map((rows) => rows.length);
  const trainCounts = approximateMode(classCounts, sizes.train, random);
  const testCounts = approximateMode(
    classCounts.map((rows, index) => rows - trainCounts[index]),
    sizes.test,
    random,
  );
  const train: number[] = [];
  const test: number[] = [];
  members.forEach((rows, index) => {
    const order = random.permutation(rows.length);
    const split = trainCounts[index];
    for (let i = 0; i < split; i++) train.push(rows[order[i]]);
    for (let i = split; i < split + testCounts[index]; i++) test.push(rows[order[i]]);
  });
  random.shuffle(train);
  random.shuffle(test);
  return { train: Uint32Array.from(train), test: Uint32Array.from(test) };
}

/**
 * The positions of `GroupShuffleSplit(test_size=testSize, random_state=seed)`: a share of the *groups* goes to the test
 * part, whole; positions ascending in both. `groups` holds 0 .. count - 1 in the sorted order of the group's names.
 *
 * @throws {DataError} "too-few-rows" when there are fewer than 2 groups, "empty-split"
 */
export function groupShuffleSplit(groups: ArrayLike<number>, count: number, testSize: number, seed: number): TwoParts {
  if (count < 2) {
    throw new DataError("too-few-rows", `a split by group needs at least 2 groups, got ${count}`, { groups: count });
  }
  const inTest = new Uint8Array(count);
  for (const group of shuffleSplit(count, testSize, seed).test) inTest[group] = 1;
  const train: number[] = [];
  const test: number[] = [];
  for (let i = 0; i < groups.length; i++) (inTest[groups[i]] ? test : train).push(i);
  return { train: Uint32Array.from(train), test: Uint32Array.from(test) };
}

/** scikit-learn's `_approximate_mode`: how many of each class to draw, remainders by size, ties by chance. */
function approximateMode(classCounts: readonly number[], draws: number, random: Mt19937): number[] {
  const total = classCounts.reduce((a, b) => a + b, 0);
  const exact = classCounts.map((count) => (count / total) * draws);
  const taken = exact.map(Math.floor);
  let left = Math.trunc(draws - taken.reduce((a, b) => a + b, 0));
  if (left <= 0) return taken;
  const remainders = exact.map((value, index) => value - taken[index]);
  const distinct = [...new Set(remainders)].sort((a, b) => b - a);
  for (const value of distinct) {
    const tied = remainders.flatMap((remainder, index) => (remainder === value ? [index] : []));
    const order = random.permutation(tied.length);
    for (let i = 0; i < Math.min(tied.length, left); i++) taken[tied[order[i]]]++;
    left -= Math.min(tied.length, left);
    if (left === 0) break;
  }
  return taken;
}
