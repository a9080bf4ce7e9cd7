import type { JobContext } from "../job";
import { benjaminiHochberg, hypergeometricTail, welchGreater } from "../metrics/one-sided-tests";
import type { Moments } from "../metrics/one-sided-tests";
import type { Candidate } from "./candidates";
import type { Condition } from "./slice";

/** How much worse the posts of a slice are than all others. */
export interface SliceTest {
  readonly n: number;
  readonly loss: number;
  readonly restLoss: number;
  /** difference of the two means in standard deviations: Slice Finder's effect size */
  readonly effect: number;
  /** one-sided: Fisher's exact test where every loss is 0 or 1, else Welch's t test */
  readonly p: number;
  /** share of all loss that falls on these posts */
  readonly lossShare: number;
}

export interface FoundSlice extends SliceTest {
  readonly where: readonly Condition[];
  readonly members: Uint32Array;
  /** p adjusted for all slices of as many conditions that were tested */
  readonly q: number;
}

export interface SliceSearch {
  /** the worst first, none the same posts as one before it */
  readonly found: readonly FoundSlice[];
  /** significant slices, before those that say the same were taken together */
  readonly significant: number;
  /** tested, of one condition and of two */
  readonly tested: readonly [number, number];
}

export interface SearchOptions {
  readonly minPosts: number;
  /** share of the slices found that may be chance, in (0, 1) */
  readonly level: number;
  readonly conditions: number;
}

/** A slice that shares so much with one before it says the same. */
const SAME_FROM = 0.8;
/** A pair must be so much worse than each of its halves to be worth its second condition. */
const WORSE_BY = 1.15;
/** Effects below are too small to be worth reading, however sure they are. */
const LEAST_EFFECT = 0.1;

/** @see {@link SliceTest}. O(members), given the sums over all posts. */
export function testSlice(members: Uint32Array, losses: Float64Array, all: LossSums): SliceTest {
  let sum = 0;
  let squares = 0;
  for (const row of members) {
    sum += losses[row];
    squares += losses[row] ** 2;
  }
  return testSums({ n: members.length, sum, squares }, all);
}

export interface LossSums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
  /** every loss is 0 or 1 */
  readonly isBinary: boolean;
}

export function lossSums(losses: Float64Array): LossSums {
  let sum = 0;
  let squares = 0;
  let isBinary = true;
  for (const loss of losses) {
    sum += loss;
    squares += loss * loss;
    isBinary &&= loss === 0 || loss === 1;
  }
  return { n: losses.length, sum, squares, isBinary };
}

function testSums(inside: { n: number; sum: number; squares: number }, all: LossSums): SliceTest {
  const slice = momentsOf(inside.n, inside.sum, inside.squares);
  const rest = momentsOf(all.n - inside.n, all.sum - inside.sum, all.squares - inside.squares);
  const spread = Math.sqrt(slice.variance + rest.variance);
  const difference = slice.mean - rest.mean;
  return {
    n: inside.n,
    loss: slice.mean,
    restLoss: rest.mean,
    effect: spread > 0 ? (Math.SQRT2 * difference) / spread : 0,
    p:
      inside.n === 0 || inside.n === all.n
        ? 1
        : all.isBinary
          ? hypergeometricTail(Math.round(inside.sum), inside.n, Math.round(all.sum), all.n)
          : welchGreater(slice, rest).p,
    lossShare: all.sum > 0 ? inside.sum / all.sum : 0,
  };
}

function momentsOf(n: number, sum: number, squares: number): Moments {
  const mean = n > 0 ? sum / n : 0;
  return { n, mean, variance: n > 1 ? Math.max(0, (squares - n * mean * mean) / (n - 1)) : 0 };
}

/**
 * The slices that are significantly worse than all other posts: every candidate is tested, and for two conditions every pair of
 * candidates of different columns (words are not paired). p values are adjusted by Benjamini and Hochberg among slices
 * of as many conditions. A pair is kept where it is clearly worse than either half (after Chung et al., "Slice Finder",
 * 2019). Ordered by effect size. O(pairs * posts / 32 + members).
 */
