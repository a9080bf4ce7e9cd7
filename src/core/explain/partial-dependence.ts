import { quantiles } from "../metrics/quantile";
import type { JobContext } from "../job";
import type { CsrMatrix } from "../sparse/csr";

/** Of every point, for every output: the mean over the rows, and what the middle 80% of them say. */
export interface Dependence {
  /** points x outputs */
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** the same of each row's change since the first point of `anchor` */
  readonly centredLow: Float64Array;
  readonly centredHigh: Float64Array;
  /** single rows: points x rows asked for x outputs */
  readonly individual: Float64Array;
}

export interface DependenceTask {
  readonly x: CsrMatrix;
  /** of the matrix: set in every row, whatever the row held there */
  readonly columns: ArrayLike<number>;
  /** points x columns */
  readonly grid: Float64Array;
  /** what the columns are where changes are counted from */
  readonly anchor: Float64Array;
  /** rows whose own curve is wanted */
  readonly individual: ArrayLike<number>;
  readonly outputs: number;
  readonly predict: (x: CsrMatrix) => Float64Array;
}

/**
 * Partial dependence (Friedman 2001) by brute force, as scikit-learn's `partial_dependence(method="brute")`: at each point of
 * the grid the columns are set to it in every row and the predictions are averaged; single rows give their individual
 * conditional expectation (Goldstein et al. 2015). One prediction of all rows for each point and one for the anchor.
 */
export function partialDependence(task: DependenceTask, context: JobContext = {}): Dependence {
  const { x, columns, grid, outputs, individual } = task;
  const points = grid.length / columns.length;
  const result = {
    mean: new Float64Array(points * outputs),
    low: new Float64Array(points * outputs),
    high: new Float64Array(points * outputs),
    centredLow: new Float64Array(points * outputs),
    centredHigh: new Float64Array(points * outputs),
    individual: new Float64Array(points * individual.length * outputs),
  };
  const start = task.predict(setColumns(x, columns, task.anchor));
  const own = new Float64Array(x.rows);
  for (let point = 0; point < points; point++) {
    context.signal?.throwIfAborted();
    const values = grid.subarray(point * columns.length, (point + 1) * columns.length);
    const predicted = task.predict(setColumns(x, columns, values));
    for (let k = 0; k < outputs; k++) {
      const at = point * outputs + k;
      let sum = 0;
      for (let row = 0; row < x.rows; row++) {
        own[row] = predicted[row * outputs + k];
        sum += own[row];
      }
      result.mean[at] = sum / x.rows;
      [result.low[at], result.high[at]] = quantiles(own, [0.1, 0.9]);
      for (let row = 0; row < x.rows; row++) own[row] -= start[row * outputs + k];
      [result.centredLow[at], result.centredHigh[at]] = quantiles(own, [0.1, 0.9]);
      for (let i = 0; i < individual.length; i++) {
        result.individual[(point * individual.length + i) * outputs + k] = predicted[individual[i] * outputs + k];
      }
    }
    context.onProgress?.({ done: point + 1, total: points, unit: "points" });
  }
  return result;
}

/** The matrix with these columns of every row set to `values`; zeros are not stored. */
export function setColumns(x: CsrMatrix, columns: ArrayLike<number>, values: ArrayLike<number>): CsrMatrix {
  const isSet = new Uint8Array(x.columns);
  for (let i = 0; i < columns.length; i++) isSet[columns[i]] = 1;
  const put = Array.from(columns, (column, i) => ({ column, value: values[i] }))
    .filter(({ value }) => value !== 0)
    .sort((a, b) => a.column - b.column);
  const indptr = new Uint32Array(x.rows + 1);
  const indices = new Uint32Array(x.indptr[x.rows] + put.length * x.rows);
  const data = new Float64Array(indices.length);
  let at = 0;
  for (let row = 0; row < x.rows; row++) {
    let next = 0;
    const place = (before: number) => {
      for (; next < put.length && put[next].column < before; next++) {
        indices[at] = put[next].column;
        data[at++] = put[next].value;
      }
    };
    for (let e = x.indptr[row]; e < x.indptr[row + 1]; e++) {
      if (isSet[x.indices[e]] === 1) continue;
      place(x.indices[e]);
      indices[at] = x.indices[e];
      data[at++] = x.values[e];
    }
    place(Infinity);
    indptr[row + 1] = at;
  }
  return { rows: x.rows, columns: x.columns, indptr, indices: indices.slice(0, at), values: data.slice(0, at) };
}

/** One column of the matrix, absent entries as 0. */
export function columnOf(x: CsrMatrix, column: number): Float64Array {
  const values = new Float64Array(x.rows);
  for (let row = 0; row < x.rows; row++) {
    for (let e = x.indptr[row]; e < x.indptr[row + 1] && x.indices[e] <= column; e++) {
      if (x.indices[e] === column) values[row] = x.values[e];
    }
  }
  return values;
}

/**
 * Where a column is looked at, as scikit-learn chooses it: every distinct value where there are fewer than `resolution`, else as
 * many steps of equal width from the 5th to the 95th percentile (scipy's `mquantiles`). Missing values are left out;
 * empty where nothing is left.
 */
export function dependenceGrid(values: Float64Array, resolution: number): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct = known.filter((value, i) => i === 0 || value !== known[i - 1]);
  if (distinct.length < resolution) return distinct;
  const low = plottingQuantile(known, 0.05);
  const high = plottingQuantile(known, 0.95);
  if (high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high))) {
    return Float64Array.of(distinct[0], distinct[distinct.length - 1]);
  }
  return Float64Array.from({ length: resolution }, (_, i) =>
    i === resolution - 1 ? high : low + ((high - low) / (resolution - 1)) * i,
  );
}

/** scipy's `mquantiles` with its default plotting positions (0.4, 0.4), of ascending values. */
function plottingQuantile(sorted: Float64Array, p: number): number {
  const n = sorted.length;
  const position = n * p + 0.4 + p * 0.2;
  const k = Math.floor(Math.min(Math.max(position, 1), n - 1));
  const share = Math.min(Math.max(position - k, 0), 1);
  return (1 - share) * sorted[k - 1] + share * sorted[k];
}
