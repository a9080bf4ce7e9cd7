import { interventionalShap } from "../../explain/interventional-shap";
import type { CsrMatrix } from "../../sparse/csr";
import type { Contributions } from "../model";
import { addScores, nextNode } from "./boosted-trees";
import { boostedModel, creditWeights, shareOf } from "./boosted-model";
import type { BoostedModel } from "./boosted-model";

/**
 * Exact Shapley values of one row of boosted trees against background rows. For regression base and values add up to the
 * prediction. For classification they are exact on the log-odds of the class against the others, then scaled so that
 * they add up to its probability from that of the background's mean scores.
 */
export function boostedShap(model: BoostedModel, row: CsrMatrix, background: CsrMatrix, output: number): Contributions {
  const { trees, classCount } = model;
  const outputs = model.base.length;
  const weights = creditWeights(model, row, output);
  const walked = {
    start: trees.start,
    feature: trees.feature,
    next: (tree: number, node: number, dense: ArrayLike<number>) =>
      nextNode(trees, trees.start[tree], node, dense as Float64Array),
    value: (tree: number, node: number) => weights[tree % outputs] * trees.value[node],
  };
  const { base, parts } = interventionalShap(walked, spread(row, 0), denseRows(background));
  const columns = Uint32Array.from(parts.keys()).sort();
  const values = Float64Array.from(columns, (column) => parts.get(column)!);
  if (classCount === 0) return { base: model.base[0] + base, columns, values };
  const prediction = boostedModel.predict(model, row)[output];
  const start = shareOf(meanScores(model, background), classCount === 2 && outputs === 1, output);
  const total = values.reduce((a, b) => a + b, 0);
  if (Math.abs(total) < 1e-12) return { base: prediction, columns, values: values.fill(0) };
  const factor = (prediction - start) / total;
  return { base: start, columns, values: values.map((value) => value * factor) };
}

function meanScores(model: BoostedModel, background: CsrMatrix): Float64Array {
  const outputs = model.base.length;
  const scores = new Float64Array(background.rows * outputs);
  addScores(model.trees, background, scores, { outputs, from: 0, to: model.trees.start.length - 1 });
  const mean = Float64Array.from(model.base);
  scores.forEach((score, i) => (mean[i % outputs] += score / background.rows));
  return mean;
}

function spread(x: CsrMatrix, row: number): Float64Array {
  const dense = new Float64Array(x.columns);
  for (let e = x.indptr[row]; e < x.indptr[row + 1]; e++) dense[x.indices[e]] = x.values[e];
  return dense;
}

function* denseRows(x: CsrMatrix): Generator<Float64Array> {
  for (let row = 0; row < x.rows; row++) yield spread(x, row);
}
