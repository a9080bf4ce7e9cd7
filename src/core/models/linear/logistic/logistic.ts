import { DataError } from "../../../errors";
import type { JobContext } from "../../../job";
import { checkOptions } from "../../../options";
import type { FitData, History, ModelKind } from "../../model";
import { centre, columnDeviations } from "../centred-design";
import type { CentredDesign } from "../centred-design";
import { minimise } from "./lbfgs";
import { logisticProblem } from "./logistic-loss";
import type { LogisticModel } from "./logistic-model";
import { explainLogistic, predictLogistic } from "./logistic-model";
import { LOGISTIC_OPTIONS } from "./options";
import type { LogisticOptions } from "./options";

/** Of the gradient: leaves coefficients right to about 1e-5. */
const TOLERANCE = 1e-7;

export interface LogisticPart {
  readonly model: LogisticModel;
  readonly history: History;
}

/**
 * Log odds as weighted sums: scikit-learn's `LogisticRegression` with the l2 penalty, softmax for more than two classes.
 * Intercepts are not penalised.
 */
export const logistic: ModelKind<LogisticOptions, LogisticModel, LogisticPart, 0> = {
  kind: "logistic",
  label: "Logistic regression",
  purpose: "A weight for every word and class, with probabilities that can be trusted.",
  tasks: ["classification"],
  options: LOGISTIC_OPTIONS,
  runsIn: "pool",
  usesValidation: () => false,
  jobs: () => [0],
  fitJob: (data, options, _job, context) => fitLogistic(data, options, context),
  combine: ([part]) => part,
  predict: predictLogistic,
  explain: explainLogistic,
  importance: (model) => Float64Array.from(model.importance),
};

/**
 * @throws {DataError} "single-class" when the rows are all of one class, "invalid-option", "too-few-rows",
 *   "length-mismatch", "not-finite"
 */
export function fitLogistic(data: FitData, options: LogisticOptions, context: JobContext = {}): LogisticPart {
  checkOptions(LOGISTIC_OPTIONS, options);
  checkClasses(data);
  const { design } = centre(data, options.fitIntercept);
  const { objective, outputs, scale } = logisticProblem(data, design, options.c, options.fitIntercept);
  const points: { iteration: number; loss: number }[] = [];
  const total = options.maxIterations;
  const { point, iterations, stopped } = minimise(objective, {
    start: new Float64Array(scale.length),
    scale,
    tolerance: TOLERANCE,
    mostIterations: total,
    onIteration: (iteration, loss) => {
      context.signal?.throwIfAborted();
      points.push({ iteration, loss });
      if (iteration % 10 === 0)
        context.onProgress?.({ done: iteration, total, unit: "iterations", point: { iteration, loss } });
    },
  });
  return {
    model: modelOf(design, point, outputs, data.classCount),
    history: { unit: "iteration", points, stopped, facts: { solver: "L-BFGS", iterations } },
  };
}

function modelOf(design: CentredDesign, point: Float64Array, outputs: number, classCount: number): LogisticModel {
  const columns = design.x.columns;
  const coefficients = point.slice(0, columns * outputs);
  const intercepts = point.slice(columns * outputs);
  const deviations = columnDeviations(design);
  const importance = new Float32Array(columns);
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k < outputs; k++) {
      const coefficient = coefficients[j * outputs + k];
      intercepts[k] -= design.means[j] * coefficient;
      importance[j] = Math.max(importance[j], Math.abs(coefficient) * deviations[j]);
    }
  }
  return { classCount, intercepts, coefficients, importance };
}

function checkClasses({ y, classCount }: FitData): void {
  const bad = y.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < classCount));
  if (bad >= 0) {
    throw new DataError(
      "invalid-option",
      `a class must be an integer from 0 to ${classCount - 1}, got ${y[bad]} in training row ${bad}`,
    );
  }
  if (y.length > 0 && y.every((label) => label === y[0])) {
    throw new DataError(
      "single-class",
      `classification needs training rows of at least 2 classes, got only class ${y[0]}`,
    );
  }
}
