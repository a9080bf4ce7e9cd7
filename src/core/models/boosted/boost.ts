import type { JobContext } from "../../job";
import type { FitData } from "../model";
import { endTeam, type Team } from "../team";
import { hashPair, TreeRandom } from "../tree/tree-random";
import { binColumns } from "./binned-columns";
import { addScores, joinBoostedTrees, type BoostedTrees } from "./boosted-trees";
import { LeafWiseGrower, type GrownTree, type LeafRows } from "./leaf-wise-tree";
import { absoluteLoss, binaryLogLoss, huberLoss, softmaxLogLoss, squaredLoss, type Loss } from "./loss";
import type { BoostedOptions } from "./options";
import { Histograms, type RowGradients } from "./histogram";
import { makeKernelHistograms } from "./kernel-histograms";

/** Mean loss after a round. */
export type BoostedPoint = { readonly train: number } | { readonly train: number; readonly validation: number };

export interface Boosted {
  readonly outputs: number;
  readonly base: Float64Array;
  /** those kept: up to the best round where a validation part or the training part decided */
  readonly trees: BoostedTrees;
  readonly importance: Float64Array;
  /** a point a round */
  readonly curve: readonly BoostedPoint[];
  readonly curveName: string;
  readonly backend: "WebAssembly" | "typed arrays";
  /** round, from 0, whose trees are the last ones kept */
  readonly best: number;
  readonly stopped: string;
}

const SUBSAMPLE_STREAM = 3;
const COLUMNS_STREAM = 4;

export function lossOf(data: Pick<FitData, "task" | "classCount">, options: BoostedOptions): Loss {
  if (data.task === "classification") return data.classCount === 2 ? binaryLogLoss() : softmaxLogLoss(data.classCount);
  if (options.loss === "huber") return huberLoss(options.huberQuantile);
  return options.loss === "absolute" ? absoluteLoss() : squaredLoss();
}

/**
 * Gradient boosting with histograms (Friedman 2001; Ke et al. 2017): each round adds the trees that lower the loss most.
 * @param team others who help; the model is the same without them
 */
export function boost(data: FitData, options: BoostedOptions, team: Team | null, context: JobContext): Boosted {
  const { x, y } = data;
  const weights = data.weights ?? null;
  const loss = lossOf(data, options);
  const { outputs } = loss;
  const columns = binColumns(x, options.maxBins, options.minSamplesLeaf);
  const hasHessians = weights !== null || loss.hasHessians;
  const { maxLeafNodes } = options;
  const signal = context.signal ?? null;
  const kernel = makeKernelHistograms({ columns, limits: options, hasHessians, maxLeafNodes, team, signal });
  if (!kernel && team) endTeam(team);
  const grower = new LeafWiseGrower(
    columns,
    { ...options, maxDepth: options.maxDepth ?? Infinity },
    kernel ?? new Histograms(columns, options, hasHessians),
  );
  const base = loss.base(y, weights);
  const scores = repeat(base, x.rows);
  const held = options.earlyStopping ? (data.validation ?? null) : null;
  const heldScores = held ? repeat(base, held.x.rows) : null;
  const gradients = Array.from({ length: outputs }, () => new Float64Array(3 * x.rows));
  const importances: Float64Array[] = [];
  const trees: BoostedTrees[] = [];
  const curve: BoostedPoint[] = [];
  const watched: number[] = [held && heldScores ? loss.mean(held.y, heldScores) : loss.mean(y, scores)];
  let stopped = `all ${options.maxIter} rounds`;
  for (let round = 0; round < options.maxIter; round++) {
    context.signal?.throwIfAborted();
    loss.gradients(y, scores, gradients);
    const sample = drawSample(x.rows, options, round);
    const importance = new Float64Array(x.columns);
    for (let output = 0; output < outputs; output++) {
      weigh(gradients[output], weights, sample);
      const seed = hashPair(hashPair(options.seed, round * outputs + output), COLUMNS_STREAM);
      const grown = grower.grow(gradients[output], seed, importance);
      if (loss.leafStep) replaceLeaves(grown, loss.leafStep, y, scores, gradients[output], options.learningRate);
      for (const leaf of grown.leaves) addLeaf(scores, leaf, grown.tree.value[leaf.node], outputs, output);
      trees.push(grown.tree);
      if (held && heldScores) addTree(grown.tree, held.x, heldScores, outputs, output);
    }
    importances.push(importance);
    const train = loss.mean(y, scores);
    const point: BoostedPoint = held && heldScores ? { train, validation: loss.mean(held.y, heldScores) } : { train };
    curve.push(point);
    watched.push("validation" in point ? point.validation : train);
    context.onProgress?.({
      done: round + 1,
      total: options.maxIter,
      unit: "trees",
      point: { ...point, trees: round + 1 },
    });
    if (options.earlyStopping && hasStalled(watched, options)) {
      stopped = `no gain for ${options.nIterNoChange} rounds`;
      break;
    }
  }
  const best = held ? watched.indexOf(Math.min(...watched.slice(1)), 1) - 1 : curve.length - 1;
  const importance = new Float64Array(x.columns);
  for (const part of importances.slice(0, best + 1)) for (let c = 0; c < part.length; c++) importance[c] += part[c];
  return {
    outputs,
    base,
    trees: joinBoostedTrees(trees.slice(0, (best + 1) * outputs)),
    importance: toShares(importance),
    curve,
    curveName: loss.meanName,
    backend: kernel ? "WebAssembly" : "typed arrays",
    best,
    stopped,
  };
}

