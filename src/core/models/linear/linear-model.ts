import type { CsrMatrix } from "../../sparse/csr";
import type { Contributions } from "../model";
import type { CentredDesign } from "./centred-design";
import { columnDeviations } from "./centred-design";

/** `intercept + coefficients · row`. */
export interface LinearModel {
  readonly intercept: number;
  /** one a column of the matrix */
  readonly coefficients: Float64Array;
  /** size of the coefficient times the column's standard deviation in training: what the column usually moves */
  readonly importance: Float32Array;
}

/** The model of coefficients found on centred columns. */
export function uncentre(design: CentredDesign, targetMean: number, coefficients: Float64Array): LinearModel {
  let shift = 0;
  for (let j = 0; j < coefficients.length; j++) shift += design.means[j] * coefficients[j];
  const deviations = columnDeviations(design);
  return {
    intercept: targetMean - shift,
    coefficients,
    importance: Float32Array.from(coefficients, (coefficient, j) => Math.abs(coefficient) * deviations[j]),
  };
}

/** One number a row. O(entries). */
export function predictLinear({ intercept, coefficients }: LinearModel, x: CsrMatrix): Float64Array {
  const { indptr, indices, values } = x;
  const predicted = new Float64Array(x.rows);
  for (let row = 0; row < x.rows; row++) {
    let sum = intercept;
    for (let e = indptr[row], end = indptr[row + 1]; e < end; e++) sum += values[e] * coefficients[indices[e]];
    predicted[row] = sum;
  }
  return predicted;
}

/** Coefficient times value for each entry of a one-row matrix, over the intercept: exact. */
export function explainLinear({ intercept, coefficients }: LinearModel, row: CsrMatrix): Contributions {
  const columns = row.indices.slice(row.indptr[0], row.indptr[1]);
  return {
    base: intercept,
    columns,
    values: Float64Array.from(columns, (column, i) => coefficients[column] * row.values[row.indptr[0] + i]),
  };
}
