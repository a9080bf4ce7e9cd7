import { afterEach, describe, expect, it } from "vitest";
import type { FitData } from "../core/models/model";
import { modelKindOf } from "../core/models/registry";
import { defaultExperiment, mergeExperiment } from "../experiment/experiment";
import { fitInPool } from "../pipeline/stages/fit-in-pool";
import { randomCsr } from "../testing/csr-of";
import { startThread } from "./node/node-thread";
import { Pool } from "./pool";
import type { WorkerHandle } from "./pool";

const x = randomCsr(3000, 40, 0.6, 3);
const y = Float64Array.from({ length: x.rows }, (_, row) => x.values[x.indptr[row]] + (row % 7));
const DATA: FitData = { task: "regression", classCount: 0, x, y };

function settings(maxIter: number) {
  const model = { kind: "boosted", maxIter, earlyStopping: false };
  return mergeExperiment(defaultExperiment(), { model } as never).model;
}

interface Started extends WorkerHandle {
  crash(): void;
}

describe("boosted trees grown by a team of threads", () => {
  let pool: Pool | null = null;
  afterEach(() => pool?.dispose());

  function makePool(size: number) {
    const started: Started[] = [];
    const spawn = () => {
      const handle = startThread(new URL("./node/pool-thread.ts", import.meta.url));
      let listener: ((message: string) => void) | null = null;
      const crash = () => {
        handle.terminate();
        listener?.("killed by the test");
      };
      const watched = { ...handle, onCrash: (told: (message: string) => void) => void (listener = told), crash };
      started.push(watched);
      return watched;
    };
    const executor = (pool = new Pool({ size, canShare: true, spawn }));
    executor.warm();
    const names: string[] = [];
    const { run } = executor;
    executor.run = (name, args, context) => (names.push(name), run(name, args, context));
    return { executor, started, names };
  }

  const fit = (executor: Pool, maxIter: number, context: object = {}) =>
    fitInPool({ executor, onProgress: () => {}, ...context } as never, modelKindOf("boosted"), DATA, settings(maxIter));

  it("are the trees that one thread grows, to the last bit", async () => {
    const [alone] = (await fit(makePool(1).executor, 40)).parts;
    pool?.dispose();
    const { executor, names } = makePool(3);
    // Twice: threads that had to be started come late to the first.
    for (let turn = 0; turn < 2; turn++) expect((await fit(executor, 40)).parts[0]).toEqual(alone);
    expect(names.filter((name) => name === "assistFit").length).toBeGreaterThanOrEqual(4);
  });

  it("leave room for other tasks while they grow", async () => {
    const { executor } = makePool(2);
    let isGrown = false;
    const growing = fit(executor, 2000).then(() => void (isGrown = true));
    await executor.run("residualIntervals", { actual: y, predicted: y });
    expect(isGrown).toBe(false);
    await growing;
  });

  it("are not waited for where a helper is lost", async () => {
    const { executor, started } = makePool(3);
    await fit(executor, 5);
    const growing = fit(executor, 4000);
    setTimeout(() => started[2].crash(), 300);
    await expect(growing).rejects.toMatchObject({ code: "worker-crash" });
    // The leader stopped too, and a fresh helper has come.
    expect((await fit(executor, 5)).parts).toHaveLength(1);
  });

  it("are stopped by a signal, all of the team at once", async () => {
    const { executor } = makePool(2);
    const controller = new AbortController();
    const growing = fit(executor, 4000, { signal: controller.signal });
    setTimeout(() => controller.abort(), 300);
    await expect(growing).rejects.toMatchObject({ name: "AbortError" });
    expect((await fit(executor, 5)).parts).toHaveLength(1);
  });
});
