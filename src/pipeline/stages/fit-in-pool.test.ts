import { describe, expect, it } from "vitest";
import type { Progress } from "../../core/job";
import type { FitData } from "../../core/models/model";
import { modelKindOf } from "../../core/models/registry";
import { defaultExperiment, mergeExperiment } from "../../experiment/experiment";
import type { ModelSettings } from "../../experiment/schema";
import { randomCsr } from "../../testing/csr-of";
import { makeInProcessExecutor } from "../in-process-executor";
import { combineParts, fitInPool } from "./fit-in-pool";

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
  const kind = modelKindOf(settings.kind);
  return { reports, ...(await combineParts(run, kind, await fitInPool(run, kind, DATA, settings))) };
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

  it("puts the parts on a shelf until the model is made of them, and closes it also where a job fails", async () => {
    const kept: object[] = [];
    let closed = 0;
    const inner = makeInProcessExecutor();
    const shelf = { put: async <T extends object>(part: T) => (kept.push(part), part), close: () => void closed++ };
    const run = { executor: { ...inner, makeShelf: () => shelf }, signal: undefined, onProgress: () => {} };
    const { model: settings } = mergeExperiment(defaultExperiment(), { model: { kind: "forest", trees: 10 } } as never);
    const kind = modelKindOf("forest");
    const fit = await fitInPool(run, kind, DATA, settings);
    expect([kept.length, closed]).toEqual([3, 0]);
    await combineParts(run, kind, fit);
    expect(closed).toBe(1);
    const failing = { ...run, executor: { ...run.executor, run: () => Promise.reject(new Error("gone")) } };
    await expect(fitInPool(failing, kind, DATA, settings)).rejects.toThrow("gone");
    expect(closed).toBe(2);
  });

  it("lets a model of one job speak for itself", async () => {
    const { reports } = await fitted({ kind: "boosted", maxIter: 5 });
    expect(reports.every(({ unit }) => unit !== "parts")).toBe(true);
  });
});
