import { describe, expect, test } from "vitest";
import type { Run } from "../views";
import { NOTHING_OF_ROWS } from "./share-page";
import { stripRun } from "./strip-run";

describe("stripRun", () => {
  const evaluate = {
    task: "regression",
    metrics: { test: { rmse: { value: 1, low: 1, high: 1 } } },
    leakedRows: Uint32Array.of(3),
    points: {
      test: { rows: Uint32Array.of(3), actual: Float64Array.of(12345), predicted: Float64Array.of(1), sampled: false },
      validation: null,
      train: { rows: Uint32Array.of(1), actual: Float64Array.of(54321), predicted: Float64Array.of(1), sampled: true },
    },
  };
  const run = { id: "a", evaluate } as unknown as Run;

  test("leaves metrics, and nothing of single posts", () => {
    const { evaluate: view } = stripRun(run, NOTHING_OF_ROWS);
    expect(view.metrics).toBe(run.evaluate.metrics);
    expect(view.leakedRows).toHaveLength(0);
    expect(view.points.test.rows).toHaveLength(0);
    expect(view.points.train).toMatchObject({ sampled: true, rows: new Uint32Array(0), actual: new Float64Array(0) });
  });

  test("leaves the run as it is where its points were asked for", () => {
    expect(stripRun(run, { points: true, posts: 0 })).toBe(run);
  });
});
