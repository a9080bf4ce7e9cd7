import { expect, test } from "vitest";
import { csrOf, randomCsr } from "../../testing/csr-of";
import { fitBoosted } from "../../testing/fit-boosted";
import { fitForest } from "../../testing/fit-forest";
import { boostedModel } from "../models/boosted/boosted-model";
import { boostedShap } from "../models/boosted/boosted-shap";
import { forestModel } from "../models/forest/forest-model";
import { forestShap } from "../models/forest/forest-shap";
import { makeRng } from "../random/xoshiro";
import type { CsrMatrix } from "../sparse/csr";
import { takeRows } from "../sparse/csr";

const COLUMNS = 5;

function dense(x: CsrMatrix, row: number): number[] {
  const values = Array.from({ length: x.columns }, () => 0);
  for (let e = x.indptr[row]; e < x.indptr[row + 1]; e++) values[x.indices[e]] = x.values[e];
  return values;
}

/** Shapley values from their definition: over all sets of columns, the mean prediction with those taken from the row. */
function bruteForce(predict: (x: CsrMatrix) => number, x: CsrMatrix, row: number, background: CsrMatrix): number[] {
  const own = dense(x, row);
  const worth = Array.from({ length: 1 << COLUMNS }, (_, set) => {
    let sum = 0;
    for (let b = 0; b < background.rows; b++) {
      const other = dense(background, b);
      sum += predict(csrOf([own.map((value, c) => (set & (1 << c) ? value : other[c]))], COLUMNS));
    }
    return sum / background.rows;
  });
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return own.map((_, c) => {
    let value = 0;
    for (let set = 0; set < worth.length; set++) {
      if (set & (1 << c)) continue;
      const size = set.toString(2).replaceAll("0", "").length;
      const weight = (factorial(size) * factorial(COLUMNS - size - 1)) / factorial(COLUMNS);
      value += weight * (worth[set | (1 << c)] - worth[set]);
    }
    return value;
  });
}

const x = randomCsr(60, COLUMNS, 0.6, 11);
const random = makeRng(5);
const y = Float64Array.from({ length: 60 }, (_, row) => {
  const [a, b, c] = dense(x, row);
  return a * b * 3 + (c > 0.2 ? 1 : 0) + random.float() / 5;
});
const labels = (classes: number) =>
  Float64Array.from(y, (value) => Math.min(classes - 1, Math.max(0, Math.floor(value + 1))));
const background = takeRows(x, [3, 8, 21, 34, 55]);

function byColumn({ columns, values }: { columns: Uint32Array; values: Float64Array }): number[] {
  const all = Array.from({ length: COLUMNS }, () => 0);
  columns.forEach((column, i) => (all[column] = values[i]));
  return all;
}

test.each([0, 2, 3])("forestShap is the Shapley value by its definition, %i classes", (classCount) => {
  const task = classCount === 0 ? ("regression" as const) : ("classification" as const);
  const data = { task, classCount, x, y: classCount === 0 ? y : labels(classCount) };
  const { model } = fitForest(data, { trees: 8, maxDepth: 6 });
  for (const row of [0, 17, 42]) {
    for (let output = 0; output < Math.max(1, classCount); output++) {
      const predict = (m: CsrMatrix) => forestModel.predict(model, m)[output];
      const found = forestShap(model, takeRows(x, [row]), background, output);
      const expected = bruteForce(predict, x, row, background);
      byColumn(found).forEach((value, c) => expect(value).toBeCloseTo(expected[c], 6));
      const sum = found.base + found.values.reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(predict(takeRows(x, [row])), classCount > 2 ? 6 : 10);
    }
  }
});

test("boostedShap is the Shapley value by its definition, and adds up", () => {
  const { model } = fitBoosted({ task: "regression", classCount: 0, x, y }, { maxIter: 12, minSamplesLeaf: 2 });
  for (const row of [0, 17, 42]) {
    const predict = (m: CsrMatrix) => boostedModel.predict(model, m)[0];
    const found = boostedShap(model, takeRows(x, [row]), background, 0);
    const expected = bruteForce(predict, x, row, background);
    byColumn(found).forEach((value, c) => expect(value).toBeCloseTo(expected[c], 9));
    expect(found.base + found.values.reduce((a, b) => a + b, 0)).toBeCloseTo(predict(takeRows(x, [row])), 9);
  }
});

test.each([2, 3])("boostedShap of %i classes adds up to the probability of each", (classCount) => {
  const data = { task: "classification" as const, classCount, x, y: labels(classCount) };
  const { model } = fitBoosted(data, { maxIter: 10, minSamplesLeaf: 2 });
  const row = takeRows(x, [9]);
  for (let output = 0; output < classCount; output++) {
    const { base, values } = boostedShap(model, row, background, output);
    expect(base + values.reduce((a, b) => a + b, 0)).toBeCloseTo(boostedModel.predict(model, row)[output], 9);
  }
});

test("forestShap gives nothing to a row that is its own background", () => {
  const { model } = fitForest({ task: "regression", classCount: 0, x, y }, { trees: 4 });
  const row = takeRows(x, [5]);
  const { base, columns } = forestShap(model, row, row, 0);
  expect(columns).toHaveLength(0);
  expect(base).toBeCloseTo(forestModel.predict(model, row)[0], 12);
});
