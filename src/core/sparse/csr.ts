/**
 * A sparse matrix, rows compressed: row `i` holds columns `indices[indptr[i] .. indptr[i + 1])`, ascending, with
 * `values` beside them. Stored zeros are allowed but nobody writes them on purpose; NaN means missing.
 */
export interface CsrMatrix {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 entries */
  readonly indptr: Uint32Array;
  readonly indices: Uint32Array;
  readonly values: Float64Array;
}

/** Bytes held by the three arrays. */
export function csrBytes(matrix: CsrMatrix): number {
  return matrix.indptr.byteLength + matrix.indices.byteLength + matrix.values.byteLength;
}

/** Bytes a matrix of so many rows and entries takes. */
export function forecastCsrBytes(rows: number, entries: number): number {
  return 4 * (rows + 1) + 12 * entries;
}

/** The rows at the given positions, in the given order; a position may repeat. O(entries taken). */
export function takeRows(matrix: CsrMatrix, positions: ArrayLike<number>): CsrMatrix {
  const indptr = new Uint32Array(positions.length + 1);
  for (let i = 0; i < positions.length; i++) {
    indptr[i + 1] = indptr[i] + matrix.indptr[positions[i] + 1] - matrix.indptr[positions[i]];
  }
  const indices = new Uint32Array(indptr[positions.length]);
  const values = new Float64Array(indptr[positions.length]);
  for (let i = 0; i < positions.length; i++) {
    const from = matrix.indptr[positions[i]];
    const to = matrix.indptr[positions[i] + 1];
    indices.set(matrix.indices.subarray(from, to), indptr[i]);
    values.set(matrix.values.subarray(from, to), indptr[i]);
  }
  return { rows: positions.length, columns: matrix.columns, indptr, indices, values };
}
