import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csrOf, randomCsr } from "../../../testing/csr-of";
import { fitForest, fitShapeOf } from "../../../testing/fit-forest";
import { defaultOptions } from "../../options";
import type { FitData } from "../model";
import { treeCount } from "../tree/trees";
import { forest } from "./forest";
import { FOREST_OPTIONS } from "./options";

function regression(rows: number[][], y: number[]): FitData {
  return { task: "regression", classCount: 0, x: csrOf(rows), y: Float64Array.from(y) };
}

/** Sparse columns of both signs, with a target that depends on two of them. */
function planted(rows: number, seed: number): FitData {
  const x = randomCsr(rows, 12, 0.4, seed);
  const y = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    for (let k = x.indptr[r]; k < x.indptr[r + 1]; k++) {
      if (x.indices[k] === 0) y[r] += x.values[k] > 0 ? 10 : -4;
      if (x.indices[k] === 3) y[r] += 5 * x.values[k];
    }
  }
  return { task: "regression", classCount: 0, x, y };
}

function classes(data: FitData, count: number): FitData {
  const cuts = data.y.slice().sort();
  const label = (value: number) => Math.min(count - 1, Math.floor((cuts.indexOf(value) * count) / cuts.length));
  return { ...data, task: "classification", classCount: count, y: data.y.map(label) };
}

