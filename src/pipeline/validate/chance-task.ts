import type { JobContext } from "../../core/job";
import type { Rng } from "../../core/random/rng";
import { makeRng } from "../../core/random/xoshiro";
import type { Metric } from "../../experiment/metrics";
import { valuesAt } from "../stages/fit-data";
import { foldMetrics } from "./fold-metrics";
import { fitFold, foldMatrix } from "./fold-task";
import type { FoldTask } from "./fold-task";

export interface ChanceTask extends FoldTask {
  readonly metric: Metric;
  readonly seed: number;
  /** shuffles `from` .. `to - 1`: each has a stream of its own, whichever job it falls to */
  readonly from: number;
  readonly to: number;
}

/**
 * The metric on the held-out rows after training on a target shuffled among the fold's training rows, once for each
 * shuffle. The held-out rows keep their target: were it shuffled too, a few extreme scores among them would decide.
 */
export async function shuffledScores(task: ChanceTask, context: JobContext): Promise<number[]> {
  const { source, fold, metric, seed, from, to } = task;
  const matrix = foldMatrix(source, fold, context);
  const actual = valuesAt(source.values, fold.test);
  const classCount = source.classes?.length ?? 0;
  const scores: number[] = [];
  for (let shuffle = from; shuffle < to; shuffle++) {
    context.signal?.throwIfAborted();
    const values = shuffledValues(source.values, fold.train, makeRng(seed).split(shuffle));
    const predict = await fitFold({ ...task, matrix, values }, context);
    const score = foldMetrics({ actual, predicted: predict(fold.test), classCount })[metric];
    if (typeof score === "number") scores.push(score);
  }
  return scores;
}

function shuffledValues(values: Float64Array, rows: Uint32Array, random: Rng): Float64Array {
  const shuffled = values.slice();
  for (let i = rows.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [shuffled[rows[i]], shuffled[rows[j]]] = [shuffled[rows[j]], shuffled[rows[i]]];
  }
  return shuffled;
}
