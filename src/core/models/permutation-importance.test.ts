import { describe, expect, it } from "vitest";
import { csrOf, randomCsr } from "../../testing/csr-of";
import type { CsrMatrix } from "../sparse/csr";
import { dealColumns, permutationImportance } from "./permutation-importance";

/** Twice column 0 plus column 1; column 2 plays no part. */
function predict(x: CsrMatrix): Float64Array {
  const y = new Float64Array(x.rows);
  for (let row = 0; row < x.rows; row++) {
    for (let k = x.indptr[row]; k < x.indptr[row + 1]; k++) y[row] += [2, 1, 0, 0][x.indices[k]] * x.values[k];
  }
  return y;
}

function columnOf(x: CsrMatrix, column: number): number[] {
  return Array.from({ length: x.rows }, (_, row) => {
    const at = x.indices.subarray(x.indptr[row], x.indptr[row + 1]).indexOf(column);
    return at < 0 ? 0 : x.values[x.indptr[row] + at];
  });
}

describe("permutationImportance", () => {
  const x = randomCsr(400, 4, 0.6, 1);
  const y = predict(x);
  const error = (predictions: Float64Array) => predictions.reduce((sum, p, i) => sum + (p - y[i]) ** 2, 0) / y.length;
  const groups = [0, 1, 2].map((column) => ({ name: `column ${column}`, columns: [column] }));

  it("is twice the variance that a column contributes, and 0 for one without a part", () => {
    const found = permutationImportance({ x, groups, predict, error, repeats: 20, seed: 0 });
    const expected = [2, 1, 0].map((weight, column) => {
      const values = columnOf(x, column);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return (2 * weight ** 2 * values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / values.length;
    });
    found.forEach(({ mean, deviation }, i) => {
      expect(Math.abs(mean - expected[i])).toBeLessThanOrEqual(4 * (deviation / Math.sqrt(20)) + 1e-12);
    });
    expect(found[2].mean).toBe(0);
    expect(found.map(({ name }) => name)).toEqual(["column 0", "column 1", "column 2"]);
  });

  it("is the same for the same seed", () => {
    const once = () => permutationImportance({ x, groups, predict, error, repeats: 2, seed: 3 });
    expect(once()).toEqual(once());
  });

  it("needs two rows", () => {
    const one = { x: csrOf([[1, 2]]), groups: [], predict, error, repeats: 1, seed: 0 };
    expect(() => permutationImportance(one)).toThrow(expect.objectContaining({ code: "too-few-rows" }));
  });
});

describe("dealColumns", () => {
  it("deals the group's values out together and leaves the others", () => {
    const rows = Array.from({ length: 30 }, (_, i) => [i + 1, i % 3, i % 2 === 0 ? 0 : i + 100, i + 1]);
    const x = csrOf(rows);
    const dealt = dealColumns(x, [0, 3], 5);
    expect(columnOf(dealt, 1)).toEqual(columnOf(x, 1));
    expect(columnOf(dealt, 2)).toEqual(columnOf(x, 2));
    expect(columnOf(dealt, 0)).toEqual(columnOf(dealt, 3));
    expect(columnOf(dealt, 0)).not.toEqual(columnOf(x, 0));
    expect(columnOf(dealt, 0).sort((a, b) => a - b)).toEqual(columnOf(x, 0));
  });
});
