import { describe, expect, it } from "vitest";
import { predictMlp } from "../../core/models/mlp/predict";
import type { Checkpoint } from "../../core/models/mlp/training-loop";
import { compareBackends } from "./compare-backends";
import { probeBackends } from "./probe-backends";
import { makeSmallData, SMALL_OPTIONS } from "./small-problem";
import { trainMlp } from "./train-mlp";

const data = makeSmallData(60, 30, 5);
const options = { ...SMALL_OPTIONS, epochs: 4 };

describe("trainMlp", () => {
  it("goes on with the typed arrays from the last epoch when the device is lost, and says so", async () => {
    const whole = await trainMlp(data, { ...options, backend: "sparse" });
    const epochs: number[] = [];
    const onCheckpoint = ({ epoch }: Checkpoint) => void epochs.push(epoch);
    const broken = await trainMlp(data, { ...options, backend: "cpu" }, { onCheckpoint }, { afterEpoch: 2 });
    expect(epochs).toEqual([1, 2, 3, 4]);
    expect(broken.history.facts).toMatchObject({
      backend: "sparse",
      "lost device": "TensorFlow.js CPU failed after epoch 2 (the device was lost); went on with typed arrays (sparse)",
    });
    const expected = predictMlp(whole.model, data.x);
    predictMlp(broken.model, data.x).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 4));
  });

  it("refuses a backend that is asked for and is not there, with the remedy", async () => {
    await expect(trainMlp(data, { ...options, backend: "webgl" })).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.stringMatching(/^WebGL does not work here .*: choose the backend "auto", or another one$/),
      details: { backend: "webgl" },
    });
  });

  it("takes the fastest by itself and gives the reason", async () => {
    const { history } = await trainMlp(data, options);
    expect(history.facts?.backend).toBe("sparse");
    expect(history.facts?.reason).toMatch(/^the fastest here that agrees with the CPU: .+ an epoch, /);
  });

  it("leaves an error that is not the backend's as it is", async () => {
    const wild = { ...options, optimizer: "sgd", learningRate: 10, epochs: 200 } as const;
    await expect(trainMlp(data, { ...wild, backend: "cpu" })).rejects.toMatchObject({ code: "not-finite" });
  });

  it("stops when the signal is aborted, and does not take that for a lost device", async () => {
    let done = 0;
    const signal = {
      get aborted() {
        return done >= 2;
      },
      throwIfAborted: () => {
        if (done >= 2) throw Object.assign(new Error("stop"), { name: "AbortError" });
      },
    };
    const onProgress = () => void done++;
    const run = trainMlp(data, { ...options, backend: "cpu" }, { signal, onProgress });
    await expect(run).rejects.toMatchObject({ name: "AbortError" });
    expect(done).toBe(2);
  });
});

describe("probeBackends", () => {
  const shape = { task: "regression", classCount: 0, rows: 400, columns: 300, entries: 4000 } as const;

  it("says of every backend what it found, and measures once", async () => {
    const probe = await probeBackends(shape, options);
    expect(probe.results.map(({ backend }) => backend)).toEqual(["sparse", "webgpu", "wasm", "webgl", "cpu"]);
    for (const { ok, reason, agreesWithin, msPerEpoch } of probe.results) {
      expect(reason).not.toBe("");
      expect(ok).toBe(msPerEpoch !== null);
      if (ok) expect(agreesWithin).toBeLessThan(1e-3);
    }
    expect(probe.results[0].ok).toBe(true);
    expect(await probeBackends({ ...shape }, { ...options, seed: 9 })).toBe(probe);
  });

  it("takes two seconds at most, in whatever time a step takes", async () => {
    let clock = 0;
    const { results } = await probeBackends({ ...shape, rows: 401 }, options, () => (clock += 300));
    expect(results.at(-1)?.reason).toBe("not tried: the others took the time there is for trying");
  });
});

describe("compareBackends", () => {
  it("finds that those which work here agree, before and after a lost device", async () => {
    const comparisons = await compareBackends();
    for (const backend of ["sparse", "cpu"]) {
      const found = comparisons.find((comparison) => comparison.backend === backend);
      expect(found).toMatchObject({ ok: true, reason: "" });
      expect(found?.agreesWithin).toBeLessThan(1e-4);
    }
    expect(comparisons.find(({ backend }) => backend === "webgpu")?.reason).toMatch(/^not available: /);
  });
});
