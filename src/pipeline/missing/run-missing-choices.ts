import { isAbort, isDataError } from "../../core/errors";
import type { Progress } from "../../core/job";
import { summarizeFolds } from "../../core/metrics/fold-summary";
import { drawFolds } from "../../core/split/draw-folds";
import { drawSplit } from "../../core/split/draw-split";
import type { TwoParts } from "../../core/split/shuffle-split";
import type { Experiment } from "../../experiment/schema";
import type { AbortSignalLike, Executor, SharedRef } from "../executor";
import { resolveInputs } from "../inputs";
import { runInOrder } from "../run-in-order";
import { valuesAt } from "../stages/fit-data";
import type { StageOutputs } from "../stages/stage-run";
import { targetOf, targetSettings } from "../stages/target";
import type { TargetValues } from "../stages/target";
import { metricRange } from "../validate/fold-metrics";
import type { FoldResult, FoldSource } from "../validate/fold-task";
import { quickModel } from "../validate/stand-in";
import type { QuickModel } from "../validate/stand-in";
import { missingChoices, rowsHaving } from "./missing-choices";
import type { MissingChoice } from "./missing-choices";
import type { MeasuredChoice, MissingView } from "./missing-view";

const MOST_FOLDS = 5;

export interface MissingHost {
  readonly experiment: Experiment;
  readonly outputs: Pick<StageOutputs, "read" | "clean" | "split">;
  readonly executor: Executor;
  readonly signal: AbortSignalLike;
  readonly onProgress?: (progress: Progress) => void;
}

type Way = Pick<MissingChoice, "features" | "without">;
type Outcome = { readonly results: readonly FoldResult[] } | { readonly failed: string };

/**
 * Cross-validates every way to treat missing values over the same folds of the training rows, and the settings as they
 * stand. All are judged on the same held-out rows, those that lack values among them, so that differences are paired; leaving
 * rows out leaves them out of training alone. A slow model is stood in for by ridge or logistic regression.
 */
export async function runMissingChoices(host: MissingHost): Promise<MissingView> {
  const { experiment, outputs, executor } = host;
  const { read, clean } = outputs;
  const { problem, evaluation, validation, split } = experiment;
  const { table } = read;
  const { features: inputs } = resolveInputs(experiment, read.view.columns);
  const target = targetOf(table, targetSettings(experiment));
  const rows = trainingRows(host, target);
  const choices = missingChoices(experiment, inputs, table, rows);
  const quick = quickModel(experiment.model, problem.task);
  const settings = { ...validation, repeats: 1, folds: Math.min(MOST_FOLDS, validation.folds) };
  const shape = { kind: quick.model.kind, isStandIn: quick.isStandIn, metric: problem.metric };
  const { confidence } = evaluation;
  if (choices.length === 0) return { ...shape, folds: settings.folds, rows: rows.length, confidence, choices: [] };
  const folds = drawFolds(table, rows, settings, { column: target.column, task: problem.task });
  const wanted = new Set([...inputs.text, ...inputs.categorical, ...inputs.numeric, ...inputs.datetime]);
  const source: FoldSource = {
    table: { rowCount: table.rowCount, columns: table.columns.filter(({ name }) => wanted.has(name)) },
    tokens: clean.tokens,
    inputs,
    features: experiment.features,
    values: target.values,
    classes: target.classes,
    classSettings: experiment.classes,
    validation: outputs.split.rows.validation,
  };
  const present: Way = { features: experiment.features, without: split.dropMissingIn };
  const others = choices.filter(({ isPresent }) => !isPresent);
  const shared = executor.share(source);
  try {
    const [now, ...measured] = await judgeWays([present, ...others], { host, shared, folds, quick });
    const testShare = mean(folds.map(({ train, test }) => test.length / train.length));
    const judged = concat(folds.map(({ test }) => test));
    const told = (outcome: Outcome): Pick<MeasuredChoice, "summary" | "failed"> => {
      if ("failed" in outcome) return { summary: null, failed: outcome.failed };
      const values = outcome.results
        .map(({ metrics }) => metrics[problem.metric])
        .filter((value) => typeof value === "number");
      const options = { confidence, testShare, range: metricRange(problem.metric) };
      return { summary: values.length > 0 ? summarizeFolds(values, options) : null, failed: null };
    };
    const side = (results: readonly FoldResult[]) => ({
      rows: judged,
      actual: valuesAt(target.values, judged),
      predicted: concatNumbers(results.map(({ predicted }) => predicted)),
    });
    const shown: MeasuredChoice[] = [];
    for (const { features: _features, without: _without, ...choice } of choices) {
      const outcome = choice.isPresent ? now : measured[others.findIndex(({ id }) => id === choice.id)];
      let difference: MeasuredChoice["difference"] = null;
      if (!choice.isPresent && "results" in outcome && "results" in now) {
        const compared = await executor.run(
          "comparePredictions",
          {
            first: side(outcome.results),
            second: side(now.results),
            classCount: target.classes?.length ?? 0,
            confidence,
          },
          { signal: host.signal },
        );
        difference = compared.metrics.find(({ metric }) => metric === problem.metric) ?? compared.metrics[0];
      }
      shown.push({ ...choice, ...told(outcome), difference });
    }
    return { ...shape, folds: folds.length, rows: judged.length, confidence, choices: shown };
  } finally {
    executor.release(shared);
  }
}

