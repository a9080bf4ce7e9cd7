import { describe, expect, it } from "vitest";
import { csrOf, randomCsr } from "../../../../testing/csr-of";
import { linearFitData, linearFixture } from "../../../../testing/linear-fixture";
import { takeRows } from "../../../sparse/csr";
import type { FitData } from "../../model";
import { fitLogistic, logistic } from "./logistic";

const options = { c: 1, fitIntercept: true, maxIterations: 1000 };
const dataOf = (rows: number[][], y: number[], classCount = 2): FitData => ({
  task: "classification",
  classCount,
  x: csrOf(rows),
  y: Float64Array.from(y),
});

describe("fitLogistic(data, options)", () => {
  it("refuses a single class, what is no class, and unusable options", () => {
    expect(() => fitLogistic(dataOf([[1], [2]], [1, 1]), options)).toThrow("at least 2 classes, got only class 1");
    expect(() => fitLogistic(dataOf([[1], [2]], [0, 2]), options)).toThrow(
      "a class must be an integer from 0 to 1, got 2",
    );
    expect(() => fitLogistic(dataOf([[1], [2]], [0, 1]), { ...options, c: 0 })).toThrow("c must be a number above 0");
    expect(() => fitLogistic(dataOf([[1], [NaN]], [0, 1]), options)).toThrow("needs every feature, got NaN");
  });

  it("gives the shares of the classes where columns say nothing, a class without rows next to nothing", () => {
    const { model } = fitLogistic(dataOf([[3], [3], [3], [3]], [0, 1, 1, 1]), options);
    expect(logistic.predict(model, csrOf([[3]]))[1]).toBeCloseTo(0.75, 5);
    const three = fitLogistic(dataOf([[3], [3], [3], [3]], [0, 1, 1, 1], 3), options).model;
    const p = logistic.predict(three, csrOf([[3]]));
    expect(p[1]).toBeCloseTo(0.75, 3);
    expect(p[2]).toBeLessThan(1e-3);
  });

  it.each(linearFixture.logistic)("equals scikit-learn: $data, C $c, weights $weighted", (expected) => {
    const data = linearFitData(expected, "classification");
    const { model, history } = fitLogistic(data, { ...options, c: expected.c });
    expect(history.stopped).toBe("converged");
    const outputs = model.intercepts.length;
    expected.coef.forEach((coefficients, k) => {
      coefficients.forEach((value, j) =>
        expect(Math.abs(model.coefficients[j * outputs + k] - value)).toBeLessThan(1e-4),
      );
      expect(Math.abs(model.intercepts[k] - expected.intercept[k])).toBeLessThan(1e-4);
    });
    const predicted = logistic.predict(model, data.x);
    expected.probabilities.forEach((value, i) => expect(predicted[i]).toBeCloseTo(value, 4));
  });

  it("takes a column far from zero, and leaves the intercept out when told", () => {
    const data = linearFitData({ data: "offset", weighted: false }, "classification");
    expect(fitLogistic(data, options).history.stopped).toBe("converged");
    const without = fitLogistic(dataOf([[1], [-1], [2], [-2], [1]], [1, 0, 1, 0, 0]), {
      ...options,
      fitIntercept: false,
    }).model;
    expect(without.intercepts[0]).toBe(0);
  });

  it("takes a weight of 2 for a row that stands twice", () => {
    const twice = fitLogistic(
      dataOf(
        [
          [1, 0],
          [0, 1],
          [1, 1],
          [1, 1],
        ],
        [0, 1, 1, 1],
      ),
      options,
    ).model;
    const weighted = fitLogistic(
      {
        ...dataOf(
          [
            [1, 0],
            [0, 1],
            [1, 1],
          ],
          [0, 1, 1],
        ),
        weights: Float64Array.of(1, 1, 2),
      },
      options,
    ).model;
    twice.coefficients.forEach((value, j) => expect(weighted.coefficients[j]).toBeCloseTo(value, 4));
  });
});

describe("logistic", () => {
  for (const classCount of [2, 4]) {
    const x = randomCsr(60, 15, 0.4, classCount);
    const y = Float64Array.from({ length: 60 }, (_, i) => (i * 7 + (x.indptr[i] % 3)) % classCount);
    const { model } = fitLogistic({ task: "classification", classCount, x, y }, { ...options, c: 100 });

    it(`gives probabilities that sum to 1, for ${classCount} classes`, () => {
      const p = logistic.predict(model, x);
      for (let row = 0; row < 60; row++) {
        const own = p.subarray(row * classCount, (row + 1) * classCount);
        expect(own.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
        expect(own.every((value) => value >= 0)).toBe(true);
      }
    });

    it(`explains the probability of each of ${classCount} classes without remainder`, () => {
      for (const at of [0, 11, 42]) {
        const row = takeRows(x, [at]);
        const p = logistic.predict(model, row);
        for (let k = 0; k < classCount; k++) {
          const { base, columns, values } = logistic.explain(model, row, k);
          expect(columns.length).toBe(row.indices.length);
          expect(base + values.reduce((a, b) => a + b, 0)).toBeCloseTo(p[k], 9);
        }
      }
    });
  }
});