describe("a forest", () => {
  it("learns the training rows by heart without bootstrap", () => {
    const data = planted(150, 1);
    const { model } = fitForest(data, { trees: 1, bootstrap: false });
    const predictions = forest.predict(model, data.x);
    const known = new Map(Array.from(data.y, (value, i) => [rowKey(data, i), value]));
    predictions.forEach((value, i) => expect(value).toBeCloseTo(known.get(rowKey(data, i)) as number, 9));
  });

  it("is the same for the same seed, and another for another", () => {
    const data = planted(100, 2);
    const first = fitForest(data, { trees: 9 });
    expect(fitForest(data, { trees: 9 })).toEqual(first);
    expect(fitForest(data, { trees: 9, seed: 1 }).model).not.toEqual(first.model);
  });

  it("does not depend on the order of the jobs", () => {
    const data = planted(100, 3);
    const backwards = (jobs: number) => Array.from({ length: jobs }, (_, i) => jobs - 1 - i);
    expect(fitForest(data, { trees: 14 }, backwards)).toEqual(fitForest(data, { trees: 14 }));
  });

  it("starts with the trees of a smaller one of the same seed", () => {
    const data = planted(80, 4);
    const small = fitForest(data, { trees: 3 }).model.trees;
    const large = fitForest(data, { trees: 10 }).model.trees;
    expect(large.feature.subarray(0, small.feature.length)).toEqual(small.feature);
    expect(large.value.subarray(0, small.value.length)).toEqual(small.value);
  });

  it("predicts within the range of the targets", () => {
    const values = fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 25,
    });
    fc.assert(
      fc.property(values, fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 25 }), (rows, y) => {
        const data = regression(rows, y.slice(0, rows.length));
        const predictions = forest.predict(fitForest(data, { trees: 3 }).model, data.x);
        const [low, high] = [Math.min(...data.y), Math.max(...data.y)];
        const slack = 1e-9 * Math.max(1, high - low);
        for (const value of predictions) {
          expect(value).toBeGreaterThanOrEqual(low - slack);
          expect(value).toBeLessThanOrEqual(high + slack);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("sees only the order of a column's values", () => {
    const data = planted(120, 5);
    const cube = { ...data.x, values: data.x.values.map((value) => Math.fround(value) ** 3 * 8) };
    const plain = fitForest(data, { trees: 4, maxDepth: 6 }).model;
    const bent = fitForest({ ...data, x: cube }, { trees: 4, maxDepth: 6 }).model;
    expect(bent.trees.feature).toEqual(plain.trees.feature);
    expect(bent.trees.value).toEqual(plain.trees.value);
  });

  it("keeps the limits on depth, leaves and splits", () => {
    const data = planted(200, 6);
    const shallow = fitForest(data, { trees: 5, maxDepth: 3 });
    expect(shallow.history.facts?.deepestLevel).toBe(3);
    const wide = fitForest(data, { trees: 1, bootstrap: false, minSamplesLeaf: 25 }).model;
    const leaves = new Map<number, number>();
    for (const value of forest.predict(wide, data.x)) leaves.set(value, (leaves.get(value) ?? 0) + 1);
    for (const rows of leaves.values()) expect(rows).toBeGreaterThanOrEqual(25);
    const whole = fitForest(data, { trees: 1, bootstrap: false, minSamplesSplit: 201 }).model;
    expect(whole.trees.feature).toEqual(Int32Array.of(-1));
  });

  it("tries few columns when told to, and still splits where it can", () => {
    const data = planted(150, 7);
    const { model } = fitForest(data, { trees: 20, maxFeatures: 0.05 });
    const used = model.importance.filter((share) => share > 0).length;
    expect(used).toBe(12);
    const all = fitForest(data, { trees: 20 }).model;
    expect(all.importance[0]).toBeGreaterThan(model.importance[0]);
  });

  it("gives every column that split a share, and most to what matters", () => {
    const { importance } = fitForest(planted(400, 8), { trees: 20 }).model;
    expect(importance.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(importance[0]).toBeGreaterThan(0.7);
    expect(importance[3]).toBeGreaterThan(importance[1]);
  });

  it("lowers the out-of-bag error as it grows", () => {
    const data = planted(400, 9);
    const noisy = { ...data, y: data.y.map((value, i) => value + 8 * Math.sin(37 * i)) };
    const { history } = fitForest(noisy, { trees: 40 });
    const errors = history.points.map((point) => point.oobRmse);
    expect(errors).toHaveLength(40);
    expect(errors[39]).toBeLessThan(errors[0] * 0.9);
    expect(history.facts?.oobRmse).toBe(errors[39]);
    expect(fitForest(planted(50, 9), { trees: 2, bootstrap: false }).history.points).toEqual([]);
  });

  it("counts a row of weight 2 as two rows, and one of weight 0 not at all", () => {
    const rows = [
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 2],
      [5, 0],
    ];
    const y = [1, 5, 2, 8, 3];
    const weighted = { ...regression(rows, y), weights: Float64Array.of(2, 1, 0, 1, 1) };
    const repeated = regression([rows[0], rows[0], rows[1], rows[3], rows[4]], [1, 1, 5, 8, 3]);
    const options = { trees: 1, bootstrap: false, maxDepth: 2 };
    const probe = csrOf([
      [1.4, 0],
      [3.1, 0],
      [4.2, 3],
    ]);
    expect(forest.predict(fitForest(weighted, options).model, probe)).toEqual(
      forest.predict(fitForest(repeated, options).model, probe),
    );
  });
});

describe("a forest of many rows", () => {
  const rows = 66_000;
  const column = Array.from({ length: rows }, (_, i) => [i % 1000]);
  const targets = (offset: number) => column.map(([value], i) => offset + Math.sqrt(value) + ((7 * i) % 11));
  const options = { trees: 2, maxDepth: 6 };

  it("keeps its values in 32 bits, to a millionth of what the targets span", () => {
    const { trees } = fitForest(regression(column, targets(0)), options).model;
    expect(trees.value).toBeInstanceOf(Float32Array);
    expect(trees.feature).toBeInstanceOf(Int16Array);
    const { trees: few } = fitForest(regression(column.slice(0, 65_000), targets(0).slice(0, 65_000)), options).model;
    expect(few.value).toBeInstanceOf(Float64Array);
    const data = regression(column, targets(0));
    const mean = data.y.reduce((a, b) => a + b, 0) / rows;
    const whole = fitForest(data, { ...options, bootstrap: false }).model;
    expect(Math.abs(whole.trees.value[0] / mean - 1)).toBeLessThan(6e-8);
  });

  it.each([1e9, 1e300])("keeps all 64 bits of targets about %f that lie close together", (offset) => {
    const { trees } = fitForest(regression(column, targets(offset)), options).model;
    expect(trees.value).toBeInstanceOf(Float64Array);
  });
});

describe("a forest of classes", () => {
  it.each([2, 3, 5])("gives probabilities that sum to 1 and finds %i classes", (count) => {
    const data = classes(planted(300, 10), count);
    const { model, history } = fitForest(data, { trees: 15 });
    const shares = forest.predict(model, data.x);
    let right = 0;
    for (let r = 0; r < data.x.rows; r++) {
      const row = shares.subarray(r * count, (r + 1) * count);
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      if (row.indexOf(Math.max(...row)) === data.y[r]) right++;
    }
    expect(right / data.x.rows).toBeGreaterThan(0.9);
    expect(history.facts?.oobError).toBeLessThan(0.5);
  });
});

describe("an explanation", () => {
  it("adds up to the prediction, columns that are absent taking part", () => {
    const data = planted(150, 11);
    const { model } = fitForest(data, { trees: 7 });
    const row = csrOf([[0, 0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0]]);
    const { base, columns, values } = forest.explain(model, row, 0);
    expect(base + values.reduce((a, b) => a + b, 0)).toBeCloseTo(forest.predict(model, row)[0], 9);
    expect(columns).toContain(0);
    expect([...columns]).toEqual([...columns].sort((a, b) => a - b));
  });

  it.each([2, 3])("adds up to the probability of each of %i classes", (count) => {
    const data = classes(planted(150, 12), count);
    const { model } = fitForest(data, { trees: 7 });
    const row = csrOf([[0.2, 0, 0, -0.5, 0, 1, 0, 0, 0, 0, 0, 0]]);
    for (let output = 0; output < count; output++) {
      const { base, values } = forest.explain(model, row, output);
      expect(base + values.reduce((a, b) => a + b, 0)).toBeCloseTo(forest.predict(model, row)[output], 6);
    }
  });
});

describe("a forest on little", () => {
  it("of one row predicts its target", () => {
    const { model } = fitForest(regression([[1, 2]], [7]), { trees: 2 });
    expect(
      forest.predict(
        model,
        csrOf([
          [0, 0],
          [9, 9],
        ]),
      ),
    ).toEqual(Float64Array.of(7, 7));
  });

  it("of equal targets has single leaves", () => {
    const { model } = fitForest(regression([[1], [2], [3]], [0.1, 0.1, 0.1]), { trees: 2 });
    expect(model.trees.feature.length).toBe(treeCount(model.trees));
    expect(forest.predict(model, csrOf([[5]]))[0]).toBe(0.1);
  });

  it("of constant columns and columns of zeros predicts means", () => {
    const { model } = fitForest(
      regression(
        [
          [4, 0],
          [4, 0],
          [4, 0],
          [4, 0],
        ],
        [1, 2, 3, 6],
      ),
      { trees: 1, bootstrap: false },
    );
    expect(forest.predict(model, csrOf([[4, 0]]))[0]).toBe(3);
    expect(model.importance).toEqual(Float64Array.of(0, 0));
  });

  it("names the missing value and the remedy", () => {
    expect(() =>
      fitForest(
        regression(
          [
            [1, 2],
            [3, NaN],
          ],
          [1, 2],
        ),
      ),
    ).toThrow(
      expect.objectContaining({ code: "not-finite", message: expect.stringContaining("column 1 is missing in row 1") }),
    );
  });

  it("refuses what it cannot be grown on", () => {
    const options = defaultOptions(FOREST_OPTIONS);
    const data = regression([[1], [2]], [1, 2]);
    const fit =
      (changed: Partial<FitData>, more = {}) =>
      () =>
        forest.fitJob({ ...data, ...changed }, { ...options, ...more }, { from: 0, to: 1 });
    expect(fit({ x: csrOf([], 3), y: new Float64Array(0) })).toThrow(expect.objectContaining({ code: "too-few-rows" }));
    expect(fit({ x: csrOf([[], []], 0) })).toThrow(expect.objectContaining({ code: "no-features" }));
    expect(fit({ y: Float64Array.of(1) })).toThrow(expect.objectContaining({ code: "length-mismatch" }));
    expect(fit({ y: Float64Array.of(1, NaN) })).toThrow(expect.objectContaining({ code: "not-finite" }));
    expect(fit({ weights: Float64Array.of(0, 0) })).toThrow(expect.objectContaining({ code: "not-finite" }));
    expect(fit({ y: Float64Array.of(1, -2) }, { criterion: "poisson" })).toThrow(
      expect.objectContaining({ code: "invalid-option" }),
    );
    expect(() => forest.predict(fitForest(data).model, csrOf([[1, 2]]))).toThrow(
      expect.objectContaining({ code: "length-mismatch" }),
    );
  });

  it("stops when told to", () => {
    const data = planted(50, 13);
    const options = defaultOptions(FOREST_OPTIONS);
    const stop = () => {
      throw Object.assign(new Error("stopped"), { name: "AbortError" });
    };
    const signal = { aborted: true, throwIfAborted: stop };
    expect(() => forest.fitJob(data, options, forest.jobs(fitShapeOf(data), options)[0], { signal })).toThrow(
      "stopped",
    );
  });
});

function rowKey({ x }: FitData, row: number): string {
  const entries = [x.indptr[row], x.indptr[row + 1]] as const;
  return `${x.indices.subarray(...entries).join()} ${x.values.subarray(...entries).join()}`;
}
