import { DataError } from "../../errors";
import { checkOptions } from "../../options";
import type { CsrMatrix } from "../../sparse/csr";
import type { FitData, ModelKind } from "../model";
import { BASELINE_OPTIONS } from "./options";
import type { BaselineOptions } from "./options";

export interface BaselineModel {
  /** one constant for regression, the probability of each class for classification */
  readonly outputs: Float64Array;
}

/**
 * Says the same of every row: the mean or median of the training target, or the share of each class. What any model has
 * to beat.
 */
export const baseline: ModelKind<BaselineOptions, BaselineModel, BaselineModel, 0> = {
  kind: "baseline",
  label: "Baseline",
  purpose: "The same answer for every row: what any model has to beat.",
  tasks: ["regression", "classification"],
  options: BASELINE_OPTIONS,
  runsIn: "pool",
  usesValidation: () => false,
  jobs: () => [0],
  fitJob: fitBaseline,
  combine: ([model]) => ({ model, history: { unit: "step", points: [] } }),
  predict: ({ outputs }, x) => {
    const predicted = new Float64Array(x.rows * outputs.length);
    for (let row = 0; row < x.rows; row++) predicted.set(outputs, row * outputs.length);
    return predicted;
  },
  explain: (model, _row: CsrMatrix, output) => ({
    base: model.outputs[output],
    columns: new Uint32Array(0),
    values: new Float64Array(0),
  }),
  importance: () => null,
};

/** @throws {DataError} "invalid-option", "too-few-rows" */
export function fitBaseline(data: FitData, options: BaselineOptions): BaselineModel {
  checkOptions(BASELINE_OPTIONS, options);
  const { y, weights, task, classCount } = data;
  const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : y.length;
  if (!(total > 0)) throw new DataError("too-few-rows", "a model needs at least 1 training row with a weight, got 0");
  const weightOf = (row: number) => (weights ? weights[row] : 1);
  if (task === "classification") {
    const outputs = new Float64Array(classCount);
    y.forEach((label, row) => (outputs[label] += weightOf(row) / total));
    return { outputs };
  }
  if (options.statistic === "mean") {
    return { outputs: Float64Array.of(y.reduce((sum, value, row) => sum + (weightOf(row) / total) * value, 0)) };
  }
  return { outputs: Float64Array.of(weightedMedian(y, weightOf, total)) };
}

/** The middle value; halfway between two where half of the weight lies on either side. */
function weightedMedian(values: Float64Array, weightOf: (row: number) => number, total: number): number {
  const order = Array.from(values.keys())
    .filter((row) => weightOf(row) > 0)
    .sort((a, b) => values[a] - values[b]);
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    sum += weightOf(order[i]);
    if (sum > total / 2) return values[order[i]];
    if (sum === total / 2) return (values[order[i]] + values[order[i + 1]]) / 2;
  }
  return values[order[order.length - 1]];
}
