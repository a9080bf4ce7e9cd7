import { describe, expect, it } from "vitest";
import { csrOf, randomCsr } from "../../../../testing/csr-of";
import { linearFitData, linearFixture } from "../../../../testing/linear-fixture";
import { takeRows } from "../../../sparse/csr";
import { fitRidge } from "../../ridge/ridge";
import { elasticNet, elasticNetPath, fitElasticNet } from "./elastic-net";

const options = { alpha: 0.1, l1Ratio: 1, fitIntercept: true };

describe("fitElasticNet(data, options)", () => {
  it("refuses unusable options and data", () => {
    const data = { task: "regression", classCount: 0, x: csrOf([[1]]), y: Float64Array.of(1) } as const;
    expect(() => fitElasticNet(data, { ...options, l1Ratio: 1.5 })).toThrow(
      "l1Ratio must be a number from 0 to 1, got 1.5",
    );
    expect(() => fitElasticNet({ ...data, y: Float64Array.of(Infinity) }, options)).toThrow(
      "the target must be finite",
    );
  });

  it("drops everything for one row, a constant target, constant columns and a large penalty", () => {
    const fit = (rows: number[][], y: number[], alpha = 0.1) =>
      fitElasticNet(
        { task: "regression", classCount: 0, x: csrOf(rows), y: Float64Array.from(y) },
        { ...options, alpha },
      ).model;
    expect(fit([[2, 0]], [7])).toMatchObject({ intercept: 7, coefficients: Float64Array.of(0, 0) });
    expect(fit([[1], [2], [4]], [3, 3, 3]).coefficients[0]).toBe(0);
    expect(fit([[5], [5], [5]], [1, 2, 6]).intercept).toBeCloseTo(3, 12);
    expect(
      Array.from(
        fit(
          [
            [1, 0],
            [0, 1],
            [1, 1],
          ],
          [1, 2, 4],
          100,
        ).coefficients,
      ),
    ).toEqual([0, 0]);
  });

  it.each(linearFixture.elasticNet)(
    "equals scikit-learn: $data, alpha $alpha, l1Ratio $l1Ratio, weights $weighted",
    (expected) => {
      const { alpha, l1Ratio } = expected;
      const { model } = fitElasticNet(linearFitData(expected, "regression"), { alpha, l1Ratio, fitIntercept: true });
      expected.coef.forEach((value, j) => {
        expect(model.coefficients[j]).toBeCloseTo(value, 4);
        expect(model.coefficients[j] === 0).toBe(value === 0);
      });
      expect(Math.abs(model.intercept - expected.intercept)).toBeLessThan(1e-2);
    },
  );

  it("is ridge without a lasso share: alpha times the rows is ridge's alpha", () => {
    const data = linearFitData({ data: "tall", weighted: false }, "regression");
    const net = fitElasticNet(data, { alpha: 0.05, l1Ratio: 0, fitIntercept: true }).model;
    const exact = fitRidge(data, { alpha: 0.05 * data.x.rows, fitIntercept: true }).model;
    exact.coefficients.forEach((value, j) => expect(net.coefficients[j]).toBeCloseTo(value, 5));
  });

  it("leaves no feature it should take: every dropped column pulls less than the penalty", () => {
    const x = randomCsr(80, 120, 0.2, 3);
    const y = Float64Array.from({ length: 80 }, (_, i) => 10 * Math.sin(i * i));
    const { model } = fitElasticNet({ task: "regression", classCount: 0, x, y }, options);
    const residual = elasticNet.predict(model, x).map((p, i) => y[i] - p);
    const mean = residual.reduce((a, b) => a + b) / 80;
    const pull = new Float64Array(120);
    for (let i = 0; i < 80; i++)
      for (let e = x.indptr[i]; e < x.indptr[i + 1]; e++) pull[x.indices[e]] += (residual[i] * x.values[e]) / 80;
    expect(Math.abs(mean)).toBeLessThan(1e-9);
    model.coefficients.forEach((value, j) => {
      if (value === 0) expect(Math.abs(pull[j])).toBeLessThanOrEqual(0.1 + 1e-9);
      else expect(pull[j]).toBeCloseTo(0.1 * Math.sign(value), 5);
    });
    const row = takeRows(x, [7]);
    const { base, values } = elasticNet.explain(model, row, 0);
    expect(base + values.reduce((a, b) => a + b, 0)).toBeCloseTo(elasticNet.predict(model, row)[0], 12);
  });
});

describe("elasticNetPath(data, options)", () => {
  it("begins with nothing, keeps more and more, and comes near the model of each penalty", () => {
    const data = linearFitData({ data: "wide", weighted: false }, "regression");
    const path = elasticNetPath(data, { l1Ratio: 0.7, fitIntercept: true, count: 12, tolerance: 1e-13 });
    expect(path[0].kept).toBe(0);
    expect(path[11].alpha / path[0].alpha).toBeCloseTo(1e-3, 12);
    expect(path[11].kept).toBeGreaterThan(path[3].kept);
    for (const { alpha, model } of path) {
      const exact = fitElasticNet(data, { alpha, l1Ratio: 0.7, fitIntercept: true }).model;
      exact.coefficients.forEach((value, j) => expect(model.coefficients[j]).toBeCloseTo(value, 3));
    }
  });
});
