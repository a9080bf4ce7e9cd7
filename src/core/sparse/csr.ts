import { freeArray } from "../free-buffer";

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

/**
 * Matrices of consecutive rows as one, in memory from `allocate`. Empties `parts`: each is freed once it is copied, so
 * that a large matrix is not held twice. O(entries).
 */
export function joinRows(
  parts: CsrMatrix[],
  columns: number,
  allocate: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): CsrMatrix {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const entries = parts.reduce((sum, part) => sum + part.indices.length, 0);
  const indptr = new Uint32Array(allocate(4 * (rows + 1)));
  const indices = new Uint32Array(allocate(4 * entries));
  const values = new Float64Array(allocate(8 * entries));
  let row = 0;
  let entry = 0;
  for (let part = parts.shift(); part; part = parts.shift()) {
    for (let i = 1; i <= part.rows; i++) indptr[++row] = entry + part.indptr[i];
    indices.set(part.indices, entry);
    values.set(part.values, entry);
    entry += part.indices.length;
    freeArray(part.indices);
    freeArray(part.values);
  }
  return { rows, columns, indptr, indices, values };
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
