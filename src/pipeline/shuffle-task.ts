import type { JobContext } from "../core/job";
import { logLoss } from "../core/metrics/probability-scores";
import { regressionMetrics } from "../core/metrics/regression";
import type { ModelKindName } from "../core/models/kinds";
import type { FitData } from "../core/models/model";
import { permutationImportance } from "../core/models/permutation-importance";
import { modelKindOf } from "../core/models/registry";

/** Rows that the model was not fitted on. */
export type HeldRows = Pick<FitData, "task" | "classCount" | "x" | "y">;

export interface HeldErrorTask {
  readonly kind: ModelKindName;
  readonly model: unknown;
  readonly data: HeldRows;
}

export interface ShuffleTask extends HeldErrorTask {
  /** of the matrix, shuffled together */
  readonly columns: readonly number[];
  /** error of the rows as they are */
  readonly before: number;
  readonly repeats: number;
  readonly seed: number;
}

/** RMSE, or for classes the log loss, which unlike the share of wrong labels moves with every probability. */
export function heldError({ kind, model, data }: HeldErrorTask): { error: number } {
  return { error: errorOf(data)(modelKindOf(kind).predict(model, data.x)) };
}

/** How much higher the error is with these columns shuffled: the mean over the repeats, and their deviation. */
export function shuffleColumns(task: ShuffleTask, context: JobContext): { mean: number; deviation: number } {
  const { kind, model, data, columns, before, repeats, seed } = task;
  const [{ mean, deviation }] = permutationImportance(
    {
      x: data.x,
      groups: [{ name: "", columns }],
      predict: (x) => modelKindOf(kind).predict(model, x),
      error: errorOf(data),
      before,
      repeats,
      seed,
    },
    context,
  );
  return { mean, deviation };
}

function errorOf({ task, classCount, y }: HeldRows): (predictions: Float64Array) => number {
  return task === "regression"
    ? (predictions) => regressionMetrics(y, predictions).rmse
    : (predictions) => logLoss(y, predictions, classCount);
}
