import { DataError } from "../../errors";
import type { Signal } from "../../job";
import type { CsrMatrix } from "../../sparse/csr";
import type { Contributions, FitShape, FittedModelKind, History } from "../model";
import { sumLeavesOfMany } from "../tree/leaf-sums";
import type { Grower } from "../tree/make-grower";
import { explainPaths } from "../tree/tree-prediction";
import { deepestLevel, joinTrees, treeCount, type Trees } from "../tree/trees";
import { FOREST_OPTIONS, type ForestOptions } from "./options";
import { liveOutOfBag, outOfBagCurve, outOfBagName } from "./out-of-bag";
import type { OutOfBagPredictions } from "./out-of-bag-error";

export interface ForestModel {
  readonly columns: number;
  /** 0 for regression. With 2 classes the trees hold the share of class 1 alone, with more the share of each. */
  readonly classCount: number;
  readonly trees: Trees;
  /** share of each column in what all splits lower the impurity; sums to 1, or all 0 where no tree split */
  readonly importance: Float64Array;
}

/** Trees [from, to) of the forest. */
export interface ForestJob {
  readonly from: number;
  readonly to: number;
}

export interface ForestPart {
  readonly trees: Trees;
  readonly importance: Float64Array;
  readonly backend: Grower["backend"];
  /** empty without bootstrap */
  readonly outOfBag: readonly OutOfBagPredictions[];
  /** targets of the rows that `outOfBag` follows */
  readonly followed: Float64Array;
}

/** Enough to pay for a job, few enough that progress and cancelling are prompt. Not of the number of workers, ever. */
const TREES_PER_JOB = 4;
/**
 * Above this a tree is work enough, and several would wait in the worker's memory for one another; and trees are
 * kept compact.
 */
export const ROWS_OF_SMALL_TREES = 65_536;

/** All of a random forest but its growing. */
export const forestModel: FittedModelKind<ForestOptions, ForestModel, ForestPart, ForestJob> = {
  kind: "forest",
  label: "Random forest",
  purpose: "Robust with few settings; finds thresholds and interactions.",
  tasks: ["regression", "classification"],
  options: FOREST_OPTIONS,
  runsIn: "pool",
  isPrepared: true,
  usesValidation: () => false,
  jobs: ({ rows }, options) => {
    const each = rows > ROWS_OF_SMALL_TREES ? 1 : TREES_PER_JOB;
    const jobs = [];
    for (let from = 0; from < options.trees; from += each) {
      jobs.push({ from, to: Math.min(options.trees, from + each) });
    }
    return jobs;
  },
  steps: { unit: "trees", of: ({ from, to }) => to - from },
  live: liveOutOfBag,
  combine,
  predict: predictForest,
  explain: explainForest,
  importance: (model) => model.importance,
};

function combine(
  parts: readonly ForestPart[],
  shape: FitShape,
  _options: ForestOptions,
  allocate?: (bytes: number) => ArrayBufferLike,
): { model: ForestModel; history: History } {
  const trees = joinTrees(
    parts.map((part) => part.trees),
    allocate,
  );
  const importance = new Float64Array(shape.columns);
  for (const part of parts) for (let c = 0; c < importance.length; c++) importance[c] += part.importance[c];
  const total = importance.reduce((a, b) => a + b, 0);
  if (total > 0) for (let c = 0; c < importance.length; c++) importance[c] /= total;
  const name = outOfBagName(shape);
  const curve = outOfBagCurve(
    parts.flatMap((part) => part.outOfBag),
    parts[0].followed,
    shape,
  );
  const followed = parts[0].followed.length;
  const facts: Record<string, string | number> = {
    trees: treeCount(trees),
    backend: parts[0].backend,
    nodes: trees.feature.length,
    deepestLevel: deepestLevel(trees),
  };
  const last = curve.at(-1);
  if (last) facts[name] = last.error;
  if (last && followed < shape.rows) facts.oobRows = followed;
  return {
    model: { columns: shape.columns, classCount: shape.classCount, trees, importance },
    history: {
      unit: "trees",
      points: curve.map(({ trees: count, error }) => ({ trees: count, [name]: error })),
      facts,
    },
  };
}

function predictForest(model: ForestModel, x: CsrMatrix, signal?: Signal): Float64Array {
  checkColumns(model, x);
  const count = treeCount(model.trees);
  const means = sumLeavesOfMany(model.trees, x, { ...(signal && { signal }) });
  for (let i = 0; i < means.length; i++) means[i] /= count;
  if (model.classCount === 0) return means;
  return model.classCount === 2 ? withOtherClass(means) : normalised(means, model.classCount);
}

/** Shares of class 1 become the shares of both classes. */
function withOtherClass(shares: Float64Array): Float64Array {
  const both = new Float64Array(2 * shares.length);
  for (let i = 0; i < shares.length; i++) {
    both[2 * i] = 1 - shares[i];
    both[2 * i + 1] = shares[i];
  }
  return both;
}

/** Trees hold shares in 32 bits; the sum over the classes is made 1 again. */
function normalised(shares: Float64Array, classes: number): Float64Array {
  for (let at = 0; at < shares.length; at += classes) {
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += shares[at + k];
    for (let k = 0; k < classes; k++) shares[at + k] /= sum;
  }
  return shares;
}

function explainForest(model: ForestModel, row: CsrMatrix, output: number): Contributions {
  checkColumns(model, row);
  const isPair = model.classCount === 2;
  const paths = explainPaths(model.trees, row, isPair ? 0 : output);
  const count = treeCount(model.trees);
  const turned = isPair && output === 0;
  const factor = (turned ? -1 : 1) / count;
  return {
    base: (turned ? 1 : 0) + paths.base * factor,
    columns: paths.columns,
    values: paths.values.map((value) => value * factor),
  };
}

function checkColumns(model: ForestModel, x: CsrMatrix): void {
  if (x.columns === model.columns) return;
  throw new DataError("length-mismatch", `rows must have ${model.columns} columns, got ${x.columns}`);
}
