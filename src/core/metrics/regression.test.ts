import { describe, expect, it } from "vitest";
import { readFixture } from "../../testing/fixture";
import { REGRESSION_METRICS, regressionBaselines, regressionMetrics } from "./regression";
import type { RegressionMetrics } from "./regression";

const { regression } = readFixture<{
  regression: {
    name: string;
    actual: number[];
    predicted: number[];
    weights: number[] | null;
    expected: RegressionMetrics;
  }[];
}>("sklearn-metrics");

describe("regressionMetrics(actual, predicted, weights)", () => {
  it("refuses no rows, different lengths, values that are not finite and unusable weights", () => {
    expect(() => regressionMetrics([], [])).toThrow("actual must have at least 1 row, got 0");
    expect(() => regressionMetrics([1, 2], [1])).toThrow("predicted must have the 2 rows of actual, got 1");
    expect(() => regressionMetrics([1, 2], [1, NaN])).toThrow("predicted NaN in row 1");
    expect(() => regressionMetrics([1, 2], [1, 2], [1, -1])).toThrow("weights must be non-negative, got -1 in row 1");
    expect(() => regressionMetrics([1, 2], [1, 2], [0, 0])).toThrow("weights must not all be 0");
  });

  it("stands a single row", () => {
    expect(regressionMetrics([3], [1])).toEqual({
      mse: 4,
      rmse: 2,
      mae: 2,
      medianAe: 2,
      r2: 0,
      explainedVariance: 1,
      maxError: 2,
    });
  });

  it.each(regression)("equals scikit-learn: $name", ({ actual, predicted, weights, expected }) => {
    const got = regressionMetrics(actual, predicted, weights ?? undefined);
    for (const metric of REGRESSION_METRICS) {
      // sums in another order: a few units in the last place
      expect(Math.abs(got[metric] - expected[metric]), metric).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(expected[metric])),
      );
    }
  });

  it("takes a weight of 2 for a row that stands twice", () => {
    const twice = regressionMetrics([1, 5, 5], [2, 3, 3]);
    const weighted = regressionMetrics([1, 5], [2, 3], [1, 2]);
    expect(weighted.mse).toBeCloseTo(twice.mse, 12);
    expect(weighted.r2).toBeCloseTo(twice.r2, 12);
    expect(weighted.medianAe).toBe(twice.medianAe);
  });
});

describe("regressionBaselines(trainTargets)", () => {
  it("are the mean and the median", () => {
    expect(regressionBaselines([1, 2, 9])).toEqual({ mean: 4, median: 2 });
    expect(regressionBaselines([1, 2])).toEqual({ mean: 1.5, median: 1.5 });
    expect(() => regressionBaselines([])).toThrow("at least 1 row");
  });
});
