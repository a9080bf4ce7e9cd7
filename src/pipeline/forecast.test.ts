import { describe, expect, it } from "vitest";
import type { PartialExperiment } from "../experiment/experiment";
import { mergeExperiment } from "../experiment/experiment";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeTestPipeline } from "../testing/run-pipeline";
import { forecastMemory } from "./forecast";

const HOST = { limitBytes: 2 ** 32, workers: 2 };

async function opened() {
  const { pipeline, open, run } = makeTestPipeline();
  await open(sampleCsv(makeSamplePosts(1200, 5, 12)));
  return { pipeline, run, data: pipeline.currentView("read")! };
}

describe("forecastMemory", () => {
  it("forecasts nothing without a file", async () => {
    const { pipeline } = makeTestPipeline();
    expect(forecastMemory(pipeline.experiment, null, null, HOST)).toMatchObject({ totalBytes: 0, fits: true });
  });

  it("comes within a third of the matrix once the words are counted, from above", async () => {
    const { pipeline, run, data } = await opened();
    const { tokens } = await run("clean");
    const { view } = await run("features");
    const { stages } = forecastMemory(pipeline.experiment, data, tokens, HOST);
    const forecast = stages.find(({ stage }) => stage === "features")!.bytes;
    expect(forecast / view.bytes).toBeGreaterThan(0.9);
    expect(forecast / view.bytes).toBeLessThan(1.34);
  });

  it("offers a sample of a large file, and the sample fits", async () => {
    const { pipeline, data } = await opened();
    const many = { ...data, rows: 3_000_000, bytes: 1_500_000_000 };
    const forest = mergeExperiment(pipeline.experiment, { model: { kind: "forest", trees: 100 } } as PartialExperiment);
    const host = { limitBytes: 2 ** 34, workers: 2 };
    const forecast = forecastMemory(forest, many, null, host);
    expect(forecast.fits).toBe(false);
    const remedy = forecast.remedies.find(({ label }) => label.includes("sample"))!;
    const thinned = mergeExperiment(forest, remedy.change as PartialExperiment);
    expect(forecastMemory(thinned, many, null, host).fits).toBe(true);
  });
});
