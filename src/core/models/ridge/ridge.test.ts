import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAskscience } from "../../../testing/askscience";
import type { AskscienceCase } from "../../../testing/askscience";
import { csrOf, randomCsr } from "../../../testing/csr-of";
import { linearFitData, linearFixture } from "../../../testing/linear-fixture";
import { describeWithShared, readSharedJson } from "../../../testing/shared-data";
import { regressionMetrics } from "../../metrics/regression";
import { takeRows } from "../../sparse/csr";
import type { FitData } from "../model";
import { fitRidge, ridge } from "./ridge";
import { ridgePath } from "./ridge-path";

const options = { alpha: 1, fitIntercept: true };
const dataOf = (rows: number[][], y: number[], columns?: number): FitData => ({
  task: "regression",
  classCount: 0,
  x: csrOf(rows, columns),
  y: Float64Array.from(y),
});

describe("fitRidge(data, options)", () => {
  it("refuses no rows, a target that is not finite, missing features and unusable options", () => {
    expect(() => fitRidge(dataOf([], [], 2), options)).toThrow("at least 1 training row, got 0");
    expect(() => fitRidge(dataOf([[1]], [NaN]), options)).toThrow(
      "the target must be finite, got NaN in training row 0",
    );
    expect(() => fitRidge(dataOf([[1, NaN]], [1]), options)).toThrow("needs every feature, got NaN in matrix column 1");
    expect(() => fitRidge(dataOf([[1]], [1]), { ...options, alpha: 0 })).toThrow("alpha must be a number above 0");
    const weights = Float64Array.of(0, 0);
    expect(() => fitRidge({ ...dataOf([[1], [2]], [1, 2]), weights }, options)).toThrow("weights must not all be 0");
  });

  it("predicts the mean from one row, a constant target, constant columns and no columns", () => {
    expect(fitRidge(dataOf([[2, 0]], [7]), options).model).toMatchObject({
      intercept: 7,
      coefficients: Float64Array.of(0, 0),
    });
    expect(fitRidge(dataOf([[1], [2], [4]], [3, 3, 3]), options).model.intercept).toBeCloseTo(3, 12);
    const constant = fitRidge(dataOf([[5], [5], [5]], [1, 2, 6]), options).model;
    expect(ridge.predict(constant, csrOf([[5]]))[0]).toBeCloseTo(3, 12);
    expect(fitRidge(dataOf([[], []], [1, 3], 0), options).model.intercept).toBe(2);
  });

  it.each(linearFixture.ridge)("equals scikit-learn: $data, alpha $alpha, weights $weighted", (expected) => {
    const { model } = fitRidge(linearFitData(expected, "regression"), {
      alpha: expected.alpha,
      fitIntercept: expected.fitIntercept,
    });
    const size = Math.max(...expected.coef.map(Math.abs));
    expected.coef.forEach((value, j) => expect(Math.abs(model.coefficients[j] - value) / size).toBeLessThan(1e-9));
    // the column 1000 from zero multiplies the last digits of its coefficient into the intercept
    expect(Math.abs(model.intercept - expected.intercept)).toBeLessThan(1e-6);
  });

  it("leaves no gradient: at the optimum the penalty balances the residuals of every column", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: -4, max: 4, noNaN: true }),
        (seed, rows, columns, power) => {
          const x = randomCsr(rows, columns, 0.4, seed);
          const y = Float64Array.from({ length: rows }, (_, i) => Math.sin(seed + i * i) * 100);
          const alpha = 10 ** power;
          const { model } = fitRidge({ task: "regression", classCount: 0, x, y }, { alpha, fitIntercept: true });
          const residual = ridge.predict(model, x).map((p, i) => y[i] - p);
          const pull = new Float64Array(columns);
          for (let i = 0; i < rows; i++)
            for (let e = x.indptr[i]; e < x.indptr[i + 1]; e++) pull[x.indices[e]] += residual[i] * x.values[e];
          for (let j = 0; j < columns; j++)
            expect(Math.abs(pull[j] - alpha * model.coefficients[j])).toBeLessThan(1e-7);
          expect(Math.abs(residual.reduce((a, b) => a + b, 0))).toBeLessThan(1e-7);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives the same bits again, and takes a weight of 2 for a row that stands twice", () => {
    const twice = dataOf(
      [
        [1, 2],
        [0, 1],
        [3, 0],
        [3, 0],
      ],
      [1, 4, 2, 2],
    );
    expect(fitRidge(twice, options)).toEqual(fitRidge(twice, options));
    const weighted = {
      ...dataOf(
        [
          [1, 2],
          [0, 1],
          [3, 0],
        ],
        [1, 4, 2],
      ),
      weights: Float64Array.of(1, 1, 2),
    };
    const [a, b] = [fitRidge(twice, options).model, fitRidge(weighted, options).model];
    a.coefficients.forEach((value, j) => expect(b.coefficients[j]).toBeCloseTo(value, 12));
  });
});

