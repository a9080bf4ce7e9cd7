import { describe, expect, it } from "vitest";
import { makeRng } from "../random/xoshiro";
import { fitResidualIntervals, intervalAt } from "./residual-intervals";

/** Errors that grow with the prediction, skewed upwards. */
function draw(seed: number, n: number) {
  const rng = makeRng(seed);
  const predicted = Float64Array.from({ length: n }, () => rng.float() * 100);
  const actual = predicted.map((p) => p - 0.5 * p + p * -Math.log(1 - rng.float()) * 0.5);
  return { predicted, actual };
}

describe("fitResidualIntervals(predicted, actual, options)", () => {
  it("refuses no rows and a coverage that is no share", () => {
    expect(() => fitResidualIntervals([], [])).toThrow("at least 1 row");
    expect(() => fitResidualIntervals([1], [1], { coverage: 1 })).toThrow("coverage must be between 0 and 1, got 1");
    expect(() => fitResidualIntervals([1], [1], { bins: 0 })).toThrow("bins must be a positive integer, got 0");
  });

  it("takes the ranks the finite sample asks for: for 9 rows at 80%, the extremes", () => {
    const residuals = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const nine = fitResidualIntervals(
      residuals.map(() => 0),
      residuals,
    );
    expect(intervalAt(nine, 0)).toEqual({ low: 1, high: 9 });
    const nineteen = fitResidualIntervals(
      Array.from({ length: 19 }, () => 0),
      Array.from({ length: 19 }, (_, i) => i + 1),
    );
    expect(intervalAt(nineteen, 0)).toEqual({ low: 2, high: 18 });
  });

  it("merges bins with fewer rows than asked and never parts equal predictions", () => {
    const { predicted, actual } = draw(1, 120);
    expect(Array.from(fitResidualIntervals(predicted, actual).rows)).toEqual([50, 70]);
    const constant = fitResidualIntervals(
      predicted.map(() => 5),
      actual,
    );
    expect(Array.from(constant.rows)).toEqual([120]);
    expect(Array.from(constant.upTo)).toEqual([Infinity]);
  });

  it("holds its coverage on new rows, in each part of the range", () => {
    let inside = 0;
    const byThird = [0, 0, 0];
    const seen = [0, 0, 0];
    for (let seed = 0; seed < 20; seed++) {
      const fitted = draw(seed, 600);
      const intervals = fitResidualIntervals(fitted.predicted, fitted.actual);
      const fresh = draw(1000 + seed, 600);
      fresh.predicted.forEach((p, i) => {
        const { low, high } = intervalAt(intervals, p);
        const third = Math.min(2, Math.floor(p / 33.4));
        const hit = fresh.actual[i] >= low && fresh.actual[i] <= high ? 1 : 0;
        inside += hit;
        byThird[third] += hit;
        seen[third]++;
      });
    }
    // 12,000 rows: two standard errors are 0.7%; at least 80% is promised, 2 in 61 rows a bin more is the price
    expect(inside / 12_000).toBeGreaterThan(0.79);
    expect(inside / 12_000).toBeLessThan(0.84);
    byThird.forEach((hits, third) => expect(hits / seen[third]).toBeGreaterThan(0.77));
  });

  it("does not go below zero for a target that never does", () => {
    const intervals = fitResidualIntervals([10, 10, 10], [0, 10, 30]);
    expect(intervalAt(intervals, 5)).toEqual({ low: 0, high: 25 });
    expect(intervalAt(fitResidualIntervals([0, 0], [-1, 1]), 0)).toEqual({ low: -1, high: 1 });
  });
});
