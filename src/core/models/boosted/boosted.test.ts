import { describe, expect, it } from "vitest";
import { csrOf, randomCsr } from "../../../testing/csr-of";
import { fitBoosted } from "../../../testing/fit-boosted";
import { fitShapeOf } from "../../../testing/fit-forest";
import { defaultOptions } from "../../options";
import type { FitData } from "../model";
import { boosted } from "./boosted";
import { BOOSTED_OPTIONS } from "./options";

/** A step in column 0, a slope in column 3, a wave of noise. */
function planted(rows: number, seed: number): FitData {
  const x = randomCsr(rows, 10, 0.5, seed);
  const y = Float64Array.from({ length: rows }, (_, r) => Math.sin(37 * r) / 4);
  for (let r = 0; r < rows; r++) {
    for (let k = x.indptr[r]; k < x.indptr[r + 1]; k++) {
      if (x.indices[k] === 0 && x.values[k] > 0.1) y[r] += 4;
      if (x.indices[k] === 3) y[r] += 3 * x.values[k];
    }
  }
  return { task: "regression", classCount: 0, x, y };
}

function classes(data: FitData, count: number): FitData {
  const cuts = data.y.slice().sort();
  const y = data.y.map((value) => Math.min(count - 1, Math.floor((cuts.indexOf(value) * count) / cuts.length)));
  return { ...data, task: "classification", classCount: count, y };
}

function rmse(predictions: Float64Array, y: Float64Array): number {
  return Math.sqrt(predictions.reduce((sum, value, i) => sum + (value - y[i]) ** 2, 0) / y.length);
}

