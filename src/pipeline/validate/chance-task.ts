import { isDataError } from "../../core/errors";
import type { JobContext } from "../../core/job";
import { makeRng } from "../../core/random/xoshiro";
import type { Metric } from "../../experiment/schema";
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
 * The metric on the held-out rows after training on a target shuffled among all rows of the fold, once for each shuffle.
 * A shuffle that leaves a class without a training row says nothing and is left out.
 */
export async function shuffledScores(task: ChanceTask, context: JobContext): Promise<number[]> {
  const { source, fold, metric, seed, from, to } = task;
  const matrix = foldMatrix(source, fold, context);
  const scores: number[] = [];
  for (let shuffle = from; shuffle < to; shuffle++) {
    context.signal?.throwIfAborted();
    const values = shuffledValues(task, makeRng(seed).split(shuffle));
    try {
      const predict = await fitFold({ ...task, matrix, values }, context);
      const judged = { actual: valuesAt(values, fold.test), predicted: predict(fold.test) };
      const score = foldMetrics({ ...judged, classCount: source.classes?.length ?? 0 })[metric];
      if (typeof score === "number") scores.push(score);
    } catch (thrown) {
      if (!isDataError(thrown, "too-few-rows")) throw thrown;
    }
  }
  return scores;
}

function shuffledValues({ source, fold }: ChanceTask, random: ReturnType<typeof makeRng>): Float64Array {
  const rows = joined(fold.train, fold.test);
  const values = source.values.slice();
  for (let i = rows.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [values[rows[i]], values[rows[j]]] = [values[rows[j]], values[rows[i]]];
  }
  return values;
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  const all = new Uint32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
