import type { CsrMatrix } from "../../../sparse/csr";
import type { Contributions } from "../../model";
import { exp } from "../../../portable-math";

/** Scores are `intercepts + coefficientsᵀ · row`: the log odds of class 1 for two classes, else one score a class. */
export interface LogisticModel {
  readonly classCount: number;
  /** 1 for two classes, else one for each class */
  readonly intercepts: Float64Array;
  /** columns x intercepts, feature by feature */
  readonly coefficients: Float64Array;
  /** largest size over the classes of the coefficient times the column's standard deviation in training */
  readonly importance: Float32Array;
}

/** Probabilities, rows x classes, each row summing to 1. O(entries * classes). */
export function predictLogistic(model: LogisticModel, x: CsrMatrix): Float64Array {
  const { classCount } = model;
  const predicted = new Float64Array(x.rows * classCount);
  for (let row = 0; row < x.rows; row++) {
    const scores = scoresOf(model, x, row);
    predicted.set(probabilities(model.intercepts, scores, 1), row * classCount);
  }
  return predicted;
}

/** Points and weights of Gauss and Legendre's rule on [0, 1], 16 points. */
const NODES = gaussLegendre(16);

/**
 * What each entry of a one-row matrix adds to the probability of class `output`, over the probability for an empty row:
 * the slope averaged while the row grows from nothing to itself (Aumann and Shapley 1974; integrated gradients). Exact to
 * about 1e-10; for two classes shares are those of the log odds.
 */
export function explainLogistic(model: LogisticModel, row: CsrMatrix, output: number): Contributions {
  const { intercepts, coefficients, classCount } = model;
  const outputs = intercepts.length;
  const scores = scoresOf(model, row, 0);
  const steepest = scores.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
  const panels = Math.max(1, Math.ceil(steepest / 3));
  // averages over the way of p(output) and of p(output) p(k)
  let own = 0;
  const both = new Float64Array(classCount);
  for (let panel = 0; panel < panels; panel++) {
    for (const { at, weight } of NODES) {
      const p = probabilities(intercepts, scores, (panel + at) / panels);
      own += (weight / panels) * p[output];
      for (let k = 0; k < classCount; k++) both[k] += (weight / panels) * p[output] * p[k];
    }
  }
  const pull = (k: number) => (k === output ? own : 0) - both[k];
  const columns = row.indices.slice(row.indptr[0], row.indptr[1]);
  const values = Float64Array.from(columns, (column, e) => {
    let slope = 0;
    // of two classes only class 1 has weights
    if (outputs === 1) slope = coefficients[column] * pull(1);
    else for (let k = 0; k < outputs; k++) slope += coefficients[column * outputs + k] * pull(k);
    return slope * row.values[row.indptr[0] + e];
  });
  return { base: probabilities(intercepts, scores, 0)[output], columns, values };
}

/** `coefficientsᵀ · row`, without intercepts. */
function scoresOf({ intercepts, coefficients }: LogisticModel, x: CsrMatrix, row: number): Float64Array {
  const outputs = intercepts.length;
  const scores = new Float64Array(outputs);
  for (let e = x.indptr[row]; e < x.indptr[row + 1]; e++) {
    const value = x.values[e];
    const base = x.indices[e] * outputs;
    for (let k = 0; k < outputs; k++) scores[k] += value * coefficients[base + k];
  }
  return scores;
}

/** Of every class, at intercepts + share * scores. */
function probabilities(intercepts: Float64Array, scores: Float64Array, share: number): Float64Array {
  if (intercepts.length === 1) {
    const odds = intercepts[0] + share * scores[0];
    const decay = exp(-Math.abs(odds));
    const smaller = decay / (1 + decay);
    return odds > 0 ? Float64Array.of(smaller, 1 - smaller) : Float64Array.of(1 - smaller, smaller);
  }
  const p = intercepts.map((intercept, k) => intercept + share * scores[k]);
  const most = p.reduce((a, b) => Math.max(a, b), -Infinity);
  let total = 0;
  for (let k = 0; k < p.length; k++) total += p[k] = exp(p[k] - most);
  for (let k = 0; k < p.length; k++) p[k] /= total;
  return p;
}

function gaussLegendre(count: number): { readonly at: number; readonly weight: number }[] {
  return Array.from({ length: count }, (_, i) => {
    // a first guess: rounded, it is the same on every engine
    let root = Math.fround(Math.cos((Math.PI * (i + 0.75)) / (count + 0.5)));
    let slope = 0;
    for (let step = 0; step < 20; step++) {
      let [before, value] = [1, root];
      for (let n = 2; n <= count; n++) [before, value] = [value, ((2 * n - 1) * root * value - (n - 1) * before) / n];
      slope = (count * (root * value - before)) / (root * root - 1);
      root -= value / slope;
    }
    return { at: (1 - root) / 2, weight: 1 / ((1 - root * root) * slope * slope) };
  });
}