/** The training rows, with those that are left out for a missing value: whether that is right is among the questions. Never a test row. */
function trainingRows({ experiment, outputs: { read, split } }: MissingHost, target: TargetValues): Uint32Array {
  if (experiment.split.dropMissingIn.length === 0) return split.rows.train;
  const { train } = drawSplit(
    read.table,
    { ...experiment.split, dropMissingIn: [] },
    { targetColumn: experiment.problem.target, hasTarget: target.present, task: experiment.problem.task },
  );
  const tested = new Set(split.rows.test);
  return train.filter((row) => !tested.has(row));
}

async function judgeWays(
  ways: readonly Way[],
  {
    host,
    shared,
    folds,
    quick: { model },
  }: {
    readonly host: MissingHost;
    readonly shared: SharedRef;
    readonly folds: readonly TwoParts[];
    readonly quick: QuickModel;
  },
): Promise<Outcome[]> {
  const { executor, outputs, signal, onProgress } = host;
  const total = ways.length * folds.length;
  const outcomes: (FoldResult | string)[] = [];
  onProgress?.({ done: 0, total, unit: "trainings" });
  await runInOrder(
    { count: total, width: executor.workers },
    async (job): Promise<FoldResult | string> => {
      const { features, without } = ways[Math.floor(job / folds.length)];
      const { train, test } = folds[job % folds.length];
      const fold = { train: without.length > 0 ? rowsHaving(outputs.read.table, without, train) : train, test };
      try {
        return await executor.run("validateWay", { source: shared, features, model, fold }, { signal });
      } catch (thrown) {
        // A way that cannot be trained is told as such; the others are still worth knowing.
        if (isAbort(thrown) || signal.aborted || !isDataError(thrown)) throw thrown;
        return thrown.message;
      }
    },
    (outcome) => {
      outcomes.push(outcome);
      onProgress?.({ done: outcomes.length, total, unit: "trainings" });
    },
  );
  return ways.map((_, way) => {
    const results = outcomes.slice(way * folds.length, (way + 1) * folds.length);
    const failed = results.find((result) => typeof result === "string");
    return failed === undefined ? { results: results as FoldResult[] } : { failed };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function concat(arrays: readonly Uint32Array[]): Uint32Array {
  return Uint32Array.from(arrays.flatMap((array) => [...array]));
}

function concatNumbers(arrays: readonly Float64Array[]): Float64Array {
  return Float64Array.from(arrays.flatMap((array) => [...array]));
}