describe("ridge", () => {
  const data = {
    task: "regression",
    classCount: 0,
    x: randomCsr(30, 10, 0.5, 1),
    y: Float64Array.from({ length: 30 }, (_, i) => i % 7),
  } as const;
  const shape = { task: "regression", classCount: 0, rows: 30, columns: 10, entries: data.x.indices.length } as const;

  it("explains a prediction without remainder", async () => {
    const part = await ridge.fitJob(data, options, ridge.jobs(shape, options)[0]);
    const { model, history } = ridge.combine([part], shape, options);
    const row = takeRows(data.x, [4]);
    const { base, values } = ridge.explain(model, row, 0);
    expect(base + values.reduce((a, b) => a + b, 0)).toBeCloseTo(ridge.predict(model, row)[0], 12);
    expect(history.points.at(-1)?.gradient).toBeLessThan(1e-12);
    expect(ridge.importance(model)?.every((weight) => weight >= 0)).toBe(true);
  });
});

describe("ridgePath(data, options)", () => {
  it.each(["tall", "wide", "offset"])("comes near the exact model at every penalty, strongest first: %s", (name) => {
    const data = linearFitData({ data: name, weighted: true }, "regression");
    const path = ridgePath(data, { alphas: [0.1, 100, 1], fitIntercept: true });
    expect(path.map((point) => point.alpha)).toEqual([100, 1, 0.1]);
    for (const { alpha, model } of path) {
      const exact = fitRidge(data, { alpha, fitIntercept: true }).model;
      exact.coefficients.forEach((value, j) => expect(model.coefficients[j]).toBeCloseTo(value, 5));
    }
  });

  it("stands a constant target and refuses a penalty of 0", () => {
    const flat = dataOf([[1], [2], [4]], [3, 3, 3]);
    expect(ridgePath(flat, { alphas: [1], fitIntercept: true })[0].model.intercept).toBeCloseTo(3, 12);
    expect(() => ridgePath(flat, { alphas: [1, 0], fitIntercept: true })).toThrow("alphas must be above 0, got 0");
  });
});

describeWithShared("ridge on askscience against scikit-learn", () => {
  it.each(["askscience_ratio", "askscience_dedup"] as AskscienceCase[])("gives the numbers of %s", (name) => {
    const { train, test } = readAskscience(name);
    const expected = readSharedJson<{ models: { ridge: { rmse: number; first_5: number[] } } }>(
      "reference",
      `${name}.json`,
    ).models.ridge;
    const { model } = fitRidge({ task: "regression", classCount: 0, ...train }, options);
    const predicted = ridge.predict(model, test.x);
    expect(Math.abs(regressionMetrics(test.y, predicted).rmse / expected.rmse - 1)).toBeLessThan(1e-6);
    expected.first_5.forEach((value, i) => expect(Math.abs(predicted[i] / value - 1)).toBeLessThan(1e-6));
  });
});
