import { DataError } from "../core/errors";
import { columnWeights } from "../core/features/vocabulary-table";
import { studentQuantile } from "../core/metrics/student";
import { modelKindOf } from "../core/models/registry";
import { takeRows } from "../core/sparse/csr";
import { nowMs } from "./clock";
import type { Executor, ExecutorContext } from "./executor";
import { importanceGroups } from "./importance-groups";
import type { Pipeline } from "./pipeline";
import { valuesAt } from "./stages/fit-data";
import { targetOf, targetSettings } from "./stages/target";
import type { ImportanceView } from "./importance-view";

const REPEATS = 10;
const MOST_REPEATS = 200;
const MOST_ROWS = 10_000;
const WORDS = 8;

/**
 * What each input is worth to the trained model: how much its error rises on rows it was not fitted on when that input is
 * shuffled among them. Those are the validation rows where the model left them out, else the test rows. Trains first where
 * the model is not there. `repeats` is scikit-learn's `n_repeats`.
 *
 * @throws {DataError} "too-few-rows" when fewer than 2 rows are held out
 */
export async function runImportance(
  pipeline: Pipeline,
  executor: Executor,
  {
    signal,
    onProgress,
    repeats = REPEATS,
  }: Pick<ExecutorContext, "signal" | "onProgress"> & { readonly repeats?: number },
): Promise<ImportanceView> {
  if (!Number.isInteger(repeats) || repeats < 2 || repeats > MOST_REPEATS) {
    throw new DataError("invalid-option", `repeats must be a whole number from 2 to ${MOST_REPEATS}, got ${repeats}`);
  }
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
  const weights = modelKindOf(kind).importance(train.model) ?? columnWeights(features.matrix, split.rows.train);
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
    const report = (i: number, shuffles: number) => {
      done[i] = shuffles;
      const sum = done.reduce((a, b) => a + b, 0);
      onProgress?.({ done: sum, total: groups.length * repeats, unit: "shuffles" });
    };
    const rises = await Promise.all(
      groups.map(async ({ columns }, i) => {
        const rise = await executor.run(
          "shuffleColumns",
          { kind, model, data, columns, before, repeats, seed: experiment.evaluation.seed + i },
          { ...context, onProgress: (progress) => report(i, progress.done) },
        );
        report(i, repeats);
        return rise;
      }),
    );
    const t = studentQuantile(0.975, repeats - 1);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const hasWeights = modelKindOf(kind).importance(train.model) !== null && total > 0;
    return {
      label: train.view.label,
      part,
      rows: rows.length,
      partRows: all.length,
      measure: classes ? "log loss" : "RMSE",
      error: before,
      repeats,
      inputs: groups
        .map(({ block, column, label, columns }, i) => {
          const { mean, deviation } = rises[i];
          const margin = (t * deviation) / Math.sqrt(repeats);
          const share = columns.reduce((sum, at) => sum + weights[at], 0) / total;
          const weight = hasWeights ? share : null;
          return {
            block,
            column,
            label,
            columns: columns.length,
            weight,
            rise: mean,
            low: mean - margin,
            high: mean + margin,
          };
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
