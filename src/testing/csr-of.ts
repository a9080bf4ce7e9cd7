import { makeRng } from "../core/random/xoshiro";
import type { CsrMatrix } from "../core/sparse/csr";

/** The sparse form of rows written out in full. */
export function csrOf(rows: readonly (readonly number[])[], columns = rows[0]?.length ?? 0): CsrMatrix {
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
    columns,
    indptr: Uint32Array.from(indptr),
    indices: Uint32Array.from(indices),
    values: Float64Array.from(values),
  };
}

/** A seeded sparse matrix, entries uniform in [-1, 1), about `density` of them there. */
export function randomCsr(rows: number, columns: number, density: number, seed: number): CsrMatrix {
  const rng = makeRng(seed);
  const row = () => Array.from({ length: columns }, () => (rng.float() < density ? 2 * rng.float() - 1 : 0));
  return csrOf(Array.from({ length: rows }, row), columns);
}
