import { describe, expect, it } from "vitest";
import { csrOf, randomCsr } from "../../../testing/csr-of";
import { defaultOptions } from "../../options";
import { fittingKindOf } from "../fitting-registry";
import type { FitData } from "../model";
import { nonNegativeWeights } from "./combine-weights";
import type { EnsembleModel } from "./ensemble-model";
import { ENSEMBLE_OPTIONS } from "./options";

const kind = fittingKindOf("ensemble");

function planted(rows: number, classCount = 0): FitData {
  const x = randomCsr(rows, 8, 0.6, 3);
  const y = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    for (let e = x.indptr[r]; e < x.indptr[r + 1]; e++) {
      if (x.indices[e] === 0) y[r] += 4 * x.values[e];
      if (x.indices[e] === 2) y[r] += x.values[e] > 0 ? 5 : -5;
    }
  }
  const cuts = y.slice().sort();
  const label = (value: number) => Math.min(classCount - 1, Math.floor((cuts.indexOf(value) * classCount) / rows));
  return classCount === 0
    ? { task: "regression", classCount, x, y }
    : { task: "classification", classCount, x, y: y.map(label) };
}

async function fit(data: FitData, given: object, backwards = false): Promise<EnsembleModel> {
  const options = { ...defaultOptions(ENSEMBLE_OPTIONS), folds: 3, ...given };
  const shape = { ...data, rows: data.x.rows, columns: data.x.columns, entries: data.x.indices.length };
  const jobs = kind.jobs(shape, options);
  const parts: unknown[] = [];
  for (const i of backwards ? [...jobs.keys()].reverse() : jobs.keys()) {
    parts[i] = await kind.fitJob(data, options, jobs[i]);
  }
  return kind.combine(parts, shape, options).model as EnsembleModel;
}

const rmse = (predicted: Float64Array, y: Float64Array) =>
  Math.sqrt(predicted.reduce((sum, value, i) => sum + (value - y[i]) ** 2, 0) / y.length);

const MEMBERS = [{ kind: "forest", trees: 10 }, { kind: "ridge" }, { kind: "boosted", maxIter: 20, minSamplesLeaf: 5 }];

describe("weights of at least 0", () => {
  it("are scipy's nnls", () => {
    // scipy.optimize.nnls([[1, 0], [1, 0], [0, 1]], [2, 1, 1]) gives [1.5, 1]; with [2, 1, -1] it gives [1.5, 0]
    const columns = [Float64Array.of(1, 1, 0), Float64Array.of(0, 0, 1)];
    expect([...nonNegativeWeights(columns, Float64Array.of(2, 1, 1))]).toEqual([1.5, 1]);
    expect([...nonNegativeWeights(columns, Float64Array.of(2, 1, -1))]).toEqual([1.5, 0]);
  });
});

describe("an ensemble of scores", () => {
  it.each(["average", "weighted", "stacking"] as const)(
    "by %s predicts, and its parts add up to the prediction",
    async (combine) => {
      const data = planted(160);
      const model = await fit(data, { combine, members: MEMBERS });
      const predicted = kind.predict(model, data.x);
      expect(rmse(predicted, data.y)).toBeLessThan(2.5);
      const row = csrOf([[0.5, 0, -0.3, 0, 0.2, 0, 0, 1]]);
      const { base, columns, values } = kind.explain(model, row, 0);
      expect(base + values.reduce((a, b) => a + b, 0)).toBeCloseTo(kind.predict(model, row)[0], 6);
      expect([...columns]).toEqual([...columns].sort((a, b) => a - b));
      expect(kind.importance(model)![2]).toBeGreaterThan(kind.importance(model)![5]);
    },
  );

  it("averages alike, and weighs what does worse less", async () => {
    const data = planted(160);
    const average = await fit(data, { combine: "average", members: MEMBERS });
    expect(average.members.map(({ weight }) => weight)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    const weighted = await fit(data, {
      combine: "weighted",
      members: [{ kind: "boosted", minSamplesLeaf: 5 }, { kind: "baseline" }],
    });
    expect(weighted.members[0].weight).toBeGreaterThan(0.7);
    expect(weighted.members[1].weight).toBeLessThan(0.3);
  });

  it("does not depend on the order of its jobs, and survives JSON of its plain parts", async () => {
    const data = planted(90);
    const model = await fit(data, { combine: "weighted", members: MEMBERS });
    expect(await fit(data, { combine: "weighted", members: MEMBERS }, true)).toEqual(model);
    expect(kind.predict(structuredClone(model), data.x)).toEqual(kind.predict(model, data.x));
  });

  it("refuses an ensemble in an ensemble", async () => {
    await expect(fit(planted(30), { members: [{ kind: "ensemble" }] })).rejects.toMatchObject({
      code: "invalid-option",
    });
  });
});

describe("an ensemble of labels", () => {
  it.each([
    ["average", 2],
    ["weighted", 3],
    ["stacking", 2],
    ["stacking", 3],
  ] as const)("by %s gives probabilities of %i classes that add up to 1, and explains them", async (combine, count) => {
    const data = planted(180, count);
    const members = [{ kind: "forest", trees: 10 }, { kind: "logistic" }];
    const model = await fit(data, { combine, members });
    const shares = kind.predict(model, data.x);
    let right = 0;
    for (let r = 0; r < data.x.rows; r++) {
      const row = shares.subarray(r * count, (r + 1) * count);
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      if (row.indexOf(Math.max(...row)) === data.y[r]) right++;
    }
    expect(right / data.x.rows).toBeGreaterThan(0.8);
    const row = csrOf([[0.5, 0, -0.3, 0, 0.2, 0, 0, 1]]);
    const { base, values } = kind.explain(model, row, 1);
    expect(base + values.reduce((a, b) => a + b, 0)).toBeCloseTo(kind.predict(model, row)[1], 5);
  });
});