describe("boosted trees", () => {
  it.each(["squared", "huber", "absolute"] as const)("find a planted signal with %s loss", (loss) => {
    const { model } = fitBoosted(planted(600, 1), { loss });
    const fresh = planted(300, 2);
    const spread = rmse(new Float64Array(300).fill(1), fresh.y);
    expect(rmse(boosted.predict(model, fresh.x), fresh.y)).toBeLessThan(0.35 * spread);
  });

  it("are hurt less by wild targets with Huber or absolute loss", () => {
    const data = planted(600, 3);
    const wild = { ...data, y: data.y.map((value, r) => (r % 29 === 0 ? value + 400 : value)) };
    const fresh = planted(300, 4);
    const error = (loss: "squared" | "huber" | "absolute") =>
      rmse(boosted.predict(fitBoosted(wild, { loss }).model, fresh.x), fresh.y);
    expect(error("huber")).toBeLessThan(error("squared") / 5);
    expect(error("absolute")).toBeLessThan(error("squared") / 5);
  });

  it("are the same for the same seed, and others for another when there is chance", () => {
    const data = planted(200, 5);
    const options = { maxIter: 10, subsample: 0.6, maxFeatures: 0.5 };
    const first = fitBoosted(data, options);
    expect(fitBoosted(data, options)).toEqual(first);
    expect(fitBoosted(data, { ...options, seed: 1 }).model).not.toEqual(first.model);
  });

  it("lower the training loss every round", () => {
    const { history } = fitBoosted(planted(300, 6), { maxIter: 30 });
    const losses = history.points.map((point) => point.train);
    expect(losses).toHaveLength(30);
    losses.slice(1).forEach((loss, i) => expect(loss).toBeLessThan(losses[i]));
  });

  it("stop when the validation part gains nothing, and keep the best round", () => {
    const data = { ...planted(200, 7), validation: planted(100, 8) };
    const { model, history } = fitBoosted(data, {
      earlyStopping: true,
      maxIter: 500,
      minSamplesLeaf: 2,
      nIterNoChange: 5,
    });
    const losses = history.points.map((point) => point.validation);
    expect(history.points.length).toBeLessThan(500);
    expect(history.stopped).toBe("no gain for 5 rounds");
    expect(losses[history.best as number]).toBe(Math.min(...losses));
    expect(model.trees.start.length - 1).toBe((history.best as number) + 1);
    expect(rmse(boosted.predict(model, data.validation.x), data.validation.y)).toBeCloseTo(Math.min(...losses), 9);
  });

  it("keep the limits on leaves, depth and rows in a leaf", () => {
    const data = planted(300, 9);
    const { trees } = fitBoosted(data, { maxIter: 1, maxLeafNodes: 5, minSamplesLeaf: 3 }).model;
    expect(trees.feature.filter((column) => column < 0)).toHaveLength(5);
    const stumps = fitBoosted(data, { maxIter: 4, maxDepth: 1 }).model;
    expect([...stumps.trees.start]).toEqual([0, 3, 6, 9, 12]);
    const { model } = fitBoosted(data, { maxIter: 1, minSamplesLeaf: 60 });
    const leaves = new Map<number, number>();
    for (const value of boosted.predict(model, data.x)) leaves.set(value, (leaves.get(value) ?? 0) + 1);
    for (const rows of leaves.values()) expect(rows).toBeGreaterThanOrEqual(60);
  });

  it("send missing values to the side that fits them", () => {
    const rows = Array.from({ length: 90 }, (_, i) => [i % 3 === 0 ? NaN : 1 + (i % 5), i % 2]);
    const data: FitData = {
      task: "regression",
      classCount: 0,
      x: csrOf(rows),
      y: Float64Array.from(rows, ([value]) => (Number.isNaN(value) ? 5 : 0)),
    };
    const { model } = fitBoosted(data);
    const predictions = boosted.predict(
      model,
      csrOf([
        [NaN, 0],
        [3, 1],
        [NaN, 1],
      ]),
    );
    [5, 0, 5].forEach((expected, i) => expect(predictions[i]).toBeCloseTo(expected, 2));
  });

  it("share importance among the columns that matter", () => {
    const { importance } = fitBoosted(planted(500, 10), { maxIter: 20 }).model;
    expect(importance.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(importance[0] + importance[3]).toBeGreaterThan(0.95);
  });
});

describe("boosted trees of classes", () => {
  it.each([2, 3, 4])("give probabilities that sum to 1 and find %i classes", (count) => {
    const data = classes(planted(400, 11), count);
    const shares = boosted.predict(fitBoosted(data).model, data.x);
    let right = 0;
    for (let r = 0; r < data.x.rows; r++) {
      const row = shares.subarray(r * count, (r + 1) * count);
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      if (row.indexOf(Math.max(...row)) === data.y[r]) right++;
    }
    expect(right / data.x.rows).toBeGreaterThan(0.85);
  });
});

describe("an explanation of boosted trees", () => {
  it.each([0, 2, 3])("adds up to the prediction (%i classes)", (count) => {
    const data = count === 0 ? planted(200, 12) : classes(planted(200, 12), count);
    const { model } = fitBoosted(data, { maxIter: 20 });
    const row = csrOf([[0.4, 0, 0, -0.5, 0, 0, 0.1, 0, 0, 0]]);
    for (let output = 0; output < Math.max(1, count); output++) {
      const { base, values } = boosted.explain(model, row, output);
      expect(base + values.reduce((a, b) => a + b, 0)).toBeCloseTo(boosted.predict(model, row)[output], 9);
    }
  });
});

describe("boosted trees on little", () => {
  it("of a handful of rows predict the mean", () => {
    const { model } = fitBoosted({ task: "regression", classCount: 0, x: csrOf([[1], [2]]), y: Float64Array.of(4, 8) });
    expect(boosted.predict(model, csrOf([[1], [9]]))).toEqual(Float64Array.of(6, 6));
  });

  it("of a class that is absent stay finite", () => {
    const data: FitData = {
      task: "classification",
      classCount: 3,
      x: csrOf([[1], [2], [3]]),
      y: Float64Array.of(0, 1, 1),
    };
    const shares = boosted.predict(fitBoosted(data, { maxIter: 3 }).model, csrOf([[1]]));
    expect(shares.every(Number.isFinite)).toBe(true);
    expect(shares[2]).toBeLessThan(1e-9);
  });

  it("refuse what they cannot be grown on", () => {
    const data = planted(30, 13);
    const fit = (changed: Partial<FitData>) => () =>
      boosted.fitJob({ ...data, ...changed }, defaultOptions(BOOSTED_OPTIONS), {});
    expect(fit({ x: csrOf([], 3), y: new Float64Array(0) })).toThrow(expect.objectContaining({ code: "too-few-rows" }));
    expect(fit({ x: csrOf([[], []], 0) })).toThrow(expect.objectContaining({ code: "no-features" }));
    expect(fit({ y: Float64Array.of(1) })).toThrow(expect.objectContaining({ code: "length-mismatch" }));
    expect(fit({ y: data.y.map(() => NaN) })).toThrow(expect.objectContaining({ code: "not-finite" }));
    expect(fit({ task: "classification", classCount: 1 })).toThrow(expect.objectContaining({ code: "single-class" }));
    expect(boosted.jobs(fitShapeOf(data), defaultOptions(BOOSTED_OPTIONS))).toHaveLength(1);
  });
});
