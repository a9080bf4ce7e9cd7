import { interventionalShap } from "../../explain/interventional-shap";
import { spreadRow } from "../tree/tree-prediction";
import type { CsrMatrix } from "../../sparse/csr";
import type { Contributions } from "../model";
import { treeCount } from "../tree/trees";
import type { ForestModel } from "./forest-model";

/** Exact Shapley values of one row of a forest against background rows; base and values add up to the prediction. */
export function forestShap(model: ForestModel, row: CsrMatrix, background: CsrMatrix, output: number): Contributions {
  const { trees, classCount } = model;
  const { feature, threshold, right, value, outputs } = trees;
  const isPair = classCount === 2;
  const at = isPair ? 0 : output;
  const turned = isPair && output === 0;
  const factor = (turned ? -1 : 1) / treeCount(trees);
  const walked = {
    start: trees.start,
    feature,
    next: (tree: number, node: number, dense: ArrayLike<number>) =>
      dense[feature[node]] <= threshold[node] ? node + 1 : trees.start[tree] + right[node],
    value: (_: number, node: number) => value[node * outputs + at] * factor,
  };
  const { base, parts } = interventionalShap(walked, spread(row, 0), denseRows(background));
  const columns = Uint32Array.from(parts.keys()).sort();
  const values = Float64Array.from(columns, (column) => parts.get(column)!);
  return { base: (turned ? 1 : 0) + base, columns, values };
}

function spread(x: CsrMatrix, row: number): Float32Array {
  const dense = new Float32Array(x.columns);
  spreadRow(x, row, dense);
  return dense;
}

function* denseRows(x: CsrMatrix): Generator<Float32Array> {
  for (let row = 0; row < x.rows; row++) yield spread(x, row);
}
