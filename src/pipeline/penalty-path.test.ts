import { describe, expect, it } from "vitest";
import { makeSamplePosts } from "../testing/sample/sample-posts";
import { sampleCsv } from "../testing/sample/sample-csv";
import { PLANTED } from "../testing/sample/planted";
import { makeTestPipeline } from "../testing/run-pipeline";
import { makeInProcessExecutor } from "./in-process-executor";
import { runPenaltyPath } from "./run-penalty-path";

async function pathOf(kind: "ridge" | "elasticNet" | "forest") {
  const { pipeline, open, edit } = makeTestPipeline();
  await open(sampleCsv(makeSamplePosts(1200, 9, 0)));
  edit({ model: { kind } });
  return runPenaltyPath(pipeline, makeInProcessExecutor(), {});
}

describe("runPenaltyPath", () => {
  it.each(["ridge", "elasticNet"] as const)(
    "finds a penalty for %s whose validation error is near the noise",
    async (kind) => {
      const path = await pathOf(kind);
      expect(path.alphas).toHaveLength(100);
      expect(path.alphas.every((alpha, i) => i === 0 || alpha < path.alphas[i - 1])).toBe(true);
      expect(path.validation[path.best]).toBe(Math.min(...path.validation));
      // The noise is 60; 108 validation rows and 970 training rows leave some room above it.
      expect(path.validation[path.best]).toBeLessThan(1.6 * PLANTED.noise);
      expect(path.train.at(-1)!).toBeLessThan(path.train[0]);
      expect(path.lines[0].coefficients).toHaveLength(100);
    },
  );

  it("keeps more features as the lasso's penalty falls", async () => {
    const { kept } = await pathOf("elasticNet");
    expect(kept[0]).toBeLessThanOrEqual(1);
    expect(kept.at(-1)!).toBeGreaterThan(50);
  });

  it("refuses a model without a penalty", async () => {
    await expect(pathOf("forest")).rejects.toMatchObject({ code: "invalid-option", details: { path: "model.kind" } });
  });
});
