import { describe, expect, it } from "vitest";
import { METRICS } from "../../experiment/metrics";
import { formatMetric, isBetter, mainMetrics, metricsOf, metricWords } from "./metric-words";

describe("metricWords", () => {
  it("has words for every metric a problem can be judged by", () => {
    for (const metric of METRICS) expect(metricWords(metric).help).not.toBe("");
  });
  it("calls a metric of a newer file by its own name", () => {
    expect(metricWords("toString").short).toBe("toString");
  });
});

describe("metricsOf", () => {
  it("offers no label metric for scores", () => {
    expect(metricsOf("regression")).toEqual(["rmse", "mse", "mae", "r2"]);
    expect(metricsOf("classification")).not.toContain("rmse");
  });
});

describe("isBetter", () => {
  it("knows which way a metric goes", () => {
    expect(isBetter("rmse", 1, 2)).toBe(true);
    expect(isBetter("r2", 1, 2)).toBe(false);
    expect(isBetter("accuracy", 0.9, 0.8)).toBe(true);
    expect(isBetter("logLoss", 0.9, 0.8)).toBe(false);
  });
});

describe("formatMetric", () => {
  it("writes errors in the target's unit and shares with three decimals", () => {
    expect(formatMetric("rmse", 4727.4)).toBe("4,727");
    expect(formatMetric("r2", 0.3634)).toBe("0.363");
    expect(formatMetric("accuracy", NaN)).toBe("–");
  });
});

describe("mainMetrics", () => {
  it("tells a run on scores from one on labels by what it has", () => {
    const interval = { value: 1, low: 1, high: 1 };
    const run = (test: object) => ({ metrics: { test } }) as never;
    expect(mainMetrics(run({ rmse: interval, r2: interval }))).toEqual(["rmse", "r2"]);
    expect(mainMetrics(run({ accuracy: interval }))).toEqual(["accuracy", "macroF1"]);
  });
});
