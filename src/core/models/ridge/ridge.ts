import { checkOptions } from "../../options";
import type { JobContext } from "../../job";
import { centre } from "../linear/centred-design";
import { explainLinear, predictLinear, uncentre } from "../linear/linear-model";
import type { LinearModel } from "../linear/linear-model";
import type { FitData, History, MatrixRows, ModelKind } from "../model";
import { takeRows } from "../../sparse/csr";
import { RIDGE_OPTIONS } from "./options";
import type { RidgeOptions } from "./options";
import { solveRidge } from "./solve-ridge";

/** Far below what rounding leaves, so that the result does not depend on when the solver stops. */
const TOLERANCE = 1e-13;

export interface RidgePart {
  readonly model: LinearModel;
  readonly gradients: readonly number[];
}

/**
 * Least squares with a penalty on the size of the weights: scikit-learn's `Ridge`, solved to the last digits. The
 * intercept is not penalised. One job; tens of milliseconds for thousands of posts.
 */
export const ridge: ModelKind<RidgeOptions, LinearModel, RidgePart, 0> = {
  kind: "ridge",
  label: "Ridge",
  purpose: "A weight for every word. Fits in a blink and explains itself exactly.",
  tasks: ["regression"],
  options: RIDGE_OPTIONS,
  runsIn: "pool",
  usesValidation: () => false,
  jobs: () => [0],
  isPrepared: true,
  // Its one job takes the rows by itself: nobody else has to hold them.
  preparation: { begin: (source) => source, fill: () => undefined },
  fitJob: (data, options, _job, context) => fitRidge(data, options, context),
  combine: ([part]) => ({ model: part.model, history: historyOf(part.gradients) }),
  predict: predictLinear,
  explain: explainLinear,
  importance: (model) => Float64Array.from(model.importance),
};

/** @throws {DataError} "invalid-option", "too-few-rows", "length-mismatch", "not-finite" */
export function fitRidge(data: FitData, options: RidgeOptions, context?: JobContext): RidgePart {
  checkOptions(RIDGE_OPTIONS, options);
  const source = data.prepared as MatrixRows | undefined;
  // Rows taken here are this fit's own; those of `data` belong to others too.
  const x = source ? takeRows(source.matrix, source.positions!) : data.x;
  const { design, target } = centre({ ...data, x }, options.fitIntercept);
  const { coefficients, gradients } = solveRidge(
    design,
    target.values,
    { alpha: options.alpha, tolerance: TOLERANCE, mayOverwrite: source !== undefined },
    context,
  );
  return { model: uncentre(design, target.mean, coefficients), gradients };
}

function historyOf(gradients: readonly number[]): History {
  return {
    unit: "iteration",
    points: gradients.map((gradient, iteration) => ({ iteration, gradient })),
    facts: { solver: "conjugate gradients", iterations: gradients.length - 1 },
  };
}
