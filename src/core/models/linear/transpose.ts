import type { CsrMatrix } from "../../sparse/csr";

/** The same matrix by columns: row `j` of the result is column `j`, its entries in ascending order of the row. O(entries). */
export function transpose(matrix: CsrMatrix): CsrMatrix {
  const { rows, columns } = matrix;
  const indptr = new Uint32Array(columns + 1);
  for (const column of matrix.indices) indptr[column + 1]++;
  for (let j = 0; j < columns; j++) indptr[j + 1] += indptr[j];
  const next = indptr.slice(0, columns);
  const indices = new Uint32Array(matrix.indices.length);
  const values = new Float64Array(matrix.indices.length);
  for (let row = 0; row < rows; row++) {
    for (let e = matrix.indptr[row]; e < matrix.indptr[row + 1]; e++) {
      const place = next[matrix.indices[e]]++;
      indices[place] = row;
      values[place] = matrix.values[e];
    }
  }
  return { rows: columns, columns: rows, indptr, indices, values };
}
