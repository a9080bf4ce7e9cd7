import { predictMlp } from "../../core/models/mlp/predict";
import { makeSparseTrainer } from "../../core/models/mlp/sparse-trainer";
import { trainNetwork } from "../../core/models/mlp/training-loop";
import { makeTrainingProblem } from "../../core/models/mlp/training-problem";
import type { NetworkTrainer } from "../../core/models/mlp/network-trainer";
import type { TrainingProblem } from "../../core/models/mlp/training-problem";
import { makeSmallData, SMALL_OPTIONS } from "./small-problem";

/** The largest difference from the CPU that is rounding and not an error, relative to the largest prediction. */
export const AGREES_WITHIN = 1e-3;

/** What a small network says after one epoch, and the loss of that epoch. */
export interface Outcome {
  readonly predictions: Float64Array;
  readonly loss: number;
}

export const SMALL_PROBLEM: TrainingProblem = makeTrainingProblem(makeSmallData(90, 60, 6), SMALL_OPTIONS);

export async function trainSmall(trainer: NetworkTrainer): Promise<Outcome> {
  const { model, history } = await trainNetwork(SMALL_PROBLEM, trainer);
  return { predictions: predictMlp(model, SMALL_PROBLEM.train.x), loss: history.points.at(-1)!.train };
}

let reference: Promise<Outcome> | undefined;

/** The same on plain typed arrays, in no backend at all: what the others are measured against. */
export function referenceOutcome(): Promise<Outcome> {
  reference ??= trainSmall(makeSparseTrainer(SMALL_PROBLEM, "plain"));
  return reference;
}

/** Largest relative difference in predictions or loss; NaN when either is not a number. */
export function difference(a: Outcome, b: Outcome): number {
  let largest = 0;
  let apart = 0;
  a.predictions.forEach((value, i) => {
    largest = Math.max(largest, Math.abs(b.predictions[i]));
    // not Math.max: it would have to see a NaN, and this keeps one
    const gap = Math.abs(value - b.predictions[i]);
    if (!(gap <= apart)) apart = gap;
  });
  const inLoss = Math.abs(a.loss - b.loss) / Math.abs(b.loss);
  return Math.max(apart / largest, inLoss);
}
