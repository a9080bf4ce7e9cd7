import { describe, expect, it } from "vitest";
import { sampleCsv } from "../../testing/sample/sample-csv";
import { makeSamplePosts } from "../../testing/sample/sample-posts";
import { makeTestPipeline } from "../../testing/run-pipeline";
import { affordableResamples, measureSpeed } from "./evaluate-task";

describe("affordableResamples", () => {
  it("takes what is asked for of few rows", () => {
    expect([affordableResamples(1000, 841), affordableResamples(1000, 20_000), affordableResamples(0, 5)]).toEqual([
      1000, 1000, 0,
    ]);
  });

  it("takes fewer of many rows, and never fewer than 200 unless asked to", () => {
    expect(affordableResamples(1000, 80_000)).toBe(250);
    expect(affordableResamples(1000, 1_000_000)).toBe(200);
    expect(affordableResamples(50, 1_000_000)).toBe(50);
  });
});

describe("measureSpeed", () => {
  it("counts the way from text to score, also of many at once", async () => {
    const { open, run } = makeTestPipeline();
    await open(sampleCsv(makeSamplePosts(200, 5, 0)), { evaluation: { bootstrap: 0 } });
    const { predictor } = await run("evaluate");
    const posts = (words: number) =>
      Array.from({ length: 40 }, (_, i) => ({ title: `why ${i} ${"volcano melts ".repeat(words)}`, body: "" }));
    const short = measureSpeed({ predictor, records: posts(1) });
    const long = measureSpeed({ predictor, records: posts(1000) });
    expect(short.latency.samplesMs).toHaveLength(39);
    expect(long.latency.p50).toBeGreaterThan(short.latency.p50);
    expect(long.throughput).toBeGreaterThan(0);
    expect(long.throughput).toBeLessThan(short.throughput / 4);
    expect(measureSpeed({ predictor, records: [] }).throughput).toBe(0);
  });
});
