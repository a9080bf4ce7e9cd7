import type { FitShape } from "../model";

/** One tree's predictions for the followed rows it was not grown on; NaN for the others. `outputs` numbers a row. */
export type OutOfBagPredictions = Float32Array;

/**
 * Error of a growing forest on rows that none of the trees counted so far saw: root mean squared error, or for
 * classification the share of wrong labels. The order of the trees moves it by rounding alone. O(rows) a tree.
 */
export class OutOfBagError {
  trees = 0;
  private sums: Float64Array | null = null;
  private readonly counts: Float64Array;

  /** @param y targets of the followed rows */
  constructor(
    private readonly y: Float64Array,
    private readonly shape: Pick<FitShape, "task" | "classCount">,
  ) {
    this.counts = new Float64Array(y.length);
  }

  add(predictions: OutOfBagPredictions): void {
    this.trees++;
    const sums = (this.sums ??= new Float64Array(predictions.length));
    const outputs = this.outputs;
    for (let i = 0; i < this.y.length; i++) {
      if (Number.isNaN(predictions[i * outputs])) continue;
      this.counts[i]++;
      for (let k = 0; k < outputs; k++) sums[i * outputs + k] += predictions[i * outputs + k];
    }
  }

  /** null until some tree has left out a row */
  error(): number | null {
    const { sums, counts, y, shape } = this;
    if (!sums) return null;
    let error = 0;
    let rows = 0;
    for (let i = 0; i < y.length; i++) {
      if (counts[i] === 0) continue;
      rows++;
      if (shape.task === "regression") error += (sums[i] / counts[i] - y[i]) ** 2;
      else if (likeliest(sums, i, this.outputs, counts[i]) !== y[i]) error++;
    }
    if (rows === 0) return null;
    return shape.task === "regression" ? Math.sqrt(error / rows) : error / rows;
  }

  private get outputs(): number {
    return this.y.length === 0 || !this.sums ? 1 : this.sums.length / this.y.length;
  }
}

function likeliest(sums: Float64Array, row: number, outputs: number, count: number): number {
  if (outputs === 1) return sums[row] / count > 0.5 ? 1 : 0;
  let best = 0;
  for (let k = 1; k < outputs; k++) if (sums[row * outputs + k] > sums[row * outputs + best]) best = k;
  return best;
}
