import type { CentredDesign } from "./centred-design";

/**
 * A centred design with its columns scaled, laid out both ways: solvers that multiply by it and by its transpose in turn read
 * both in order and only gather, since scattering sums costs twice as much.
 */
export interface ScaledOperator {
  readonly rows: number;
  readonly columns: number;
  /** `into` becomes the operator times `vector` (one number a column). O(entries + columns). */
  multiply(vector: Float64Array, into: Float64Array): void;
  /** `into` becomes the transposed operator times `vector` (one number a row). O(entries + columns). */
  multiplyTransposed(vector: Float64Array, into: Float64Array): void;
}

/**
 * `design` times the diagonal of `scale`. O(entries) once, and a copy of the entries each way, or by columns alone where the
 * values of the design may be overwritten.
 */
export function scaleDesign(
  { x, means, scales }: CentredDesign,
  scale: Float64Array,
  mayOverwrite = false,
): ScaledOperator {
  const { rows, columns } = x;
  const entries = x.indptr[rows];
  // Signed numbers are indices as they are; unsigned ones are tested for their highest bit at every use.
  const rowStarts = Int32Array.from(x.indptr);
  const rowIndices = new Int32Array(x.indices.buffer, x.indices.byteOffset, entries);
  const rowValues = mayOverwrite ? x.values : new Float64Array(entries);
  const columnStarts = new Int32Array(columns + 1);
  for (let e = 0; e < entries; e++) columnStarts[rowIndices[e] + 1]++;
  for (let j = 0; j < columns; j++) columnStarts[j + 1] += columnStarts[j];
  const next = columnStarts.slice();
  const columnIndices = new Int32Array(entries);
  const columnValues = new Float64Array(entries);
  for (let row = 0; row < rows; row++) {
    const weight = scales ? scales[row] : 1;
    for (let e = rowStarts[row]; e < rowStarts[row + 1]; e++) {
      const column = rowIndices[e];
      const value = weight * x.values[e] * scale[column];
      const place = next[column]++;
      rowValues[e] = value;
      columnIndices[place] = row;
      columnValues[place] = value;
    }
  }
  const scaledMeans = means.map((mean, j) => mean * scale[j]);
  return {
    rows,
    columns,
    multiply(vector, into) {
      let shift = 0;
      for (let j = 0; j < columns; j++) shift += scaledMeans[j] * vector[j];
      gather(rowStarts, rowIndices, rowValues, vector, into);
      for (let row = 0; row < rows; row++) into[row] -= scales ? scales[row] * shift : shift;
    },
    multiplyTransposed(vector, into) {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += scales ? scales[row] * vector[row] : vector[row];
      gather(columnStarts, columnIndices, columnValues, vector, into);
      for (let j = 0; j < columns; j++) into[j] -= sum * scaledMeans[j];
    },
  };
}

/** Four sums at a time: one alone would wait for itself at every entry. */
function gather(
  starts: Int32Array,
  indices: Int32Array,
  values: Float64Array,
  vector: Float64Array,
  into: Float64Array,
): void {
  let e = 0;
  for (let i = 0; i < into.length; i++) {
    const end = starts[i + 1];
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (const last = end - 3; e < last; e += 4) {
      a += values[e] * vector[indices[e]];
      b += values[e + 1] * vector[indices[e + 1]];
      c += values[e + 2] * vector[indices[e + 2]];
      d += values[e + 3] * vector[indices[e + 3]];
    }
    for (; e < end; e++) a += values[e] * vector[indices[e]];
    into[i] = a + b + (c + d);
  }
}
