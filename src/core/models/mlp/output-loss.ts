import { assertNever } from "../../errors";
import type { TrainingProblem, TrainingRows } from "./training-problem";
import { ownUnit } from "./target-transform";

/** Sums over rows; divide by `weight`. */
export interface LossSums {
  loss: number;
  squares: number;
  weight: number;
}

/** Where one block of outputs stands: row r of `block` starts at `start + r * stride`. */
export interface OutputLayout {
  readonly start: number;
  readonly stride: number;
  /** the rows of the data these outputs belong to */
  readonly rows: Uint32Array;
  readonly from: number;
  readonly count: number;
}

/**
 * Adds the loss of a block of outputs to `sums`, and, with `slopes`, turns the outputs in place into the slope of the
 * batch's mean loss with respect to them. For classification the outputs become probabilities first (softmax).
 */
export function outputLoss(
  problem: TrainingProblem,
  data: TrainingRows,
  block: Float32Array,
  layout: OutputLayout,
  sums: LossSums,
  slopes: boolean,
): void {
  const share = 1 / layout.count;
  for (let r = 0; r < layout.count; r++) {
    const row = layout.rows[layout.from + r];
    const weight = data.weights[row];
    const at = layout.start + r * layout.stride;
    if (problem.task === "regression") {
      const error = block[at] - data.put[row];
      const own = ownUnit(problem.target, block[at]) - data.own[row];
      sums.squares += weight * own * own;
      sums.loss += weight * regressionLoss(problem, error);
      if (slopes) block[at] = weight * share * regressionSlope(problem, error);
    } else {
      softmax(block, at, problem.classCount);
      const label = data.own[row];
      sums.loss -= weight * Math.log(Math.max(block[at + label], 1e-38));
      if (slopes) {
        block[at + label] -= 1;
        for (let k = 0; k < problem.classCount; k++) block[at + k] *= weight * share;
      }
    }
    sums.weight += weight;
  }
}

function regressionLoss({ options, huberDelta }: TrainingProblem, error: number): number {
  switch (options.loss) {
    case "squared":
      return (error * error) / 2;
    case "huber": {
      const size = Math.abs(error);
      return size <= huberDelta ? (error * error) / 2 : huberDelta * (size - huberDelta / 2);
    }
    default:
      return assertNever(options.loss);
  }
}

function regressionSlope({ options, huberDelta }: TrainingProblem, error: number): number {
  return options.loss === "huber" ? Math.max(-huberDelta, Math.min(huberDelta, error)) : error;
}

/** Turns `count` logits in place into probabilities that sum to 1. */
export function softmax(block: Float32Array | Float64Array, start: number, count: number): void {
  let largest = -Infinity;
  for (let k = 0; k < count; k++) largest = Math.max(largest, block[start + k]);
  let sum = 0;
  for (let k = 0; k < count; k++) {
    block[start + k] = Math.exp(block[start + k] - largest);
    sum += block[start + k];
  }
  for (let k = 0; k < count; k++) block[start + k] /= sum;
}
