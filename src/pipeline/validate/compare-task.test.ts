import { describe, expect, it } from "vitest";
import { comparePredictions } from "./compare-task";

const side = (rows: number[], predicted: number[]) => ({
  rows: Uint32Array.from(rows),
  actual: Float64Array.from(rows, (row) => row * 10),
  predicted: Float64Array.from(predicted),
});

describe("comparePredictions(task)", () => {
  it("compares on the rows that both have, whatever their order", () => {
    const { rows, metrics } = comparePredictions({
      first: side([1, 2, 3, 4], [10, 20, 30, 41]),
      second: side([9, 4, 3, 2], [0, 40, 33, 20]),
      classCount: 0,
      confidence: 0.95,
    });
    expect(rows).toBe(3);
    const mae = metrics.find(({ metric }) => metric === "mae");
    expect(mae?.first).toBeCloseTo(1 / 3, 12);
    expect(mae?.second).toBeCloseTo(1, 12);
  });

  it("refuses runs that share no rows", () => {
    const task = { first: side([1, 2], [1, 2]), second: side([3, 4], [3, 4]), classCount: 0, confidence: 0.95 };
    expect(() => comparePredictions(task)).toThrow("judged by different test rows: 0 in common");
  });
});
