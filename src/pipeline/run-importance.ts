import { DataError } from "../core/errors";
import { modelKindOf } from "../core/models/registry";
import { takeRows } from "../core/sparse/csr";
import { nowMs } from "./clock";
import type { Executor, ExecutorContext } from "./executor";
import { importanceGroups } from "./importance-groups";
import type { Pipeline } from "./pipeline";
import { valuesAt } from "./stages/fit-data";
import { targetOf, targetSettings } from "./stages/target";
import type { ImportanceView } from "./views";

const REPEATS = 10;
/** 97.5% quantile of Student's t with 9 degrees of freedom: ends of a 95% interval of the mean of 10 repeats. */
const T = 2.262157;
const MOST_ROWS = 10_000;
const WORDS = 8;

/**
 * What each input is worth to the trained model: how much its error rises on rows it was not fitted on when that input is
 * shuffled among them. Those are the validation rows where the model left them out, else the test rows. Trains first where
 * the model is not there.
 *
 * @throws {DataError} "too-few-rows" when fewer than 2 rows are held out
 */
export async function runImportance(
  pipeline: Pipeline,
  executor: Executor,
  { signal, onProgress }: Pick<ExecutorContext, "signal" | "onProgress">,
): Promise<ImportanceView> {
  const { outputs, experiment } = await pipeline.runStages("train", signal);
  const started = nowMs();
  const { read, split, features, train } = outputs;
  const { kind } = experiment.model;
  const part = train.view.validationRows > 0 ? "validation" : "test";
  const all = split.rows[part];
  const rows = evenly(all, MOST_ROWS);
  if (rows.length < 2) {
    throw new DataError("too-few-rows", `shuffling needs at least 2 ${part} rows, got ${rows.length}`);
  }
  const { values, classes } = targetOf(read.table, targetSettings(experiment));
  const weights =
    modelKindOf(kind).importance(train.model) ?? Float64Array.from(features.terms, ({ weight }) => weight);
  const groups = importanceGroups(features.fitted, weights, WORDS);
  const data = executor.share({
    task: classes ? "classification" : "regression",
    classCount: classes?.length ?? 0,
    x: takeRows(features.matrix, rows),
    y: valuesAt(values, rows),
  });
  const model = executor.share(train.model);
  const context = signal ? { signal } : {};
  try {
    const { error: before } = await executor.run("heldError", { kind, model, data }, context);
    const done = groups.map(() => 0);
    const report = (i: number, repeats: number) => {
      done[i] = repeats;
      const sum = done.reduce((a, b) => a + b, 0);
      onProgress?.({ done: sum, total: groups.length * REPEATS, unit: "shuffles" });
    };
    const rises = await Promise.all(
      groups.map(async ({ columns }, i) => {
        const rise = await executor.run(
          "shuffleColumns",
          { kind, model, data, columns, before, repeats: REPEATS, seed: experiment.evaluation.seed + i },
          { ...context, onProgress: (progress) => report(i, progress.done) },
        );
        report(i, REPEATS);
        return rise;
      }),
    );
    return {
      label: train.view.label,
      part,
      rows: rows.length,
      partRows: all.length,
      measure: classes ? "log loss" : "RMSE",
      error: before,
      repeats: REPEATS,
      inputs: groups
        .map(({ block, column, label, columns }, i) => {
          const { mean, deviation } = rises[i];
          const margin = (T * deviation) / Math.sqrt(REPEATS);
          return { block, column, label, columns: columns.length, rise: mean, low: mean - margin, high: mean + margin };
        })
        .sort((a, b) => b.rise - a.rise),
      elapsedMs: nowMs() - started,
    };
  } finally {
    executor.release(data);
    executor.release(model);
  }
}

function evenly(rows: Uint32Array, most: number): Uint32Array {
  if (rows.length <= most) return rows;
  return Uint32Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]);
}
