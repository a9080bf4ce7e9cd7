import type { JobContext } from "../core/job";
import { elasticNetPath } from "../core/models/linear/elastic-net/elastic-net";
import { predictLinear } from "../core/models/linear/linear-model";
import type { LinearModel } from "../core/models/linear/linear-model";
import type { FitData } from "../core/models/model";
import { ridgePath } from "../core/models/ridge/ridge-path";
import { nowMs } from "./clock";

/** Models that have a path, with the name of the option it runs over. */
export type PathKind = "ridge" | "elasticNet";

export interface PenaltyPathTask {
  readonly kind: PathKind;
  readonly options: { readonly fitIntercept: boolean; readonly l1Ratio?: number };
  /** `validation` judges the penalties; it is no part of what they are fitted on */
  readonly data: FitData;
}

/** One linear model for each of many penalties, strongest first. */
export interface PenaltyPath {
  readonly alphas: readonly number[];
  /** RMSE in the target's unit */
  readonly train: readonly number[];
  readonly validation: readonly number[];
  /** features with a weight */
  readonly kept: readonly number[];
  /** index of the penalty with the least validation RMSE */
  readonly best: number;
  /** the columns that weigh most at the best penalty, with their coefficient at every penalty */
  readonly lines: readonly { readonly column: number; readonly coefficients: readonly number[] }[];
  readonly elapsedMs: number;
}

const PENALTIES = 100;
const LINES = 12;
const STRONGEST_RIDGE = 1e5;
const WEAKEST_RIDGE = 1e-2;

/** Fits the whole path on the training rows and scores every point on the validation rows. */
export function fitPenaltyPath({ kind, options, data }: PenaltyPathTask, context: JobContext): PenaltyPath {
  const started = nowMs();
  const points =
    kind === "ridge"
      ? ridgePath(data, { alphas: ridgeAlphas(), ...options }, context)
      : lassoPath(data, options, context);
  const rmse = (part: Pick<FitData, "x" | "y">) =>
    points.map(({ model }) => rmseOf(part.y, predictLinear(model, part.x)));
  const validation = rmse(data.validation ?? data);
  const best = validation.indexOf(Math.min(...validation));
  return {
    alphas: points.map(({ alpha }) => alpha),
    train: rmse(data),
    validation,
    kept: points.map(({ model }) => model.coefficients.reduce((sum, weight) => sum + (weight === 0 ? 0 : 1), 0)),
    best,
    lines: heaviest(points[best].model).map((column) => ({
      column,
      coefficients: points.map(({ model }) => model.coefficients[column]),
    })),
    elapsedMs: nowMs() - started,
  };
}

function rmseOf(actual: Float64Array, predicted: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i++) sum += (actual[i] - predicted[i]) ** 2;
  return Math.sqrt(sum / actual.length);
}

function lassoPath(data: FitData, { fitIntercept, l1Ratio = 1 }: PenaltyPathTask["options"], context: JobContext) {
  return elasticNetPath(data, { l1Ratio, fitIntercept, count: PENALTIES }, context);
}

function ridgeAlphas(): number[] {
  const factor = WEAKEST_RIDGE / STRONGEST_RIDGE;
  return Array.from({ length: PENALTIES }, (_, i) => STRONGEST_RIDGE * factor ** (i / (PENALTIES - 1)));
}

function heaviest({ importance }: LinearModel): number[] {
  return [...importance.keys()].sort((a, b) => importance[b] - importance[a] || a - b).slice(0, LINES);
}
