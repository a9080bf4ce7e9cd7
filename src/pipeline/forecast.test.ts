import { describe, expect, it } from "vitest";
import type { PartialExperiment } from "../experiment/experiment";
import { mergeExperiment } from "../experiment/experiment";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeTestPipeline } from "../testing/run-pipeline";
import { textColumnCount } from "../core/features/feature-names";
import { forecastMemory } from "./forecast";

const HOST = { limitBytes: 2 ** 32, workers: 2 };

async function opened() {
  const { pipeline, open, run, edit } = makeTestPipeline();
  await open(sampleCsv(makeSamplePosts(1200, 5, 12)));
  return { pipeline, run, edit, data: pipeline.currentView("read")! };
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

  it("offers to hash words where the vocabulary is what is large, and foretells what that saves", async () => {
    const { pipeline, data } = await opened();
    const many = { ...data, rows: 600_000, bytes: 300_000_000 };
    const pairs = mergeExperiment(pipeline.experiment, { features: { text: { ngramMax: 2, maxFeatures: null } } });
    const host = { limitBytes: 2 ** 31, workers: 2 };
    const forecast = forecastMemory(pairs, many, null, host);
    expect(forecast.fits).toBe(false);
    const remedy = forecast.remedies.find(({ label }) => label === "Words hashed into 65,536 columns")!;
    const hashed = mergeExperiment(pairs, remedy.change as PartialExperiment);
    const after = forecastMemory(hashed, many, null, host);
    expect(remedy.savesBytes).toBe(forecast.totalBytes - after.totalBytes);
    expect(remedy.savesBytes).toBeGreaterThan(0.2 * forecast.totalBytes);
    expect(after.remedies.map(({ label }) => label)).not.toContain("2,000 terms at most");
  });

  it("does not offer to hash words where that would hold more", async () => {
    const { pipeline, data } = await opened();
    const many = { ...data, rows: 3_000_000, bytes: 1_500_000_000 };
    for (const text of [{ ngramMax: 1 }, { ngramMax: 2, maxFeatures: 2000 }]) {
      const experiment = mergeExperiment(pipeline.experiment, { features: { text } });
      const forecast = forecastMemory(experiment, many, null, { limitBytes: 2 ** 31, workers: 2 });
      expect(forecast.fits).toBe(false);
      expect(forecast.remedies.map(({ label }) => label).filter((label) => label.includes("hashed"))).toEqual([]);
    }
  });

  it("says so where more is held while n-grams are counted than ever after, and a sample fits then, too", async () => {
    const { pipeline, data } = await opened();
    const many = { ...data, rows: 1_500_000, bytes: 700_000_000 };
    const triples = mergeExperiment(pipeline.experiment, { features: { text: { ngramMax: 3 } } });
    const host = { limitBytes: 2.4e9, workers: 2 };
    const forecast = forecastMemory(triples, many, null, host);
    expect(forecast.stages.at(-1)!.stage).toBe("count");
    const sample = forecast.remedies.find(({ label }) => label.includes("sample"))!;
    const thinned = mergeExperiment(triples, sample.change as PartialExperiment);
    expect(forecastMemory(thinned, many, null, host).fits).toBe(true);
  });

  it("comes from above on the vocabulary and on hashed columns once the words are counted", async () => {
    const { pipeline, run, data, edit } = await opened();
    const stageBytes = async (stage: string) => {
      const { tokens } = await run("clean");
      return forecastMemory(pipeline.experiment, data, tokens, HOST).stages.find((each) => each.stage === stage)!.bytes;
    };
    edit({ features: { text: { vectorizer: "hashing", nFeatures: 4096 } } });
    const { view, fitted } = await run("features");
    expect((await stageBytes("features")) / view.bytes).toBeGreaterThan(0.9);
    expect((await stageBytes("features")) / view.bytes).toBeLessThan(1.34);
    expect(await stageBytes("terms")).toBeGreaterThan(16 * textColumnCount(fitted) * 0.9);
  });
});
