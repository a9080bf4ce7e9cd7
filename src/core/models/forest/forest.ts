import { DataError } from "../../errors";
import type { JobContext } from "../../job";
import type { FitData, ModelKind } from "../model";
import { beginColumns, fillColumns, sortColumns, type SortedColumns } from "../tree/sorted-columns";
import { makeGrower } from "../tree/make-grower";
import { compactTrees, findLeaf, joinTrees, type Trees } from "../tree/trees";
import { splitSeed } from "./bootstrap";
import { forestModel, ROWS_OF_SMALL_TREES, type ForestJob, type ForestModel, type ForestPart } from "./forest-model";
import { GrowTargets } from "./grow-target";
import type { ForestOptions } from "./options";
import { followedRows } from "./out-of-bag";
import type { OutOfBagPredictions } from "./out-of-bag-error";

/** Random forest (Breiman 2001) on sparse columns, with scikit-learn's options and their meaning. */
export const forest: ModelKind<ForestOptions, ForestModel, ForestPart, ForestJob> = {
  ...forestModel,
  preparation: {
    begin: beginColumns,
    fill: (prepared, ...rest) => fillColumns(prepared as SortedColumns, ...rest),
  },
  fitJob: growTrees,
};

/**
 * @throws {DataError} "too-few-rows" without a row, "no-features" without a column, "length-mismatch" where rows and
 *   targets differ, "not-finite" for a missing value
 */
function growTrees(data: FitData, options: ForestOptions, job: ForestJob, context: JobContext = {}): ForestPart {
  checkShape(data);
  const { x, y } = data;
  const columns = (data.prepared as SortedColumns | undefined) ?? sortColumns(x, context.signal);
  const outputs = data.task === "classification" && data.classCount > 2 ? data.classCount : 1;
  const settings = {
    maxDepth: options.maxDepth ?? Infinity,
    minSamplesSplit: options.minSamplesSplit,
    minSamplesLeaf: options.minSamplesLeaf,
    columnsPerSplit: columnsTried(options.maxFeatures, data),
  };
  const targets = new GrowTargets(data, options);
  const isSquared = outputs === 1 && (data.task === "classification" || options.criterion === "squared");
  const grower = makeGrower(columns, settings, isSquared, outputs, context.signal);
  const importance = new Float64Array(x.columns);
  const isFollowed = options.bootstrap && data.isTrial !== true;
  const rows = isFollowed ? followedRows(x.rows) : new Uint32Array(0);
  const isCompact = x.rows > ROWS_OF_SMALL_TREES && fitsSingles(y);
  const trees: Trees[] = [];
  const outOfBag: OutOfBagPredictions[] = [];
  for (let tree = job.from; tree < job.to; tree++) {
    context.signal?.throwIfAborted();
    const target = targets.of(tree);
    const whole = grower.grow(target, splitSeed(options.seed, tree), importance);
    const grown = isCompact ? compactTrees(whole, x.columns) : whole;
    trees.push(grown);
    if (isFollowed) outOfBag.push(predictOutOfBag(grown, columns, rows, target.weights));
    targets.free(target);
    context.onProgress?.({ done: tree + 1 - job.from, total: job.to - job.from, unit: "trees" });
  }
  targets.freeAll();
  return {
    trees: joinTrees(trees),
    importance,
    backend: grower.backend,
    outOfBag,
    followed: Float64Array.from(rows, (row) => y[row]),
  };
}

/** Whether numbers of 32 bits hold each target, and so each mean of some, to a millionth of their range. */
function fitsSingles(y: Float64Array): boolean {
  const least = y.reduce((a, b) => Math.min(a, b), Infinity);
  const most = y.reduce((a, b) => Math.max(a, b), -Infinity);
  const range = most - least;
  const largest = Math.max(Math.abs(least), Math.abs(most));
  return largest < 1e38 && range > 1e-30 && largest * 2 ** -24 <= range * 1e-6;
}

function columnsTried(share: number | null, { task, x }: FitData): number {
  const tried = share !== null ? share * x.columns : task === "classification" ? Math.sqrt(x.columns) : x.columns;
  return Math.max(1, Math.floor(tried));
}

function checkShape({ x, y, weights }: FitData): void {
  if (x.rows === 0) throw new DataError("too-few-rows", "a forest needs at least 1 row, got 0");
  if (x.columns === 0) throw new DataError("no-features", "a forest needs at least 1 column, got 0");
  if (y.length !== x.rows)
    throw new DataError("length-mismatch", `${x.rows} rows need as many targets, got ${y.length}`);
  if (!weights) return;
  if (weights.length !== x.rows) {
    throw new DataError("length-mismatch", `${x.rows} rows need as many weights, got ${weights.length}`);
  }
  if (!weights.every((weight) => weight >= 0 && weight < Infinity) || !weights.some((weight) => weight > 0)) {
    throw new DataError("not-finite", "weights must be numbers of at least 0, not all 0");
  }
}

function predictOutOfBag(
  tree: Trees,
  { columns, indptr, indices, entryAt, value: entryValue }: SortedColumns,
  rows: Uint32Array,
  weights: Float64Array,
): OutOfBagPredictions {
  const { outputs, value } = tree;
  const dense = new Float32Array(columns);
  const predictions = new Float32Array(rows.length * outputs).fill(NaN);
  for (let i = 0; i < rows.length; i++) {
    if (weights[rows[i]] > 0) continue;
    const end = indptr[rows[i] + 1];
    for (let k = indptr[rows[i]]; k < end; k++) dense[indices[k]] = entryValue[entryAt[k]];
    const leaf = findLeaf(tree, 0, dense);
    for (let k = 0; k < outputs; k++) predictions[i * outputs + k] = value[leaf * outputs + k];
    for (let k = indptr[rows[i]]; k < end; k++) dense[indices[k]] = 0;
  }
  return predictions;
}
