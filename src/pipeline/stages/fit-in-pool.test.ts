import { describe, expect, it } from "vitest";
import type { Progress } from "../../core/job";
import type { FitData } from "../../core/models/model";
import { modelKindOf } from "../../core/models/registry";
import { defaultExperiment, mergeExperiment } from "../../experiment/experiment";
import type { ModelSettings } from "../../experiment/schema";
import { randomCsr } from "../../testing/csr-of";
import { makeInProcessExecutor } from "../in-process-executor";
import { fitInPool } from "./fit-in-pool";

const x = randomCsr(60, 6, 0.5, 3);
const DATA: FitData = { task: "regression", classCount: 0, x, y: Float64Array.from({ length: 60 }, (_, i) => i % 7) };

async function fitted(model: Partial<ModelSettings>) {
  const settings = mergeExperiment(defaultExperiment(), { model } as never).model;
  const reports: Progress[] = [];
  const run = {
    executor: makeInProcessExecutor(),
    signal: undefined,
    onProgress: (progress: Progress) => void reports.push(progress),
  };
  return { reports, ...(await fitInPool(run, modelKindOf(settings.kind), DATA, settings)) };
}

describe("fitInPool", () => {
  it("counts a forest in trees over all its jobs, with a point of its error as each part comes in", async () => {
    const { reports, history } = await fitted({ kind: "forest", trees: 10 });
    expect(new Set(reports.map(({ total, unit }) => `${total} ${unit}`))).toEqual(new Set(["10 trees"]));
    expect(reports.every(({ done }, i) => i === 0 || done >= reports[i - 1].done)).toBe(true);
    expect(reports.at(-1)!.done).toBe(10);
    const points = reports.flatMap(({ point }) => (point ? [point] : []));
    expect(points.map(({ trees }) => trees)).toEqual([4, 8, 10]);
    expect(points.at(-1)).toEqual(history.points.at(-1));
  });

  it("lets a model of one job speak for itself", async () => {
    const { reports } = await fitted({ kind: "boosted", maxIter: 5 });
    expect(reports.every(({ unit }) => unit !== "parts")).toBe(true);
  });
});
