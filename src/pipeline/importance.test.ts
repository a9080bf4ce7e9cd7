import { describe, expect, it } from "vitest";
import type { Progress } from "../core/job";
import type { PartialExperiment } from "../experiment/experiment";
import { labelledCsv } from "../testing/labelled-posts";
import { makeTestPipeline } from "../testing/run-pipeline";
import { sampleCsv } from "../testing/sample/sample-csv";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { makeInProcessExecutor } from "./in-process-executor";
import { runImportance } from "./run-importance";

async function importanceOf(model: Record<string, unknown>, changes: PartialExperiment = {}) {
  const { pipeline, open, edit } = makeTestPipeline();
  await open(sampleCsv(makeSamplePosts(600, 9, 0)), changes);
  edit({ model } as PartialExperiment);
  const reports: Progress[] = [];
  const view = await runImportance(pipeline, makeInProcessExecutor(), { onProgress: (p) => reports.push(p) });
  return { view, reports, outputs: (await pipeline.runStages("train")).outputs };
}

const KINDS = [
  { kind: "ridge" },
  { kind: "forest", trees: 8 },
  { kind: "boosted", maxIter: 20 },
  { kind: "mlp", epochs: 3 },
];

describe("runImportance", () => {
  it.each(KINDS)("measures every input of $kind, and single words", async (model) => {
    const { view, outputs } = await importanceOf(model);
    const isHeld = outputs.train.view.validationRows > 0;
    expect(view.part).toBe(isHeld ? "validation" : "test");
    expect(view.rows).toBe(outputs.split.rows[view.part].length);
    expect(view.error).toBeGreaterThan(0);
    const inputs = view.inputs.filter(({ block, label }) => block !== "text" || label === null);
    const columns = inputs.reduce((sum, input) => sum + input.columns, 0);
    expect(columns).toBe(outputs.features.matrix.columns);
    expect(view.inputs.filter(({ block, label }) => block === "text" && label !== null).length).toBeGreaterThan(0);
    for (const { rise, low, high } of view.inputs) {
      expect(low).toBeLessThanOrEqual(rise);
      expect(high).toBeGreaterThanOrEqual(rise);
    }
  });

  it("finds what the sample's score was made of, most important first", async () => {
    const { view } = await importanceOf({ kind: "ridge", alpha: 1 });
    const rises = view.inputs.map(({ rise }) => rise);
    expect(rises).toEqual(rises.toSorted((a, b) => b - a));
    expect(view.inputs[0].low).toBeGreaterThan(0);
  });

  it("gives the same figures twice, and counts every shuffle", async () => {
    const first = await importanceOf({ kind: "ridge" });
    const second = await importanceOf({ kind: "ridge" });
    expect(second.view.inputs).toEqual(first.view.inputs);
    const total = first.view.inputs.length * first.view.repeats;
    expect(first.reports.at(-1)).toEqual({ done: total, total, unit: "shuffles" });
    expect(first.reports.every(({ done }, i) => i === 0 || done >= first.reports[i - 1].done)).toBe(true);
  });

  it("measures the log loss of labels, which words make", async () => {
    const { pipeline, open } = makeTestPipeline();
    await open(labelledCsv(300));
    const { measure, inputs } = await runImportance(pipeline, makeInProcessExecutor(), {});
    expect(measure).toBe("log loss");
    expect(inputs[0]).toMatchObject({ block: "text", label: null });
    expect(inputs[0].low).toBeGreaterThan(0);
  });

  it("refuses to shuffle a single row", async () => {
    const { pipeline, open, edit } = makeTestPipeline();
    await open(sampleCsv(makeSamplePosts(40, 9, 0)), { split: { testSize: 0.02 } } as never);
    edit({ model: { kind: "ridge" } });
    await expect(runImportance(pipeline, makeInProcessExecutor(), {})).rejects.toMatchObject({ code: "too-few-rows" });
  });
});
