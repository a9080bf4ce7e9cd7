import type { RowGradients } from "./histogram";
import { exp, log, log1p } from "../../portable-math";

/**
 * What boosting lowers. Scores are raw: a prediction for regression, log-odds for two classes, one number a class for
 * more; `outputs` numbers a row.
 */
export interface Loss {
  readonly outputs: number;
  /** false where every hessian is 1 */
  readonly hasHessians: boolean;
  /** best constant scores, one an output */
  base(y: Float64Array, weights: Float64Array | null): Float64Array;
  /** gradient and hessian of each row for each output, not weighted; called once a round */
  gradients(y: Float64Array, scores: Float64Array, into: readonly RowGradients[]): void;
  /**
   * What a leaf of these residuals (target minus score) adds, where that is not a Newton step; null where it is.
   * @param residuals ascending
   */
  leafStep: ((residuals: Float64Array) => number) | null;
  /** mean over the rows, the figure of the curve and of early stopping */
  mean(y: Float64Array, scores: Float64Array): number;
  readonly meanName: string;
}

/** Half the squared error; the curve shows its root mean square. */
export function squaredLoss(): Loss {
  return {
    outputs: 1,
    hasHessians: false,
    base: (y, weights) => Float64Array.of(weightedMean(y, weights)),
    gradients: (y, scores, [into]) => {
      for (let i = 0; i < y.length; i++) set(into, i, scores[i] - y[i], 1);
    },
    leafStep: null,
    mean: (y, scores) => Math.sqrt(meanOf(y, (value, i) => (value - scores[i]) ** 2)),
    meanName: "RMSE",
  };
}

export function absoluteLoss(): Loss {
  return {
    outputs: 1,
    hasHessians: false,
    base: (y) => Float64Array.of(quantile(y.slice().sort(), 0.5)),
    gradients: (y, scores, [into]) => {
      for (let i = 0; i < y.length; i++) set(into, i, Math.sign(scores[i] - y[i]), 1);
    },
    leafStep: (residuals) => quantile(residuals, 0.5),
    mean: (y, scores) => meanOf(y, (value, i) => Math.abs(value - scores[i])),
    meanName: "MAE",
  };
}

/**
 * Squared up to a limit and straight beyond it (Friedman 2001). The limit is this quantile of the absolute residuals and
 * is found anew each round; the curve shows the mean absolute error, which has no limit that moves.
 */
export function huberLoss(share: number): Loss {
  let limit = 0;
  return {
    outputs: 1,
    hasHessians: false,
    base: (y) => Float64Array.of(quantile(y.slice().sort(), 0.5)),
    gradients: (y, scores, [into]) => {
      limit = quantile(y.map((value, i) => Math.abs(value - scores[i])).sort(), share);
      for (let i = 0; i < y.length; i++) set(into, i, clip(scores[i] - y[i], limit), 1);
    },
    leafStep: (residuals) => {
      const median = quantile(residuals, 0.5);
      return median + meanOf(residuals, (value) => clip(value - median, limit));
    },
    mean: (y, scores) => meanOf(y, (value, i) => Math.abs(value - scores[i])),
    meanName: "MAE",
  };
}

/** Log loss of two classes, on the log-odds of class 1. */
export function binaryLogLoss(): Loss {
  return {
    outputs: 1,
    hasHessians: true,
    base: (y, weights) => {
      const share = keepInside(weightedMean(y, weights));
      return Float64Array.of(log(share / (1 - share)));
    },
    gradients: (y, scores, [into]) => {
      for (let i = 0; i < y.length; i++) {
        const p = 1 / (1 + exp(-scores[i]));
        set(into, i, p - y[i], p * (1 - p));
      }
    },
    leafStep: null,
    // ln(1 + exp(z)) without overflow
    mean: (y, scores) =>
      meanOf(y, (label, i) => Math.max(scores[i], 0) - label * scores[i] + log1p(exp(-Math.abs(scores[i])))),
    meanName: "log loss",
  };
}

/** Log loss of any number of classes, through softmax. */
export function softmaxLogLoss(classes: number): Loss {
  const shares = new Float64Array(classes);
  return {
    outputs: classes,
    hasHessians: true,
    base: (y, weights) =>
      Float64Array.from({ length: classes }, (_, k) =>
        log(
          keepInside(
            weightedMean(
              y.map((label) => (label === k ? 1 : 0)),
              weights,
            ),
          ),
        ),
      ),
    gradients: (y, scores, into) => {
      for (let i = 0; i < y.length; i++) {
        softmax(scores, i * classes, shares, 0, classes);
        for (let k = 0; k < classes; k++)
          set(into[k], i, shares[k] - (y[i] === k ? 1 : 0), shares[k] * (1 - shares[k]));
      }
    },
    leafStep: null,
    mean: (y, scores) =>
      meanOf(y, (label, i) => {
        softmax(scores, i * classes, shares, 0, classes);
        return -log(Math.max(shares[label], Number.MIN_VALUE));
      }),
    meanName: "log loss",
  };
}

/** exp(score) over their sum, for `count` scores from `from` on. */
export function softmax(scores: Float64Array, from: number, into: Float64Array, at: number, count: number): void {
  let top = -Infinity;
  for (let k = 0; k < count; k++) top = Math.max(top, scores[from + k]);
  let sum = 0;
  for (let k = 0; k < count; k++) sum += into[at + k] = exp(scores[from + k] - top);
  for (let k = 0; k < count; k++) into[at + k] /= sum;
}

function set(into: RowGradients, row: number, gradient: number, hessian: number): void {
  into[3 * row] = gradient;
  into[3 * row + 1] = hessian;
}

function clip(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

/** A class that is absent, or alone, still gets finite log-odds. */
function keepInside(share: number): number {
  return Math.max(2 ** -52, Math.min(1 - 2 ** -52, share));
}

function meanOf(values: Float64Array, of: (value: number, i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += of(values[i], i);
  return sum / values.length;
}

function weightedMean(values: Float64Array, weights: Float64Array | null): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = weights ? weights[i] : 1;
    sum += weight * values[i];
    total += weight;
  }
  return sum / total;
}

/** Linear between the neighbours, as NumPy's default; of ascending values. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
}