export function findSlices(
  candidates: readonly Candidate[],
  losses: Float64Array,
  options: SearchOptions,
  context: JobContext = {},
): SliceSearch {
  const all = lossSums(losses);
  const singles = candidates.map(({ where, members }) => ({
    where,
    members,
    ...testSlice(members, losses, all),
  }));
  const pairs = options.conditions > 1 ? testPairs(candidates, losses, all, options.minPosts, context) : [];
  const significant = [
    ...adjusted(singles).filter(({ q, effect }) => q <= options.level && effect >= LEAST_EFFECT),
    ...adjusted(pairs)
      .filter(({ q, effect, halves }) => {
        const best = Math.max(singles[halves[0]].effect, singles[halves[1]].effect);
        return q <= options.level && effect >= LEAST_EFFECT && effect > WORSE_BY * best;
      })
      .map(({ halves, ...pair }) => ({
        ...pair,
        where: halves.flatMap((half) => candidates[half].where),
        members: intersection(candidates[halves[0]].members, candidates[halves[1]].members),
      })),
  ].sort((a, b) => b.effect - a.effect || b.n - a.n);
  const found: FoundSlice[] = [];
  for (const slice of significant) {
    if (found.every((known) => overlap(known.members, slice.members) < SAME_FROM)) found.push(slice);
  }
  return { found, significant: significant.length, tested: [singles.length, pairs.length] };
}

function adjusted<T extends { readonly p: number }>(tests: readonly T[]): (T & { readonly q: number })[] {
  const qs = benjaminiHochberg(tests.map(({ p }) => p));
  return tests.map((test, i) => ({ ...test, q: qs[i] }));
}

interface PairTest extends SliceTest {
  readonly halves: readonly [number, number];
}

function testPairs(
  candidates: readonly Candidate[],
  losses: Float64Array,
  all: LossSums,
  minPosts: number,
  { signal, onProgress }: JobContext,
): PairTest[] {
  const places = candidates.flatMap(({ isWord }, i) => (isWord ? [] : [i]));
  const bits = new Map(places.map((i) => [i, bitsOf(candidates[i].members, all.n)]));
  const tests: PairTest[] = [];
  places.forEach((first, at) => {
    signal?.throwIfAborted();
    onProgress?.({ done: at, total: places.length, unit: "slices" });
    const a = bits.get(first)!;
    for (const second of places.slice(at + 1)) {
      if (candidates[first].where[0].column === candidates[second].where[0].column) continue;
      const b = bits.get(second)!;
      let count = 0;
      let sum = 0;
      let squares = 0;
      for (let word = 0; word < a.length; word++) {
        for (let rest = a[word] & b[word]; rest !== 0; rest &= rest - 1) {
          const loss = losses[word * 32 + (31 - Math.clz32(rest & -rest))];
          count++;
          sum += loss;
          squares += loss * loss;
        }
      }
      const isSame = count === candidates[first].members.length || count === candidates[second].members.length;
      if (count < minPosts || all.n - count < minPosts || isSame) continue;
      tests.push({ halves: [first, second], ...testSums({ n: count, sum, squares }, all) });
    }
  });
  return tests;
}

function bitsOf(members: Uint32Array, n: number): Int32Array {
  const bits = new Int32Array(Math.ceil(n / 32));
  for (const row of members) bits[row >>> 5] |= 1 << (row & 31);
  return bits;
}

function intersection(a: Uint32Array, b: Uint32Array): Uint32Array {
  const other = new Set(b);
  return a.filter((row) => other.has(row));
}

/** Share of the posts of either that both have. */
function overlap(a: Uint32Array, b: Uint32Array): number {
  let [i, j, shared] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      shared++;
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  return shared / (a.length + b.length - shared);
}
