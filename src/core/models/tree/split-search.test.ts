import { describe, expect, it } from "vitest";
import { csrOf } from "../../../testing/csr-of";
import { makeRng } from "../../random/xoshiro";
import { SquaredError } from "./criterion";
import { toFixedPoint } from "./fixed-point";
import { sortColumns } from "./sorted-columns";
import { TreeGrower, type GrowSettings, type GrowTarget } from "./tree-grower";

/** Values with many ties, zeros and both signs; targets with ties too. */
function example(rows: number, columns: number, seed: number) {
  const rng = makeRng(seed);
  const cells = Array.from({ length: rows }, () =>
    Array.from({ length: columns }, (_, c) => {
      if (c === 0) return rng.float() - 0.5;
      return rng.float() < 0.25 ? rng.below(7) - (c % 2 === 0 ? 3 : 0) : 0;
    }),
  );
  const y = Float64Array.from({ length: rows }, () => rng.below(20));
  const weights = Float64Array.from({ length: rows }, () => rng.below(3));
  return { columns: sortColumns(csrOf(cells)), y, weights };
}

function targets({ y, weights }: ReturnType<typeof example>): { fast: GrowTarget; plain: GrowTarget } {
  const { value, offset, scale } = toFixedPoint(y, 4 * y.length);
  const sums = new Float64Array(2 * y.length);
  for (let i = 0; i < y.length; i++) {
    sums[2 * i] = weights[i];
    sums[2 * i + 1] = weights[i] * value[i];
  }
  const squared = { targets: sums, offset, scale };
  return {
    fast: { weights, labels: value, squared, criterion: null },
    plain: { weights, labels: value, squared: null, criterion: new SquaredError(sums, offset, scale) },
  };
}

const deep: GrowSettings = { maxDepth: Infinity, minSamplesSplit: 2, minSamplesLeaf: 1, columnsPerSplit: 30 };

describe("the search that skips columns", () => {
  it.each([
    ["to pure leaves", deep],
    ["with leaves of 4", { ...deep, minSamplesLeaf: 4 }],
    ["with 5 columns at a split", { ...deep, columnsPerSplit: 5 }],
    ["of four levels", { ...deep, maxDepth: 4 }],
  ])("grows the trees of the search that looks everywhere: %s", (_, settings) => {
    for (let seed = 0; seed < 12; seed++) {
      const data = example(20 + 40 * (seed % 5), 30, seed);
      const { fast, plain } = targets(data);
      const importance = [new Float64Array(30), new Float64Array(30)];
      const skipping = new TreeGrower(data.columns, settings, 1).grow(fast, seed, importance[0]);
      const looking = new TreeGrower(data.columns, settings, 1).grow(plain, seed, importance[1]);
      expect(skipping).toEqual(looking);
      expect(importance[0]).toEqual(importance[1]);
    }
  });
});

describe("equally good columns", () => {
  it("are each taken about as often", () => {
    const columns = sortColumns(
      csrOf([
        [1, 1, 1, 1],
        [1, 1, 1, 1],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ]),
    );
    const taken = new Float64Array(4);
    const grower = new TreeGrower(columns, { ...deep, columnsPerSplit: 4 }, 1);
    const { fast } = targets({ columns, y: Float64Array.of(1, 1, 0, 0), weights: Float64Array.of(1, 1, 1, 1) });
    for (let seed = 0; seed < 2000; seed++) taken[grower.grow(fast, seed, new Float64Array(4)).feature[0]]++;
    // 500 each; 100 is 5 standard deviations.
    for (const times of taken) expect(Math.abs(times - 500)).toBeLessThan(100);
  });
});
