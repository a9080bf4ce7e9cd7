import { beforeAll, describe, expect, it } from "vitest";
import { makePredictor } from "../../predictor/predictor";
import type { Predictor } from "../../predictor/predictor";
import { makeTestPipeline } from "../run-pipeline";
import { PLANTED } from "./planted";
import { sampleCsv } from "./sample-csv";

const POST = {
  title: "My measurements of magnet near sand",
  body: "It is about salt and copper and moon.",
  tag: "Earth",
  datetime: "2021-06-15 08:00:00",
};

/** The sample is the oracle: its effects and its noise are known, so models are held against the truth. */
describe("models on the sample", () => {
  const { open, edit, run } = makeTestPipeline();

  beforeAll(async () => {
    await open(sampleCsv(), {
      split: { dropDuplicatesBy: ["url"] },
      features: { text: { binary: true, norm: "none", useIdf: false } },
    });
  });

  async function evaluated(model: object) {
    edit({ model: model as never });
    const { view, predictor } = await run("evaluate");
    return { rmse: view.metrics.test.rmse, predictor: makePredictor(predictor, () => 0), view };
  }

  describe("ridge", () => {
    let rmse: { value: number; low: number; high: number };
    let predictor: Predictor;

    beforeAll(async () => {
      ({ rmse, predictor } = await evaluated({ kind: "ridge", alpha: 1 }));
    });

    const effectOf = (change: Partial<typeof POST>) =>
      predictor.predict({ ...POST, ...change }).score - predictor.predict(POST).score;

    it("comes within 10% of the noise, and does not beat it by more than chance", () => {
      expect(rmse.value).toBeLessThan(1.1 * PLANTED.noise);
      expect(rmse.high).toBeGreaterThan(PLANTED.noise);
    });

    // A word stands in about 280 posts, each with noise of 60, so its weight is known to 60 / sqrt(280) = 4; the word it
    // replaces has a weight of chance too, known to about 5. Three standard errors of the difference are 19.
    it.each(Object.entries(PLANTED.words))("finds that %s moves the score by %i", (word, effect) => {
      expect(Math.abs(effectOf({ body: POST.body.replace("copper", word) }) - effect)).toBeLessThan(20);
    });

    it.each(Object.entries(PLANTED.tags))("finds that the tag %s adds %i", (tag, effect) => {
      expect(Math.abs(effectOf({ tag }) - (effect - PLANTED.tags.Earth))).toBeLessThan(20);
    });

    it("finds the yearly trend", () => {
      // A straight line through steps of a year.
      expect(Math.abs(effectOf({ datetime: "2022-06-15 08:00:00" }) - PLANTED.year)).toBeLessThan(12);
    });
  });

  it("lets the lasso keep every planted word and drop most others", async () => {
    const { rmse, view, predictor } = await evaluated({ kind: "elasticNet", alpha: 1 });
    const { view: train } = await run("train");
    const { view: features } = await run("features");
    expect(rmse.value).toBeLessThan(1.25 * PLANTED.noise);
    expect(train.history.facts?.["features kept"]).toBeLessThan(0.4 * features.terms);
    for (const word of Object.keys(PLANTED.words)) {
      const moved = predictor
        .predict({ ...POST, body: word })
        .contributions.some(({ block, value }) => block === "text" && value !== 0);
      expect(moved, word).toBe(true);
    }
    expect(view.baselines.mean.rmse.value).toBeGreaterThan(2 * PLANTED.noise);
  });

  it("lets a forest come far closer to the noise than to the mean", async () => {
    const { rmse, view } = await evaluated({ kind: "forest", trees: 60, seed: 1 });
    const baseline = view.baselines.mean.rmse.value;
    expect(rmse.value - PLANTED.noise).toBeLessThan(0.35 * (baseline - PLANTED.noise));
  });

  it("lets boosted trees come near the noise", async () => {
    const { rmse, view } = await evaluated({ kind: "boosted", maxIter: 200, seed: 1 });
    const baseline = view.baselines.mean.rmse.value;
    expect(rmse.value - PLANTED.noise).toBeLessThan(0.3 * (baseline - PLANTED.noise));
  });

  it("lets a network come near the noise", async () => {
    const { rmse } = await evaluated({ kind: "mlp", backend: "sparse", hiddenLayers: [32], epochs: 60, seed: 1 });
    expect(rmse.value).toBeLessThan(1.5 * PLANTED.noise);
  });
});
