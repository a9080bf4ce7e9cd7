import type { SplitView } from "../../pipeline/views";

/** From this largest distance of the cumulative shares on, two parts are called different. */
const APART = 0.1;

export type TargetBins = NonNullable<SplitView["target"]>;

export interface PartComparison {
  /** bars as shares of their part, 0 to 1, one a bin */
  readonly train: readonly number[];
  readonly test: readonly number[];
  /** the largest share, of both */
  readonly most: number;
  readonly title: string;
}

/** The target in both parts as shares, so that 3,364 and 841 rows can be compared, and what they say. */
export function compareParts(target: TargetBins, name: string): PartComparison {
  const train = shares(target.train);
  const test = shares(target.test);
  let distance = 0;
  let sum = 0;
  for (let i = 0; i < train.length; i++) {
    // positive where more of the test rows than of the training rows lie below
    sum += test[i] - train[i];
    if (Math.abs(sum) > Math.abs(distance)) distance = sum;
  }
  const title =
    Math.abs(distance) < APART
      ? `${name} is spread alike in both parts`
      : `${name} is ${distance > 0 ? "lower" : "higher"} in the test part than in training`;
  return {
    train,
    test,
    most: Math.max(1e-9, ...train, ...test),
    title: title.charAt(0).toUpperCase() + title.slice(1),
  };
}

function shares(counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (total === 0 ? 0 : count / total));
}

/**
 * Indices of the edges that get a tick, at most about `count`: zero and whole powers of ten where the edges have them
 * (a log axis), else evenly, ends included.
 */
export function tickEdges(edges: readonly number[], count: number): readonly number[] {
  const last = edges.length - 1;
  if (last < 1) return [];
  const powers = edges.flatMap((edge, i) => (isPowerOfTen(edge) ? [i] : []));
  const isLog = powers.length >= 3;
  const offered = isLog ? powers : edges.map((_, i) => i);
  const every = Math.ceil((offered.length - 1) / Math.max(1, count - 1));
  const zero = Math.max(0, edges.indexOf(0));
  const phase = Math.max(0, offered.indexOf(zero)) % every;
  const taken = offered.filter((_, i) => i % every === phase);
  // the last edge says where the axis ends, unless its text would stand on the one before
  const gap = last - taken[taken.length - 1];
  return isLog || gap === 0 || gap < every / 2 ? taken : [...taken, last];
}

function isPowerOfTen(value: number): boolean {
  if (value === 0) return true;
  const power = Math.log10(Math.abs(value));
  return Math.abs(power - Math.round(power)) < 1e-9;
}
