import { describe, expect, it } from "vitest";
import { csrOf } from "../../../testing/csr-of";
import type { FitData } from "../model";
import { baseline, fitBaseline } from "./baseline";

const x = csrOf([[1], [2], [3], [4]]);
const data = (y: number[], more: Partial<FitData> = {}): FitData => ({
  task: "regression",
  classCount: 0,
  x,
  y: Float64Array.from(y),
  ...more,
});

describe("fitBaseline(data, options)", () => {
  it("refuses rows without weight", () => {
    expect(() => fitBaseline(data([]), { statistic: "mean" })).toThrow("at least 1 training row");
  });

  it("is the mean or the median, by weight", () => {
    expect(fitBaseline(data([1, 2, 3, 10]), { statistic: "mean" }).outputs[0]).toBe(4);
    expect(fitBaseline(data([1, 2, 3, 10]), { statistic: "median" }).outputs[0]).toBe(2.5);
    const weights = Float64Array.of(0, 1, 1, 3);
    expect(fitBaseline(data([1, 2, 3, 10], { weights }), { statistic: "median" }).outputs[0]).toBe(10);
    expect(fitBaseline(data([1, 2, 3, 10], { weights }), { statistic: "mean" }).outputs[0]).toBe(7);
  });

  it("gives each class its share, row by row", () => {
    const model = fitBaseline(data([0, 2, 2, 1], { task: "classification", classCount: 3 }), { statistic: "mean" });
    expect(Array.from(baseline.predict(model, csrOf([[1], [1]])))).toEqual([0.25, 0.25, 0.5, 0.25, 0.25, 0.5]);
    expect(baseline.explain(model, csrOf([[1]]), 2).base).toBe(0.5);
  });
});