/** As scikit-learn: none of the last rounds is better, by more than `tol`, than the one before them. */
function hasStalled(watched: readonly number[], { nIterNoChange, tol }: BoostedOptions): boolean {
  if (watched.length <= nIterNoChange) return false;
  const before = watched[watched.length - nIterNoChange - 1];
  return !watched.slice(-nIterNoChange).some((value) => value < before - tol);
}

/** Which rows a round is grown on, without replacement; null for all. */
function drawSample(rows: number, options: BoostedOptions, round: number): Uint8Array | null {
  let wanted = Math.max(1, Math.round(options.subsample * rows));
  if (wanted >= rows) return null;
  const random = new TreeRandom(hashPair(hashPair(options.seed, round), SUBSAMPLE_STREAM));
  const sample = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    if (random.below(rows - row) >= wanted) continue;
    sample[row] = 1;
    wanted--;
  }
  return sample;
}

function weigh(gradients: RowGradients, weights: Float64Array | null, sample: Uint8Array | null): void {
  for (let row = 0, at = 0; at < gradients.length; row++, at += 3) {
    const counts = sample === null ? 1 : sample[row];
    const weight = weights === null ? counts : weights[row] * counts;
    gradients[at] *= weight;
    gradients[at + 1] *= weight;
    gradients[at + 2] = counts;
  }
}

function replaceLeaves(
  grown: GrownTree,
  step: (residuals: Float64Array) => number,
  y: Float64Array,
  scores: Float64Array,
  gradients: RowGradients,
  learningRate: number,
): void {
  for (const { node, rows } of grown.leaves) {
    const counted = rows.filter((row) => gradients[3 * row + 2] > 0);
    if (counted.length === 0) continue;
    const residuals = Float64Array.from(counted, (row) => y[row] - scores[row]).sort();
    grown.tree.value[node] = step(residuals) * learningRate;
  }
}

function addLeaf(scores: Float64Array, { rows }: LeafRows, value: number, outputs: number, output: number): void {
  for (let i = 0; i < rows.length; i++) scores[rows[i] * outputs + output] += value;
}

function addTree(tree: BoostedTrees, x: FitData["x"], scores: Float64Array, outputs: number, output: number): void {
  const added = new Float64Array(x.rows);
  addScores(tree, x, added, { outputs: 1, from: 0, to: 1 });
  for (let row = 0; row < x.rows; row++) scores[row * outputs + output] += added[row];
}

function repeat(base: Float64Array, rows: number): Float64Array {
  return Float64Array.from({ length: rows * base.length }, (_, i) => base[i % base.length]);
}

function toShares(values: Float64Array): Float64Array {
  const total = values.reduce((a, b) => a + b, 0);
  return total > 0 ? values.map((value) => value / total) : values;
}
