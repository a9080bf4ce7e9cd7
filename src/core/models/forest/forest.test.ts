import { describe, expect, it } from "vitest";
import { defaultOptions } from "../../options";
import type { FitData, FitShape } from "../model";
import type { CsrMatrix } from "../../sparse/csr";
import { forest, type ForestModel } from "./forest";
import { FOREST_OPTIONS, type ForestOptions } from "./options";

/** Rows of plain numbers; zeros are not stored. */
function sparse(rows: number[][]): CsrMatrix {
  const indptr = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    row.forEach((value, column) => {
      if (value === 0) return;
      indices.push(column);
      values.push(value);
    });
    indptr.push(indices.length);
  }
  return {
    rows: rows.length,
    columns: rows[0].length,
    indptr: Uint32Array.from(indptr),
    indices: Uint32Array.from(indices),
    values: Float64Array.from(values),
  };
}

function shapeOf(data: FitData): FitShape {
  return {
    task: data.task,
    classCount: data.classCount,
    rows: data.x.rows,
    columns: data.x.columns,
    entries: data.x.indices.length,
  };
}

function fit(data: FitData, options: Partial<ForestOptions> = {}) {
  const all = { ...defaultOptions(FOREST_OPTIONS), ...options };
  const parts = forest.jobs(shapeOf(data), all).map((job) => forest.fitJob(data, all, job));
  return forest.combine(parts as Awaited<(typeof parts)[number]>[], shapeOf(data), all);
}

describe("forest", () => {
  const rows = Array.from({ length: 200 }, (_, i) => [i % 7 === 0 ? i : 0, (i * 37) % 11, i % 3 === 0 ? -i : 0]);
  const y = Float64Array.from(rows, ([a, b, c]) => a * 2 + (b > 5 ? 30 : 0) - c);
  const data: FitData = { task: "regression", classCount: 0, x: sparse(rows), y };

  it("learns the training rows by heart without bootstrap", () => {
    const { model } = fit(data, { trees: 1, bootstrap: false });
    expect(Array.from(forest.predict(model, data.x))).toEqual(Array.from(y));
  });

  it("explains a prediction exactly", () => {
    const { model } = fit(data, { trees: 7 });
    const row = sparse([rows[14]]);
    const { base, values } = forest.explain(model, row, 0);
    expect(base + values.reduce((a, b) => a + b, 0)).toBeCloseTo(forest.predict(model, row)[0], 9);
  });

  it("gives the same bits for the same seed and others for another", () => {
    const first: ForestModel = fit(data, { trees: 9 }).model;
    expect(fit(data, { trees: 9 }).model).toEqual(first);
    expect(fit(data, { trees: 9, seed: 1 }).model).not.toEqual(first);
  });
});
