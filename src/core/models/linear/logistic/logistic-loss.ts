import type { FitData } from "../../model";
import type { CentredDesign } from "../centred-design";
import type { Objective } from "./lbfgs";
import { exp, log, log1p } from "../../../portable-math";

/**
 * The penalised log loss as a function of weights on centred columns: `columns x outputs` weights, feature by feature, then
 * `outputs` intercepts. One output for two classes (the log odds of class 1), else one for each class.
 */
export interface LogisticProblem {
  readonly objective: Objective;
  readonly outputs: number;
  /** inverse of the curvature's upper bound in each direction */
  readonly scale: Float64Array;
}

/** Value: c * sum of weight * log loss + |weights|² / 2, over the sum of row weights times c, so that it is a mean. */
export function logisticProblem(
  data: FitData,
  design: CentredDesign,
  c: number,
  fitIntercept: boolean,
): LogisticProblem {
  const { x, y, weights, classCount } = data;
  const outputs = classCount === 2 ? 1 : classCount;
  const { means, squares, totalWeight } = design;
  const columns = x.columns;
  const penalty = 1 / (c * totalWeight);
  const scores = new Float64Array(outputs);
  const sums = new Float64Array(outputs);
  const shift = new Float64Array(outputs);

  function objective(point: Float64Array, gradient: Float64Array): number {
    gradient.fill(0);
    sums.fill(0);
    const intercepts = columns * outputs;
    for (let k = 0; k < outputs; k++) {
      shift[k] = point[intercepts + k];
      for (let j = 0; j < columns; j++) shift[k] -= means[j] * point[j * outputs + k];
    }
    let loss = 0;
    for (let row = 0; row < x.rows; row++) {
      const from = x.indptr[row];
      const to = x.indptr[row + 1];
      scores.set(shift);
      for (let e = from; e < to; e++) {
        const value = x.values[e];
        const base = x.indices[e] * outputs;
        for (let k = 0; k < outputs; k++) scores[k] += value * point[base + k];
      }
      const share = (weights ? weights[row] : 1) / totalWeight;
      loss += share * (outputs === 1 ? binaryLoss(scores, y[row]) : softmaxLoss(scores, y[row]));
      // `scores` now holds the slope of the loss
      for (let k = 0; k < outputs; k++) {
        scores[k] *= share;
        sums[k] += scores[k];
      }
      for (let e = from; e < to; e++) {
        const value = x.values[e];
        const base = x.indices[e] * outputs;
        for (let k = 0; k < outputs; k++) gradient[base + k] += value * scores[k];
      }
    }
    let squared = 0;
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < outputs; k++) {
        const i = j * outputs + k;
        gradient[i] += penalty * point[i] - means[j] * sums[k];
        squared += point[i] * point[i];
      }
    }
    if (fitIntercept) for (let k = 0; k < outputs; k++) gradient[intercepts + k] = sums[k];
    return loss + (penalty * squared) / 2;
  }

  // p (1 - p) is at most a quarter; that of a rare class is far less, but a common factor does no harm
  const bend = outputs === 1 ? 0.25 : (classCount - 1) / classCount ** 2;
  const scale = new Float64Array((columns + 1) * outputs);
  for (let j = 0; j <= columns; j++) {
    const curvature = j < columns ? penalty + (bend * squares[j]) / totalWeight : bend;
    scale.fill(1 / curvature, j * outputs, (j + 1) * outputs);
  }
  return { objective, outputs, scale };
}

/** Loss of a log odds; leaves its slope in place. */
function binaryLoss(scores: Float64Array, label: number): number {
  const signed = label === 1 ? scores[0] : -scores[0];
  const decay = exp(-Math.abs(signed));
  // the probability of the other class, without overflow on either side
  const miss = signed > 0 ? decay / (1 + decay) : 1 / (1 + decay);
  scores[0] = label === 1 ? -miss : miss;
  return log1p(decay) + (signed > 0 ? 0 : -signed);
}

/** Loss of scores by class; leaves probabilities less the truth in place. */
function softmaxLoss(scores: Float64Array, label: number): number {
  const own = scores[label];
  let most = -Infinity;
  for (let k = 0; k < scores.length; k++) if (scores[k] > most) most = scores[k];
  let total = 0;
  for (let k = 0; k < scores.length; k++) {
    scores[k] = exp(scores[k] - most);
    total += scores[k];
  }
  for (let k = 0; k < scores.length; k++) scores[k] /= total;
  scores[label] -= 1;
  return log(total) + most - own;
}
