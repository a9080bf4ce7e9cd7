import { describe, expect, it } from "vitest";
import type { PartialExperiment } from "../../experiment/experiment";
import { readFixture } from "../../testing/fixture";
import { makeTestPipeline } from "../../testing/run-pipeline";
import { PLANTED } from "../../testing/sample/planted";
import { makeSamplePosts } from "../../testing/sample/sample-posts";
import { sampleCsv } from "../../testing/sample/sample-csv";
import type { Executor } from "../executor";
import { makeInProcessExecutor } from "../in-process-executor";
import { runValidate } from "../stages/validate-stage";
import { permutationP } from "./permutation-p";

const fixture = readFixture<{
  texts: string[];
  score: number[];
  folds: { test: number[]; rmse: number; mae: number; r2: number }[];
  mean: number;
  sd: number;
}>("sklearn-validate");

const ALONE = { permutations: 0, curve: false } as const;

async function validate(csv: string, changes: PartialExperiment) {
  const { open, run } = makeTestPipeline();
  await open(csv, changes);
  return (await run("validate")).view;
}

describe("runValidate on scikit-learn's posts", () => {
  const csv = ["text,score", ...fixture.texts.map((text, i) => `${text},${fixture.score[i]}`)].join("\n");
  const recipe: PartialExperiment = {
    problem: { target: "score" },
    data: { columns: { text: { role: "text" } } },
    cleaning: { stopWords: "none", stemmer: "none" },
    features: {
      shape: { characters: false, words: false, questionMarks: false, links: false, capitals: false, empty: false },
    },
    model: { kind: "ridge", alpha: 1 } as never,
    validation: ALONE,
  };

  it("gives the errors of its cross-validated ridge, fold for fold", async () => {
    const view = await validate(csv, recipe);
    expect(view.folds).toHaveLength(5);
    view.folds.forEach(({ metrics, testRows }, i) => {
      const wanted = fixture.folds[i];
      expect(testRows).toBe(wanted.test.length);
      // both solve the same equations; the order of sums differs
      expect(Math.abs(metrics.rmse! / wanted.rmse - 1)).toBeLessThan(1e-6);
      expect(Math.abs(metrics.mae! / wanted.mae - 1)).toBeLessThan(1e-6);
      expect(Math.abs(metrics.r2! - wanted.r2)).toBeLessThan(1e-6);
    });
    expect(view.summary.rmse!.mean).toBeCloseTo(fixture.mean, 5);
    expect(view.summary.rmse!.sd).toBeCloseTo(fixture.sd, 5);
  });

  it("leaves the test part alone: other scores there change nothing", async () => {
    const { open, run } = makeTestPipeline();
    await open(csv, recipe);
    const { rows } = await run("split");
    const { view } = await run("validate");
    const spoilt = fixture.score.map((score, row) => (rows.test.includes(row) ? -1e6 * (row + 1) : score));
    const other = await validate(
      ["text,score", ...fixture.texts.map((text, i) => `${text},${spoilt[i]}`)].join("\n"),
      recipe,
    );
    expect(other.folds).toEqual(view.folds);
  });
});

describe("runValidate on the sample", () => {
  const posts = makeSamplePosts(700, 9, 0);
  const csv = sampleCsv(posts);
  const noEffect = (() => {
    // the same scores, each at another post
    const scores = posts.map((post) => post.score);
    return sampleCsv(posts.map((post, i) => ({ ...post, score: scores[(i * 311 + 97) % scores.length] })));
  })();

  it("finds the planted effect, near the noise, and the curve that goes down to it", async () => {
    const view = await validate(csv, { validation: { permutations: 19 } });
    expect(view.summary.rmse!.mean).toBeGreaterThan(PLANTED.noise * 0.9);
    expect(view.summary.rmse!.mean).toBeLessThan(PLANTED.noise * 1.8);
    expect(view.chance).toMatchObject({ kind: "ridge", isStandIn: false, p: 1 / 20 });
    expect(view.chance!.shuffled).toHaveLength(19);
    const { points } = view.curve!;
    expect(points).toHaveLength(5);
    expect(points[4].value).toBeLessThan(points[0].value);
    for (const { value, low, high } of points) {
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    }
  });

  it("finds no effect where the scores stand at other posts", async () => {
    const view = await validate(noEffect, { validation: { permutations: 19, curve: false } });
    expect(view.chance!.p).toBeGreaterThan(0.05);
  });

  it("lets ridge stand in where the model is slow, and says so", async () => {
    const model = { kind: "forest", trees: 5, seed: 1 } as never;
    const view = await validate(csv, { model, validation: { folds: 2, permutations: 5, curve: false } });
    expect(view.kind).toBe("forest");
    expect(view.chance).toMatchObject({ kind: "ridge", isStandIn: true });
  });

  it("cross-validates every kind of model", async () => {
    for (const model of [
      { kind: "elasticNet" },
      { kind: "boosted", maxIter: 10 },
      { kind: "mlp", hiddenLayers: [4], epochs: 3 },
      { kind: "baseline" },
    ]) {
      const view = await validate(csv, { model: model as never, validation: { ...ALONE, folds: 2 } });
      expect(view.folds.map(({ metrics }) => Number.isFinite(metrics.rmse))).toEqual([true, true]);
    }
  });

  it("names the fold in which something failed", async () => {
    const few = ["text,score", ...Array.from({ length: 12 }, (_, i) => `word${i},${i}`)].join("\n");
    const model = { kind: "ridge" } as never;
    const features = {
      text: { minDf: 2 },
      shape: { characters: false, words: false, questionMarks: false, links: false, capitals: false, empty: false },
    };
    await expect(
      validate(few, {
        problem: { target: "score" },
        data: { columns: { text: { role: "text" } } },
        features,
        model,
        validation: ALONE,
      }),
    ).rejects.toThrow(/^in fold \d of 5: /);
  });
});

