import { describe, expect, it } from "vitest";
import { makeRng } from "../random/xoshiro";
import { INTERVAL_METRICS, bootstrapIntervals, pairedBootstrap } from "./bootstrap-regression";
import { normalQuantile } from "./normal";
import { regressionMetrics } from "./regression";
import { bootstrapInterval, forEachResample } from "./resample";

const options = { resamples: 400, confidence: 0.95, seed: 1 };

function draw(seed: number, n: number) {
  const rng = makeRng(seed);
  const normal = () => normalQuantile(rng.float() || 0.5);
  const actual = Float64Array.from({ length: n }, normal);
  return { actual, predicted: actual.map((y) => 0.5 * y + 0.5 * normal()) };
}

describe("forEachResample(n, options, visit)", () => {
  it("draws n rows each time, the same for the same seed", () => {
    const drawn: number[][] = [];
    forEachResample(5, { resamples: 3, seed: 7 }, (counts) => drawn.push(Array.from(counts)));
    for (const counts of drawn) expect(counts.reduce((a, b) => a + b)).toBe(5);
    const again: number[][] = [];
    forEachResample(5, { resamples: 3, seed: 7 }, (counts) => again.push(Array.from(counts)));
    expect(again).toEqual(drawn);
    expect(new Set(drawn.map(String)).size).toBe(3);
  });
});

describe("bootstrapIntervals(actual, predicted, options)", () => {
  it("has no width without resamples, for one row and for no error", () => {
    const { actual, predicted } = draw(1, 20);
    const none = bootstrapIntervals(actual, predicted, { ...options, resamples: 0 });
    expect(none.rmse.low).toBe(none.rmse.value);
    expect(bootstrapIntervals([3], [1], options).mae).toEqual({ value: 2, low: 2, high: 2 });
    expect(bootstrapIntervals([1, 2, 3], [1, 2, 3], options).mse).toEqual({ value: 0, low: 0, high: 0 });
  });

  it("holds the value, agrees between mse and rmse, and is the same for the same seed", () => {
    const { actual, predicted } = draw(2, 60);
    const intervals = bootstrapIntervals(actual, predicted, options);
    for (const metric of INTERVAL_METRICS) {
      const { low, value, high } = intervals[metric];
      expect(low, metric).toBeLessThan(value);
      expect(high, metric).toBeGreaterThan(value);
    }
    expect(intervals.rmse.value).toBeCloseTo(regressionMetrics(actual, predicted).rmse, 12);
    expect(intervals.rmse.low ** 2).toBeCloseTo(intervals.mse.low, 1);
    expect(bootstrapIntervals(actual, predicted, options)).toEqual(intervals);
    expect(bootstrapIntervals(actual, predicted, { ...options, seed: 2 })).not.toEqual(intervals);
  });

  it("reads each resample's metrics as they would be evaluated on its rows", () => {
    const { actual, predicted } = draw(3, 16);
    const order = Array.from(actual.keys()).sort(
      (a, b) => Math.abs(actual[a] - predicted[a]) - Math.abs(actual[b] - predicted[b]),
    );
    const medians: number[] = [];
    const r2s: number[] = [];
    forEachResample(16, options, (counts) => {
      const rows = order.flatMap((row, place) => Array.from({ length: counts[place] }, () => row));
      const metrics = regressionMetrics(
        rows.map((row) => actual[row]),
        rows.map((row) => predicted[row]),
      );
      medians.push(metrics.medianAe);
      r2s.push(metrics.r2);
    });
    const percentile = { ...options, method: "percentile" as const };
    const got = bootstrapIntervals(actual, predicted, percentile);
    const expectedMedian = bootstrapInterval(got.medianAe.value, Float64Array.from(medians), percentile);
    const expectedR2 = bootstrapInterval(got.r2.value, Float64Array.from(r2s), percentile);
    expect(got.medianAe.low).toBeCloseTo(expectedMedian.low, 12);
    expect(got.medianAe.high).toBeCloseTo(expectedMedian.high, 12);
    expect(got.r2.low).toBeCloseTo(expectedR2.low, 10);
    expect(got.r2.high).toBeCloseTo(expectedR2.high, 10);
  });

  it("covers the true value about as often as it says", { timeout: 60_000 }, () => {
    // errors are 0.5 y + 0.5 e: mse 0.5, rmse its root, mae sqrt(0.5) * sqrt(2 / pi), r2 0.5
    const truth = { mse: 0.5, rmse: Math.sqrt(0.5), mae: Math.sqrt(0.5 * (2 / Math.PI)), r2: 0.5 };
    const hits = { mse: 0, rmse: 0, mae: 0, r2: 0 };
    const runs = 300;
    for (let seed = 0; seed < runs; seed++) {
      const { actual, predicted } = draw(seed, 300);
      const intervals = bootstrapIntervals(actual, predicted, { ...options, seed });
      for (const metric of Object.keys(truth) as (keyof typeof truth)[]) {
        const { low, high } = intervals[metric];
        if (low <= truth[metric] && truth[metric] <= high) hits[metric]++;
      }
    }
    for (const [metric, count] of Object.entries(hits)) {
      expect(count / runs, metric).toBeGreaterThan(0.93);
      expect(count / runs, metric).toBeLessThan(0.97);
    }
  });
});

describe("pairedBootstrap(actual, first, second, options)", () => {
  it("finds no difference between equal predictions", () => {
    const { actual, predicted } = draw(4, 30);
    expect(pairedBootstrap(actual, predicted, predicted, options).rmse).toEqual({
      value: 0,
      low: 0,
      high: 0,
      firstBetter: 0.5,
    });
  });

  it("tells apart what two separate intervals cannot, and turns its sign with the order", () => {
    const { actual, predicted } = draw(5, 200);
    const worse = predicted.map((p, i) => p + (i % 2 ? 0.1 : -0.1) + 0.1 * (p - actual[i]));
    const paired = pairedBootstrap(actual, predicted, worse, options);
    expect(paired.rmse.high).toBeLessThan(0);
    expect(paired.rmse.firstBetter).toBeGreaterThan(0.99);
    expect(paired.r2.low).toBeGreaterThan(0);
    const one = bootstrapIntervals(actual, predicted, options).rmse;
    const other = bootstrapIntervals(actual, worse, options).rmse;
    expect(one.high).toBeGreaterThan(other.low);
    expect(pairedBootstrap(actual, worse, predicted, options).rmse.value).toBeCloseTo(-paired.rmse.value, 12);
  });

  it("covers the true difference about as often as it says", { timeout: 60_000 }, () => {
    let hits = 0;
    const runs = 200;
    for (let seed = 0; seed < runs; seed++) {
      const { actual, predicted } = draw(seed, 300);
      // half of y alone: its mse is 0.25, that of predicted 0.5
      const second = actual.map((y) => 0.5 * y);
      const { low, high } = pairedBootstrap(actual, predicted, second, { ...options, seed }).mse;
      if (low <= 0.25 && 0.25 <= high) hits++;
    }
    expect(hits / runs).toBeGreaterThan(0.93);
    expect(hits / runs).toBeLessThan(0.97);
  });
});
