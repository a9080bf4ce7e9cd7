import { describe, expect, it } from "vitest";
import { csrOf } from "../../../testing/csr-of";
import { makeRng } from "../../random/xoshiro";
import { SquaredError } from "./criterion";
import { toFixedPoint } from "./fixed-point";
import { sortColumns } from "./sorted-columns";
import { makeGrower } from "./make-grower";
import { TreeGrower, type GrowSettings, type GrowTarget } from "./tree-grower";
import { makeWasmGrower } from "./wasm-grower";

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

describe("the kernel in WebAssembly", () => {
  it.each([
    ["to pure leaves", deep],
    ["with leaves of 4", { ...deep, minSamplesLeaf: 4 }],
    ["of four levels", { ...deep, maxDepth: 4 }],
    ["with nodes of at least 9 rows split", { ...deep, minSamplesSplit: 9 }],
  ])("grows the trees of the plain way, to the last bit: %s", (_, settings) => {
    for (let seed = 0; seed < 12; seed++) {
      const data = example(20 + 60 * (seed % 5), 30, seed);
      const { fast } = targets(data);
      const importance = [new Float64Array(30), new Float64Array(30)];
      const plain = new TreeGrower(data.columns, settings, 1).grow(fast, seed, importance[0]);
      const kernel = makeWasmGrower(data.columns, settings);
      expect(kernel?.grow(fast, seed, importance[1])).toEqual(plain);
      expect(importance[1]).toEqual(importance[0]);
    }
  });

  it("leaves to the plain way what it cannot do", () => {
    const { columns } = example(30, 30, 1);
    expect(makeGrower(columns, deep, true, 1).backend).toBe("WebAssembly");
    expect(makeGrower(columns, { ...deep, columnsPerSplit: 3 }, true, 1).backend).toBe("typed arrays");
    expect(makeGrower(columns, deep, false, 3).backend).toBe("typed arrays");
  });

  it("takes as much memory as its segments need", () => {
    const data = example(60, 900, 2);
    const settings = { ...deep, columnsPerSplit: 900 };
    const { fast } = targets(data);
    const plain = new TreeGrower(data.columns, settings, 1).grow(fast, 1, new Float64Array(900));
    expect(makeWasmGrower(data.columns, settings)?.grow(fast, 1, new Float64Array(900))).toEqual(plain);
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