describe("runValidate over several workers", () => {
  /** Four at a time, ready in another order than they were started. */
  function scrambled(): { executor: Executor; started: () => number } {
    const one = makeInProcessExecutor();
    let started = 0;
    const run: Executor["run"] = async (name, args, context) => {
      await new Promise((done) => setTimeout(done, ((started++ * 7) % 5) * 3));
      return one.run(name, args, context) as never;
    };
    return { executor: { ...one, workers: 4, run }, started: () => started };
  }

  async function ready() {
    const { open, pipeline } = makeTestPipeline();
    await open(sampleCsv(makeSamplePosts(200, 3, 0)), { validation: { folds: 4, repeats: 2, permutations: 12 } });
    const { experiment, outputs } = await pipeline.runStages("validate");
    const trainNetwork = () => Promise.reject(new Error("folds train networks themselves"));
    return { experiment, outputs, file: null, previous: {}, trainNetwork, onProgress: () => {}, signal: undefined };
  }

  it("gives the very numbers of one worker", async () => {
    const run = await ready();
    const { view } = await runValidate({ ...run, executor: scrambled().executor });
    expect(view).toEqual(run.outputs.validate.view);
  });

  it("stops when it is told to, and starts nothing after", async () => {
    const run = await ready();
    const { executor, started } = scrambled();
    const controller = new AbortController();
    const onProgress = ({ done }: { done: number }) => done >= 3 && controller.abort();
    await expect(runValidate({ ...run, executor, signal: controller.signal, onProgress })).rejects.toMatchObject({
      name: "AbortError",
    });
    const atStop = started();
    await new Promise((done) => setTimeout(done, 50));
    expect(started()).toBeLessThanOrEqual(atStop + 1);
    expect(atStop).toBeLessThan(12);
  });
});

describe("runValidate on labels", () => {
  const posts = makeSamplePosts(500, 9, 0);
  const sorted = posts.map(({ score }) => score).sort((a, b) => a - b);
  const label = (score: number) => (score > sorted[330] ? "high" : score > sorted[160] ? "middle" : "low");
  const lines = posts.map(({ title, score }) => `"${title.replaceAll('"', "")}",${label(score)}`);
  const csv = ["title,kind", ...lines].join("\n");

  it("judges by the metrics of labels", async () => {
    const view = await validate(csv, {
      problem: { target: "kind", task: "classification" },
      data: { columns: { title: { role: "text" } } },
      validation: { scheme: "stratified", folds: 3, repeats: 2, permutations: 5 },
    });
    expect(view.folds).toHaveLength(6);
    expect(view.summary.accuracy!.mean).toBeGreaterThan(0);
    expect(view.summary.rocAuc).not.toBeNull();
    expect(view.chance).toMatchObject({ kind: "logistic", isStandIn: false });
  });
});

describe("permutationP(value, shuffled, isGain)", () => {
  it("counts the real target as one of the shuffles, and ties against it", () => {
    expect(permutationP(1, [2, 3, 4], false)).toBe(1 / 4);
    expect(permutationP(1, [1, 3, 4], false)).toBe(2 / 4);
    expect(permutationP(1, [2, 0, 0], true)).toBe(2 / 4);
    expect(permutationP(1, [], true)).toBe(1);
  });
});
