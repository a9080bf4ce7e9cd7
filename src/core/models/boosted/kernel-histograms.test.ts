import { describe, expect, it } from "vitest";
import { csrOf } from "../../../testing/csr-of";
import { makeRng } from "../../random/xoshiro";
import { binColumns, type BinnedColumns } from "./binned-columns";
import { Histograms, type HistogramWork } from "./histogram";
import { makeKernelHistograms } from "./kernel-histograms";
import { LeafWiseGrower, type LeafWiseSettings } from "./leaf-wise-tree";

/** Dense and sparse columns of many and of few values, some missing where told. */
function example(rows: number, seed: number, hasMissing: boolean) {
  const rng = makeRng(seed);
  const cell = (column: number) => {
    if (hasMissing && column % 3 === 0 && rng.float() < 0.1) return NaN;
    if (column < 4) return rng.float() - 0.5;
    return rng.float() < 0.15 ? rng.below(9) - (column % 2 === 0 ? 4 : 0) : 0;
  };
  const x = csrOf(Array.from({ length: rows }, () => Array.from({ length: 12 }, (_, column) => cell(column))));
  const gradients = Float64Array.from({ length: 3 * rows }, (_, i) => (i % 3 === 0 ? rng.float() - 0.5 : 1));
  for (let i = 2; i < gradients.length; i += 3) {
    if (rng.float() > 0.2) continue;
    gradients[i] = gradients[i - 1] = gradients[i - 2] = 0;
  }
  return { x, gradients, rng };
}

const settings: LeafWiseSettings = {
  maxLeafNodes: 20,
  maxDepth: Infinity,
  minSamplesLeaf: 5,
  l2Regularization: 0,
  learningRate: 1,
  maxFeatures: 1,
};

function kernelOf(columns: BinnedColumns, limits: LeafWiseSettings, hasHessians: boolean): HistogramWork {
  const { maxLeafNodes } = limits;
  const kernel = makeKernelHistograms({ columns, limits, hasHessians, maxLeafNodes, team: null, signal: null });
  if (!kernel) throw new Error("no WebAssembly here");
  return kernel;
}

describe("histograms in WebAssembly", () => {
  it.each([
    ["", settings, false, false],
    ["with missing values", settings, true, false],
    ["with hessians", settings, false, true],
    ["with hessians and missing values", settings, true, true],
    ["with some columns at a split", { ...settings, maxFeatures: 0.4 }, false, false],
    ["with a penalty and three levels", { ...settings, l2Regularization: 3, maxDepth: 3 }, false, false],
  ])("grow the trees of the plain ones, to the last bit %s", (_, limits, hasMissing, hasHessians) => {
    for (let seed = 0; seed < 10; seed++) {
      const { x, gradients, rng } = example(60 + 90 * (seed % 4), seed, hasMissing);
      if (hasHessians) for (let i = 1; i < gradients.length; i += 3) gradients[i] *= rng.float();
      const columns = binColumns(x, 32, limits.minSamplesLeaf);
      const importance = [new Float64Array(12), new Float64Array(12)];
      const plain = new Histograms(columns, limits, hasHessians);
      const kernel = kernelOf(columns, limits, hasHessians);
      const expected = new LeafWiseGrower(columns, limits, plain).grow(gradients, seed, importance[0]);
      expect(expected.leaves.length).toBeGreaterThan(2);
      const grower = new LeafWiseGrower(columns, limits, kernel);
      expect(grower.grow(gradients, seed, importance[1])).toEqual(expected);
      expect(importance[1]).toEqual(importance[0]);
      // Every histogram was taken back: the next tree has room too.
      expect(grower.grow(gradients, seed, new Float64Array(12))).toEqual(expected);
    }
  });

  it("do so however many columns and leaves there are", () => {
    const rng = makeRng(7);
    const wide = 300;
    const x = csrOf(Array.from({ length: 600 }, () => Array.from({ length: wide }, () => rng.float() - 0.5)));
    const gradients = Float64Array.from({ length: 1800 }, (_, i) => (i % 3 === 0 ? rng.float() - 0.5 : 1));
    const limits = { ...settings, maxLeafNodes: 300, minSamplesLeaf: 1 };
    const columns = binColumns(x, 8, limits.minSamplesLeaf);
    const kernel = kernelOf(columns, limits, false);
    const grow = (work: HistogramWork) =>
      new LeafWiseGrower(columns, limits, work).grow(gradients, 1, new Float64Array(wide));
    const expected = grow(new Histograms(columns, limits, false));
    expect(expected.leaves.length).toBe(300);
    expect(grow(kernel)).toEqual(expected);
  });
});
