import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { makeMt19937 } from "./mt19937";

interface NumpyDraws {
  readonly seed: number;
  readonly permutation10: number[];
  readonly permutation1: number[];
  readonly float: number[];
  readonly randint: number[];
  readonly shuffled: number[];
  readonly permutation5000: { head: number[]; tail: number[]; at: number };
}

const fixture = readFixture<{ cases: NumpyDraws[] }>("numpy-random");

describe("makeMt19937(seed)", () => {
  it.each([-1, 0.5, 2 ** 32, NaN])("refuses the seed %s", (seed) => {
    expect(() => makeMt19937(seed)).toThrow(/seed must be an integer from 0 to 4294967295/);
  });

  it("permutes nothing and one thing", () => {
    expect(Array.from(makeMt19937(0).permutation(0))).toEqual([]);
    expect(Array.from(makeMt19937(0).permutation(1))).toEqual([0]);
  });

  it.each(fixture.cases)("draws what numpy's RandomState($seed) draws, call after call", (expected) => {
    const random = makeMt19937(expected.seed);
    expect(Array.from(random.permutation(10))).toEqual(expected.permutation10);
    expect(Array.from(random.permutation(1))).toEqual(expected.permutation1);
    expect(expected.float.map(() => random.float())).toEqual(expected.float);
    expect([1, 2, 3, 7, 100, 1000, 65536, 1e6, 2 ** 31].map((bound) => random.below(bound))).toEqual(expected.randint);
    const shuffled = Array.from({ length: 20 }, (_, i) => 20 - i);
    random.shuffle(shuffled);
    expect(shuffled).toEqual(expected.shuffled);
    const big = random.permutation(5000);
    expect(Array.from(big.subarray(0, 10))).toEqual(expected.permutation5000.head);
    expect(Array.from(big.subarray(-10))).toEqual(expected.permutation5000.tail);
    expect(big.reduce((sum, value, i) => sum + value * i, 0)).toBe(expected.permutation5000.at);
  });
});
