import { describe, expect, it } from "vitest";
import { randomCsr } from "../../../testing/csr-of";
import { fitForest } from "../../../testing/fit-forest";
import { sumLeavesOfMany } from "./leaf-sums";
import { sumLeaves } from "./tree-prediction";
import { compactTrees, deepestLevel, joinTrees, treeCount, type Trees } from "./trees";

const x = randomCsr(400, 30, 0.3, 3);

function grown(trees: number, seed: number): Trees {
  const y = Float64Array.from({ length: x.rows }, (_, i) => 100 * Math.sin(seed + i));
  return fitForest({ task: "regression", classCount: 0, x, y }, { trees, seed }).model.trees;
}

describe("compactTrees", () => {
  it("says what the trees said, to 6e-8 of it a tree", () => {
    const whole = sumLeaves(grown(3, 1), x);
    const compact = compactTrees(grown(3, 1), x.columns);
    expect(compact.feature).toBeInstanceOf(Int16Array);
    const sums = sumLeaves(compact, x);
    for (let row = 0; row < x.rows; row++) expect(Math.abs(sums[row] - whole[row])).toBeLessThan(3 * 100 * 6e-8);
    expect(sumLeavesOfMany(compact, x, { fewestRows: 1, fewestRowsToTurn: 1 })).toEqual(sums);
  });

  it("names columns in 32 bits where 16 do not do", () => {
    expect(compactTrees(grown(1, 1), 32_768).feature).toBeInstanceOf(Int16Array);
    expect(compactTrees(grown(1, 1), 32_769).feature).toBeInstanceOf(Int32Array);
  });
});

describe("joinTrees", () => {
  it.each([
    ["as they are grown", (trees: Trees) => trees],
    ["compact", (trees: Trees) => compactTrees(trees, x.columns)],
  ])("puts trees end to end, %s", (_, form) => {
    const joined = joinTrees([form(grown(2, 1)), form(grown(3, 2))]);
    const [first, second] = [form(grown(2, 1)), form(grown(3, 2))];
    expect(treeCount(joined)).toBe(5);
    expect(joined.value.constructor).toBe(first.value.constructor);
    expect(joined.feature.constructor).toBe(first.feature.constructor);
    const apart = [sumLeaves(first, x), sumLeaves(second, x)];
    sumLeaves(joined, x).forEach((sum, row) => expect(sum).toBeCloseTo(apart[0][row] + apart[1][row], 9));
    expect(deepestLevel(joined)).toBe(Math.max(deepestLevel(first), deepestLevel(second)));
  });
});
