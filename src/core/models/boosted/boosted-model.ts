import { DataError } from "../../errors";
import type { CsrMatrix } from "../../sparse/csr";
import type { Contributions, FitShape, FittedModelKind, History } from "../model";
import type { Team } from "../team";
import type { Boosted } from "./boost";
import { addScores, nextNode, type BoostedTrees } from "./boosted-trees";
import { softmax } from "./loss";
import { BOOSTED_OPTIONS, type BoostedOptions } from "./options";
import { exp } from "../../portable-math";

export interface BoostedModel {
  readonly columns: number;
  /** 0 for regression */
  readonly classCount: number;
  /** scores before the first tree: 1 for regression and two classes, else one a class */
  readonly base: Float64Array;
  /** tree `t` adds to score `t % base.length` */
  readonly trees: BoostedTrees;
  readonly importance: Float64Array;
}

/** There is one job: each tree needs the ones before it. Others help with each. */
export interface BoostedJob {
  readonly team?: Team | null;
}

/** All of boosted trees but their growing. */
export const boostedModel: FittedModelKind<BoostedOptions, BoostedModel, Boosted, BoostedJob> = {
  kind: "boosted",
  label: "Boosted trees",
  purpose: "Often the most accurate on numbers and categories; takes missing values as they are.",
  tasks: ["regression", "classification"],
  options: BOOSTED_OPTIONS,
  runsIn: "pool",
  usesValidation: (options) => options.earlyStopping,
  jobs: () => [{}],
  isTeamwork: true,
  combine,
  predict: predictBoosted,
  explain: explainBoosted,
  importance: (model) => model.importance,
};

function combine([part]: readonly Boosted[], shape: FitShape): { model: BoostedModel; history: History } {
  const { base, trees, importance, curve, curveName, backend, best, stopped } = part;
  return {
    model: { columns: shape.columns, classCount: shape.classCount, base, trees, importance },
    history: {
      unit: "trees",
      points: curve.map((point, round) => ({ trees: round + 1, ...point })),
      best,
      stopped,
      facts: { curve: curveName, backend, trees: trees.start.length - 1, nodes: trees.feature.length },
    },
  };
}

function predictBoosted(model: BoostedModel, x: CsrMatrix): Float64Array {
  checkColumns(model, x);
  const outputs = model.base.length;
  const scores = Float64Array.from({ length: x.rows * outputs }, (_, i) => model.base[i % outputs]);
  addScores(model.trees, x, scores, { outputs, from: 0, to: model.trees.start.length - 1 });
  if (model.classCount === 0) return scores;
  if (outputs > 1) {
    for (let at = 0; at < scores.length; at += outputs) softmax(scores, at, scores, at, outputs);
    return scores;
  }
  const both = new Float64Array(2 * x.rows);
  for (let row = 0; row < x.rows; row++) {
    both[2 * row + 1] = sigmoid(scores[row]);
    both[2 * row] = 1 - both[2 * row + 1];
  }
  return both;
}

/**
 * The columns asked on the row's paths, each credited with the change of the node's value. For regression that is exact.
 * For classification it is exact on the log-odds of the class against the others, and the parts are then scaled so
 * that they add up to the probability.
 */
function explainBoosted(model: BoostedModel, row: CsrMatrix, output: number): Contributions {
  checkColumns(model, row);
  const outputs = model.base.length;
  const credits = followPaths(model, row, creditWeights(model, row, output));
  const columns = Uint32Array.from(credits.parts.keys()).sort();
  const values = Float64Array.from(columns, (column) => credits.parts.get(column) as number);
  if (model.classCount === 0) return { base: model.base[0] + credits.roots[0], columns, values };
  const shares = predictBoosted(model, row)[output];
  const start = Float64Array.from(model.base, (value, k) => value + credits.roots[k]);
  const base = shareOf(start, outputs === 1, output);
  const total = values.reduce((a, b) => a + b, 0);
  if (Math.abs(total) < 1e-12) return { base: shares, columns, values: values.fill(0) };
  const factor = (shares - base) / total;
  return { base, columns, values: values.map((value) => value * factor) };
}

/** How the log-odds of the class move with each score: 1 for its own, minus their shares among themselves for the others. */
export function creditWeights(model: BoostedModel, row: CsrMatrix, output: number): Float64Array {
  const outputs = model.base.length;
  if (outputs === 1) return Float64Array.of(model.classCount === 2 && output === 0 ? -1 : 1);
  const shares = predictBoosted(model, row);
  const others = 1 - shares[output];
  return Float64Array.from({ length: outputs }, (_, k) => (k === output ? 1 : others > 0 ? -shares[k] / others : 0));
}

function followPaths(
  model: BoostedModel,
  row: CsrMatrix,
  weights: Float64Array,
): { parts: Map<number, number>; roots: Float64Array } {
  const { trees } = model;
  const outputs = model.base.length;
  const dense = new Float64Array(model.columns);
  for (let k = row.indptr[0]; k < row.indptr[1]; k++) dense[row.indices[k]] = row.values[k];
  const parts = new Map<number, number>();
  const roots = new Float64Array(outputs);
  for (let tree = 0; tree < trees.start.length - 1; tree++) {
    const first = trees.start[tree];
    roots[tree % outputs] += trees.value[first];
    let node = first;
    while (trees.feature[node] >= 0) {
      const next = nextNode(trees, first, node, dense);
      const moved = weights[tree % outputs] * (trees.value[next] - trees.value[node]);
      parts.set(trees.feature[node], (parts.get(trees.feature[node]) ?? 0) + moved);
      node = next;
    }
  }
  return { parts, roots };
}

/** The probability of a class by its raw scores; two classes share one score. */
export function shareOf(scores: Float64Array, isPair: boolean, output: number): number {
  if (isPair) return output === 1 ? sigmoid(scores[0]) : 1 - sigmoid(scores[0]);
  const shares = new Float64Array(scores.length);
  softmax(scores, 0, shares, 0, scores.length);
  return shares[output];
}

function sigmoid(score: number): number {
  return 1 / (1 + exp(-score));
}

function checkColumns(model: BoostedModel, x: CsrMatrix): void {
  if (x.columns === model.columns) return;
  throw new DataError("length-mismatch", `rows must have ${model.columns} columns, got ${x.columns}`);
}
