import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CsrMatrix } from "./csr";
import { joinRows, takeRows } from "./csr";

const rowsOf = ({ rows, indptr, indices, values }: CsrMatrix) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: indptr[row + 1] - indptr[row] }, (_, k) => [
      indices[indptr[row] + k],
      values[indptr[row] + k],
    ]),
  );

const matrices = fc.array(fc.array(fc.double({ noNaN: true }), { maxLength: 5 }), { maxLength: 12 }).map((rows) => ({
  rows: rows.length,
  columns: 5,
  indptr: Uint32Array.from([0, ...rows.map((_, i) => rows.slice(0, i + 1).reduce((sum, row) => sum + row.length, 0))]),
  indices: Uint32Array.from(rows.flatMap((row) => row.map((_, column) => column))),
  values: Float64Array.from(rows.flat()),
}));

describe("joinRows", () => {
  it("gives the matrix back that was cut anywhere", () => {
    fc.assert(
      fc.property(matrices, fc.nat(12), (matrix, cut) => {
        const at = Math.min(cut, matrix.rows);
        const positions = Array.from({ length: matrix.rows }, (_, row) => row);
        const parts = [takeRows(matrix, positions.slice(0, at)), takeRows(matrix, positions.slice(at))];
        const joined = joinRows(parts, matrix.columns);
        expect(rowsOf(joined)).toEqual(rowsOf(matrix));
        expect([joined.rows, joined.columns, parts.length]).toEqual([matrix.rows, 5, 0]);
      }),
    );
  });

  it("makes no rows of no parts", () => {
    expect(joinRows([], 3)).toMatchObject({ rows: 0, columns: 3, indptr: Uint32Array.of(0) });
  });
});
