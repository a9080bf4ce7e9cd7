import { defaultOptions } from "../../core/options";
import { MLP_OPTIONS } from "../../core/models/mlp/options";
import type { MlpOptions } from "../../core/models/mlp/options";
import type { FitData, FitShape } from "../../core/models/model";
import { makeRng } from "../../core/random/xoshiro";
import type { CsrMatrix } from "../../core/sparse/csr";

/** Sparse rows with a target that depends on a few of their columns: something to train on, the same every time. */
export function makeSmallData(rows: number, columns: number, entriesPerRow: number): FitData {
  const rng = makeRng(20);
  const perRow = Math.max(1, Math.min(columns, entriesPerRow));
  const indptr = Uint32Array.from({ length: rows + 1 }, (_, i) => i * perRow);
  const indices = new Uint32Array(rows * perRow);
  const values = new Float64Array(rows * perRow);
  const y = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    // one column out of each of `perRow` equal ranges: ascending and distinct
    for (let k = 0; k < perRow; k++) {
      const from = Math.floor((k * columns) / perRow);
      const to = Math.floor(((k + 1) * columns) / perRow);
      const e = row * perRow + k;
      indices[e] = from + rng.below(to - from);
      values[e] = rng.float() + 0.1;
      y[row] += values[e] * Math.cos(indices[e]);
    }
  }
  const x: CsrMatrix = { rows, columns, indptr, indices, values };
  return { task: "regression", classCount: 0, x, y };
}

/** A network small enough to be trained on every backend at once, with all parts a real one has. */
export const SMALL_OPTIONS: MlpOptions = {
  ...defaultOptions(MLP_OPTIONS),
  hiddenLayers: [16, 8],
  batchSize: 20,
  learningRate: 0.01,
  l2: 0.01,
  epochs: 1,
  earlyStopping: false,
};

/** `rows` rows as wide and as full as those of `shape`, with its outputs. */
export function makeShapedData(shape: FitShape, rows: number): FitData {
  const data = makeSmallData(rows, shape.columns, Math.round(shape.entries / Math.max(1, shape.rows)));
  if (shape.task === "regression") return data;
  const { classCount } = shape;
  return { ...data, task: "classification", classCount, y: data.y.map((_, row) => row % classCount) };
}
