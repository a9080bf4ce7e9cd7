import { describe, expect, it } from "vitest";
import { randomCsr } from "../../../testing/csr-of";
import type { Progress } from "../../job";
import { defaultOptions } from "../../options";
import { learningRate } from "./learning-rate";
import { MLP_OPTIONS } from "./options";
import type { MlpOptions } from "./options";
import { makeSparseTrainer } from "./sparse-trainer";
import { trainNetwork } from "./training-loop";
import type { Checkpoint } from "./training-loop";
import { makeTrainingProblem } from "./training-problem";

const x = randomCsr(30, 8, 0.4, 5);
const y = Float64Array.from({ length: 30 }, (_, i) => 100 * Math.cos(i));

function problemOf(options: Partial<MlpOptions>) {
  const settings = { ...defaultOptions(MLP_OPTIONS), hiddenLayers: [6], batchSize: 7, epochs: 12, ...options };
  return makeTrainingProblem({ task: "regression", classCount: 0, x, y, validation: { x, y } }, settings);
}

describe("trainNetwork", () => {
  it.each([{}, { optimizer: "sgd" }, { dropout: 0.5 }, { patience: 2, learningRate: 0.3 }] as Partial<MlpOptions>[])(
    "goes on from any checkpoint to the very same network: %j",
    async (options) => {
      const problem = problemOf(options);
      const checkpoints: Checkpoint[] = [];
      const onCheckpoint = (checkpoint: Checkpoint) => void checkpoints.push(checkpoint);
      const whole = await trainNetwork(problem, makeSparseTrainer(problem), { onCheckpoint });
      expect(checkpoints.length).toBe(whole.history.points.length);
      for (const resume of checkpoints) {
        const rest = await trainNetwork(problem, makeSparseTrainer(problem), { resume: structuredClone(resume) });
        expect(rest).toEqual(whole);
      }
    },
  );

  it("reports each epoch as it ends, in the target's own unit", async () => {
    const seen: Progress[] = [];
    const problem = problemOf({ epochs: 3, earlyStopping: false });
    const { history } = await trainNetwork(problem, makeSparseTrainer(problem), { onProgress: (p) => seen.push(p) });
    expect(seen.map(({ done, total, unit }) => [done, total, unit])).toEqual([1, 2, 3].map((e) => [e, 3, "epochs"]));
    expect(seen.map(({ point }) => point)).toEqual(history.points);
    // the target swings by about 70 around its mean
    expect(history.points[0].validation).toBeGreaterThan(35);
    expect(history.points[0].validation).toBeLessThan(140);
    expect(history.stopped).toBe("all 3 epochs done");
  });
});

describe("trainNetwork, told to pause", () => {
  it("waits between epochs, and ends there once its signal is aborted", async () => {
    const problem = problemOf({ epochs: 9, earlyStopping: false });
    const controller = new AbortController();
    let pauses = 0;
    const pause = async () => {
      await Promise.resolve();
      if (++pauses === 3) controller.abort();
    };
    const training = trainNetwork(problem, makeSparseTrainer(problem), { pause, signal: controller.signal });
    await expect(training).rejects.toMatchObject({ name: "AbortError" });
    expect(pauses).toBe(3);
  });
});

describe("learningRate", () => {
  const at = (schedule: MlpOptions["schedule"], epoch: number) =>
    learningRate({ schedule, learningRate: 0.1, epochs: 20 }, epoch);

  it("stays, falls along a cosine, or is halved each tenth", () => {
    expect([0, 19].map((epoch) => at("constant", epoch))).toEqual([0.1, 0.1]);
    expect(at("cosine", 0)).toBe(0.1);
    expect(at("cosine", 10)).toBeCloseTo(0.05, 12);
    expect(at("cosine", 19)).toBeLessThan(0.001);
    expect([0, 1, 2, 4, 19].map((epoch) => at("step", epoch))).toEqual([0.1, 0.1, 0.05, 0.025, 0.1 / 512]);
  });
});
