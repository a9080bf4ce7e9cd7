import { describe, expect, it } from "vitest";
import { randomCsr } from "../../../testing/csr-of";
import { fitForest } from "../../../testing/fit-forest";
import { takeRows } from "../../sparse/csr";
import { sumLeavesOfMany } from "./leaf-sums";
import { sumLeaves } from "./tree-prediction";

describe("sumLeavesOfMany", () => {
  it.each([0, 2, 4])("sums the leaves as the plain way does, to the last bit (%i classes)", (classCount) => {
    const x = randomCsr(300, 20, 0.3, 1);
    const y = Float64Array.from({ length: 300 }, (_, i) => (classCount === 0 ? Math.sin(i) : i % classCount));
    const task = classCount === 0 ? "regression" : "classification";
    const { trees } = fitForest({ task, classCount, x, y }, { trees: 12 }).model;
    const many = takeRows(
      x,
      Uint32Array.from({ length: 2500 }, (_, i) => (7 * i) % 300),
    );
    expect(sumLeavesOfMany(trees, many)).toEqual(sumLeaves(trees, many));
    // again, from the kernel that is kept
    expect(sumLeavesOfMany(trees, x, 1)).toEqual(sumLeaves(trees, x));
    // and from one that holds some of the trees at a time, or one
    for (const nodes of [1, 2000]) {
      const again = { ...trees };
      expect(sumLeavesOfMany(again, many, 1, nodes)).toEqual(sumLeaves(trees, many));
      expect(sumLeavesOfMany(again, x, 1, nodes)).toEqual(sumLeaves(trees, x));
    }
  });

  it("takes rows with more entries than the kernel has room for", () => {
    const columns = 300_000;
    const long = (rows: number) => ({
      rows,
      columns,
      indptr: Uint32Array.from({ length: rows + 1 }, (_, i) => i * columns),
      indices: Uint32Array.from({ length: rows * columns }, (_, i) => i % columns),
      values: new Float64Array(rows * columns).fill(1),
    });
    const trees = {
      start: Uint32Array.of(0, 3),
      feature: Int32Array.of(columns - 1, -1, -1),
      threshold: Float32Array.of(0.5, 0, 0),
      right: Uint32Array.of(2, 0, 0),
      value: Float64Array.of(0, 1, 2),
      outputs: 1,
    };
    expect(sumLeavesOfMany(trees, long(3), 1)).toEqual(new Float64Array(3).fill(2));
  });
});
