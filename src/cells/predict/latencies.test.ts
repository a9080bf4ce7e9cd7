import { describe, expect, it } from "vitest";
import { forgetLatencies, latencyStore, latencyWords, quantile, recordLatency } from "./latencies";

describe("recordLatency(ms)", () => {
  it("keeps the last hundred, oldest first", () => {
    forgetLatencies();
    for (let i = 0; i < 130; i++) recordLatency(i);
    const { samplesMs } = latencyStore.getState();
    expect(samplesMs).toHaveLength(100);
    expect([samplesMs[0], samplesMs[99]]).toEqual([30, 129]);
  });
});

describe("quantile(samples, q)", () => {
  it("takes the nearest rank", () => {
    const samples = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([0.5, 0.95, 0.99, 1].map((q) => quantile(samples, q))).toEqual([50, 95, 99, 100]);
  });
  it("is the one sample there is, and not a number without any", () => {
    expect(quantile([0.4], 0.99)).toBe(0.4);
    expect(quantile([], 0.5)).toBeNaN();
  });
});

it("latencyWords(quantiles) says the unit once, and seconds where it takes seconds", () => {
  expect(latencyWords([0.4, 0.7, 1.1])).toBe("p50 0.4 ms · p95 0.7 · p99 1.1");
  expect(latencyWords([0.04, 12, 1200])).toBe("p50 0.04 ms · p95 12.0 · p99 1.2 s");
});
