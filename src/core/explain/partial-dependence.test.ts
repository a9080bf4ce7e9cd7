import { expect, test } from "vitest";
import { csrOf, randomCsr } from "../../testing/csr-of";
import { readFixture } from "../../testing/fixture";
import type { CsrMatrix } from "../sparse/csr";
import { columnOf, dependenceGrid, partialDependence, setColumns } from "./partial-dependence";

interface Fixture {
  readonly x: number[][];
  readonly cases: {
    readonly model: "scores" | "labels";
    readonly feature: number;
    readonly resolution: number;
    readonly grid: number[];
    readonly average: number[][];
    readonly individual: number[][][];
  }[];
}

const fixture = readFixture<Fixture>("partial-dependence");

function rowsOf(x: CsrMatrix): number[][] {
  return Array.from({ length: x.rows }, (_, row) => {
    const dense = Array.from({ length: x.columns }, () => 0);
    for (let e = x.indptr[row]; e < x.indptr[row + 1]; e++) dense[x.indices[e]] = x.values[e];
    return dense;
  });
}

const MODELS = {
  scores: (x: CsrMatrix) =>
    Float64Array.from(rowsOf(x), ([a, b, c, d]) => Math.sin(a) * b + c ** 2 + (d > 0.3 ? 2 : 0)),
  labels: (x: CsrMatrix) =>
    Float64Array.from(
      rowsOf(x).flatMap(([a, b, c, d]) => {
        const e = [Math.exp(a * b), Math.exp(c - d), 1];
        const sum = e[0] + e[1] + e[2];
        return e.map((value) => value / sum);
      }),
    ),
};

test.each(fixture.cases)(
  "partialDependence is scikit-learn's: $model, column $feature, $resolution points",
  ({ model, feature, resolution, grid, average, individual }) => {
    const x = csrOf(fixture.x);
    const mine = dependenceGrid(columnOf(x, feature), resolution);
    expect(mine).toHaveLength(grid.length);
    grid.forEach((value, i) => expect(mine[i]).toBeCloseTo(value, 12));
    const outputs = average.length;
    const found = partialDependence({
      x,
      columns: [feature],
      grid: mine,
      anchor: mine.subarray(0, 1),
      individual: [0, 1, 2],
      outputs,
      predict: MODELS[model],
    });
    for (let k = 0; k < outputs; k++) {
      for (let point = 0; point < grid.length; point++) {
        expect(found.mean[point * outputs + k]).toBeCloseTo(average[k][point], 10);
        for (let i = 0; i < 3; i++) {
          expect(found.individual[(point * 3 + i) * outputs + k]).toBeCloseTo(individual[k][i][point], 10);
        }
      }
    }
  },
);

test("partialDependence counts changes from the anchor, so that parallel curves have no spread", () => {
  const x = csrOf([
    [1, 5],
    [2, -3],
    [3, 100],
  ]);
  const grid = Float64Array.of(0, 1, 2);
  const predict = (m: CsrMatrix) => Float64Array.from(rowsOf(m), ([a, b]) => 2 * a + b);
  const found = partialDependence({
    x,
    columns: [0],
    grid,
    anchor: grid.subarray(0, 1),
    individual: [],
    outputs: 1,
    predict,
  });
  expect([...found.centredLow]).toEqual([0, 2, 4]);
  expect([...found.centredHigh]).toEqual([0, 2, 4]);
  expect(found.low[0]).toBeLessThan(0);
});

test("setColumns sets what is there and what is not, and leaves the rest as it is", () => {
  const x = randomCsr(20, 8, 0.4, 3);
  const set = setColumns(x, [5, 2], [0, 0.5]);
  rowsOf(set).forEach((row, i) => expect(row).toEqual(rowsOf(x)[i].with(5, 0).with(2, 0.5)));
});

test("dependenceGrid leaves missing values out and has nothing to say of none", () => {
  expect([...dependenceGrid(Float64Array.of(NaN, 2, 1, 2), 10)]).toEqual([1, 2]);
  expect([...dependenceGrid(Float64Array.of(NaN), 10)]).toEqual([]);
});
