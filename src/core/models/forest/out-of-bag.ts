import type { FitShape } from "../model";

/** Rows whose out-of-bag error is followed; more would cost memory and change the figure by less than its noise. */
const MOST_ROWS = 16384;

/** Evenly spaced rows, all of them where there are not too many. */
export function followedRows(rows: number): Uint32Array {
  const count = Math.min(rows, MOST_ROWS);
  return Uint32Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count));
}

/** One tree's predictions for the followed rows it was not grown on; NaN for the others. `outputs` numbers a row. */
export type OutOfBagPredictions = Float32Array;

/**
 * Error of the forest's first 1, 2, 3 ... trees on rows that none of the counted trees saw: root mean squared error, or
 * for classification the share of wrong labels. A point starts once a row has been left out by some tree.
 */
export function outOfBagCurve(
  trees: readonly OutOfBagPredictions[],
  y: Float64Array,
  shape: Pick<FitShape, "task" | "classCount">,
): { trees: number; error: number }[] {
  const outputs = y.length === 0 || trees.length === 0 ? 1 : trees[0].length / y.length;
  const sums = new Float64Array(y.length * outputs);
  const counts = new Float64Array(y.length);
  const points: { trees: number; error: number }[] = [];
  trees.forEach((predictions, tree) => {
    let error = 0;
    let rows = 0;
    for (let i = 0; i < y.length; i++) {
      if (!Number.isNaN(predictions[i * outputs])) {
        counts[i]++;
        for (let k = 0; k < outputs; k++) sums[i * outputs + k] += predictions[i * outputs + k];
      }
      if (counts[i] === 0) continue;
      rows++;
      if (shape.task === "regression") error += (sums[i] / counts[i] - y[i]) ** 2;
      else if (likeliest(sums, i, outputs, counts[i]) !== y[i]) error++;
    }
    if (rows > 0)
      points.push({ trees: tree + 1, error: shape.task === "regression" ? Math.sqrt(error / rows) : error / rows });
  });
  return points;
}

function likeliest(sums: Float64Array, row: number, outputs: number, count: number): number {
  if (outputs === 1) return sums[row] / count > 0.5 ? 1 : 0;
  let best = 0;
  for (let k = 1; k < outputs; k++) if (sums[row * outputs + k] > sums[row * outputs + best]) best = k;
  return best;
}
