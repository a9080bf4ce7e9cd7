import type { JobContext } from "../../../job";
import { checkOptions } from "../../../options";
import type { FitData, ModelKind } from "../../model";
import { centre } from "../centred-design";
import { explainLinear, predictLinear, uncentre } from "../linear-model";
import type { LinearModel } from "../linear-model";
import { descend, startDescent } from "./coordinate-descent";
import type { DescentState } from "./coordinate-descent";
import { ELASTIC_NET_OPTIONS } from "./options";
import type { ElasticNetOptions } from "./options";

const TOLERANCE = 1e-13;
const MOST_SWEEPS = 20_000;
/** Steps on the way to the penalty asked for, by factors of about this: faster than going there at once. */
const APPROACH = 0.5;

export interface ElasticNetPart {
  readonly model: LinearModel;
  readonly sweeps: number;
}

/**
 * Least squares with a penalty that drops features: scikit-learn's `ElasticNet` (and `Lasso`, with `l1Ratio` 1), same
 * objective, solved further than its default tolerance. The intercept is not penalised.
 */
export const elasticNet: ModelKind<ElasticNetOptions, LinearModel, ElasticNetPart, 0> = {
  kind: "elasticNet",
  label: "Lasso",
  purpose: "A weight for the few words that matter; the others are dropped.",
  tasks: ["regression"],
  options: ELASTIC_NET_OPTIONS,
  runsIn: "pool",
  usesValidation: () => false,
  jobs: () => [0],
  fitJob: (data, options, _job, context) => fitElasticNet(data, options, context),
  combine: ([{ model, sweeps }]) => ({
    model,
    history: {
      unit: "sweep",
      points: [],
      facts: {
        solver: "coordinate descent",
        sweeps,
        "features kept": model.coefficients.filter((value) => value !== 0).length,
      },
    },
  }),
  predict: predictLinear,
  explain: explainLinear,
  importance: (model) => Float64Array.from(model.importance),
};

/** @throws {DataError} "invalid-option", "too-few-rows", "length-mismatch", "not-finite" */
export function fitElasticNet(data: FitData, options: ElasticNetOptions, context: JobContext = {}): ElasticNetPart {
  checkOptions(ELASTIC_NET_OPTIONS, options);
  const { alpha, l1Ratio } = options;
  const { state, mean } = begin(data, options.fitIntercept);
  let sweeps = 0;
  let previous = largestAlpha(state, l1Ratio);
  while (previous * APPROACH > alpha) {
    const next = previous * APPROACH;
    sweeps += solve(state, { alpha: next, previous, l1Ratio, tolerance: 1e-6 }, context);
    previous = next;
  }
  sweeps += solve(state, { alpha, previous: Math.max(previous, alpha), l1Ratio, tolerance: TOLERANCE }, context);
  return { model: uncentre(state.design, mean, state.coefficients), sweeps };
}

export interface ElasticNetPathPoint {
  readonly alpha: number;
  readonly model: LinearModel;
  /** features with a weight */
  readonly kept: number;
}

export interface ElasticNetPathOptions {
  readonly l1Ratio: number;
  readonly fitIntercept: boolean;
  /** how many penalties, evenly spaced by factors. Default 100 */
  readonly count?: number;
  /** the smallest penalty as a share of the largest. Default 0.001 */
  readonly smallest?: number;
  /** share of the target's variance that a last sweep may still gain. Default 1e-7 */
  readonly tolerance?: number;
}

/**
 * Models from the least penalty that drops every feature down to `smallest` of it, as scikit-learn's `enet_path` spaces
 * them, each started where the last one ended.
 *
 * @throws {DataError} "too-few-rows", "length-mismatch", "not-finite"
 */
export function elasticNetPath(
  data: FitData,
  options: ElasticNetPathOptions,
  context: JobContext = {},
): ElasticNetPathPoint[] {
  const { l1Ratio, fitIntercept, count = 100, smallest = 1e-3, tolerance = 1e-7 } = options;
  const { state, mean } = begin(data, fitIntercept);
  const largest = largestAlpha(state, l1Ratio);
  let previous = largest;
  return Array.from({ length: count }, (_, i) => {
    const alpha = largest * smallest ** (count > 1 ? i / (count - 1) : 0);
    solve(state, { alpha, previous, l1Ratio, tolerance }, context);
    previous = alpha;
    context.onProgress?.({ done: i + 1, total: count, unit: "penalties" });
    const model = uncentre(state.design, mean, state.coefficients.slice());
    return { alpha, model, kept: model.coefficients.filter((value) => value !== 0).length };
  });
}

function begin(data: FitData, fitIntercept: boolean): { state: DescentState; mean: number } {
  const { design, target } = centre(data, fitIntercept);
  // descent weighs rows itself
  return {
    state: startDescent(
      design,
      data.y.map((value) => value - target.mean),
    ),
    mean: target.mean,
  };
}

/** The least penalty at which every weight is 0; without a lasso share there is none, and a thousandth stands in. */
function largestAlpha(state: DescentState, l1Ratio: number): number {
  return state.pull.reduce((most, pull) => Math.max(most, Math.abs(pull)), 0) / Math.max(l1Ratio, 1e-3);
}

function solve(
  state: DescentState,
  to: { alpha: number; previous: number; l1Ratio: number; tolerance: number },
  context: JobContext,
): number {
  const penalty = { l1: to.alpha * to.l1Ratio, l2: to.alpha * (1 - to.l1Ratio) };
  const previousL1 = to.previous * to.l1Ratio;
  return descend(state, penalty, { previousL1, tolerance: to.tolerance, mostSweeps: MOST_SWEEPS }, context);
}
