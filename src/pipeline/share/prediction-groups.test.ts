import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupPredictions } from "./prediction-groups";

describe("groupPredictions", () => {
  test("gives means of what was predicted and what came, from low to high", () => {
    const predicted = [3, 1, 2, 4];
    const actual = [30, 10, 30, 50];
    expect(groupPredictions({ actual, predicted }, 2)).toEqual([
      { from: 1, to: 2, posts: 2, predicted: 1.5, actual: 20 },
      { from: 3, to: 4, posts: 2, predicted: 3.5, actual: 40 },
    ]);
  });

  test("has as many groups as posts where those are few, and none of nothing", () => {
    expect(groupPredictions({ actual: [1, 2], predicted: [1, 2] }, 10)).toHaveLength(2);
    expect(groupPredictions({ actual: [], predicted: [] })).toEqual([]);
  });

  test("counts every post once, in groups that differ by one at most", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 10 }), (predicted) => {
        const groups = groupPredictions({ actual: predicted, predicted });
        const sizes = groups.map(({ posts }) => posts);
        expect(sizes.reduce((a, b) => a + b, 0)).toBe(predicted.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        for (let g = 1; g < groups.length; g++) expect(groups[g].from).toBeGreaterThanOrEqual(groups[g - 1].to);
      }),
    );
  });
});
