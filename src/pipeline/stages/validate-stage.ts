import { DataError, isDataError } from "../../core/errors";
import { summarizeFolds } from "../../core/metrics/fold-summary";
import { drawFolds } from "../../core/split/draw-folds";
import type { TwoParts } from "../../core/split/shuffle-split";
import { hashModel } from "../../experiment/model-hash";
import { METRICS_BY_TASK } from "../../experiment/metrics";
import type { ModelSettings } from "../../experiment/schema";
import type { Metric } from "../../experiment/metrics";
import { resolveInputs } from "../inputs";
import type { SharedRef } from "../executor";
import { isGainMetric } from "../metric-of";
import { runInOrder } from "../run-in-order";
import { CURVE_SHARES, shareOfFold } from "../validate/curve-rows";
import { metricRange } from "../validate/fold-metrics";
import type { FoldResult, FoldSource } from "../validate/fold-task";
import { permutationP } from "../validate/permutation-p";
import { quickModel } from "../validate/stand-in";
import type { ChanceView, CurvePointView, ValidationView } from "../validate/validation-view";
import { valuesAt } from "./fit-data";
import type { StageOutputs, StageRun } from "./stage-run";
import { targetOf, targetSettings } from "./target";

const SHUFFLES_PER_JOB = 5;
/** Folds behind each point of the learning curve. */
const CURVE_FOLDS = 3;

/**
 * Cross-validation of the chosen model over the training rows, with the two questions that go with it: is it better than
 * chance, and would more rows help. The test part is not touched.
 */
export async function runValidate(run: StageRun): Promise<StageOutputs["validate"]> {
  const { experiment, executor, outputs } = run;
  const { read, clean, split } = outputs;
  const { validation: settings, problem, model, evaluation } = experiment;
  const { target: _, features: inputs } = resolveInputs(experiment, read.view.columns);
  const target = targetOf(read.table, targetSettings(experiment));
  const folds = drawFolds(read.table, split.rows.train, settings, { column: target.column, task: problem.task });
  const wanted = new Set([...inputs.text, ...inputs.categorical, ...inputs.numeric, ...inputs.datetime]);
  const source: FoldSource = {
    table: { rowCount: read.table.rowCount, columns: read.table.columns.filter(({ name }) => wanted.has(name)) },
    tokens: clean.tokens,
    inputs,
    features: experiment.features,
    values: target.values,
    classes: target.classes,
    classSettings: experiment.classes,
    validation: split.rows.validation,
  };
  const shared = executor.share(source);
  const validator: Validator = { run, source, shared, folds, metric: problem.metric, steps: stepCounter(run, folds) };
  try {
    const results = await judgeFolds(validator, folds, model, "fold");
    const metrics: readonly Metric[] = METRICS_BY_TASK[problem.task];
    const testShare = mean(folds.map(({ train, test }) => test.length / train.length));
    const summary = Object.fromEntries(
      metrics.map((metric) => {
        const values = results.map((result) => result.metrics[metric]).filter((value) => typeof value === "number");
        return [
          metric,
          values.length > 0
            ? summarizeFolds(values, { confidence: evaluation.confidence, testShare, range: metricRange(metric) })
            : null,
        ];
      }),
    );
    const view: ValidationView = {
      modelHash: hashModel(experiment),
      kind: model.kind,
      task: problem.task,
      metric: problem.metric,
      settings: {
        scheme: settings.scheme,
        column: settings.column,
        folds: settings.folds,
        repeats: settings.repeats,
        seed: settings.seed,
      },
      rows: split.rows.train.length,
      folds: results.map(({ metrics: held, trainMetrics }, i) => ({
        trainRows: folds[i].train.length,
        testRows: folds[i].test.length,
        metrics: held,
        trainMetrics,
      })),
      confidence: evaluation.confidence,
      summary,
      curve: settings.curve ? await learningCurve(validator, results) : null,
      chance: settings.permutations > 0 ? await againstChance(validator, results[0]) : null,
    };
    return { view };
  } finally {
    executor.release(shared);
  }
}

interface Validator {
  readonly run: StageRun;
  readonly source: FoldSource;
  readonly shared: SharedRef;
  readonly folds: readonly TwoParts[];
  readonly metric: Metric;
  readonly steps: (count: number, note: string) => void;
}

/** Counts trainings of all kinds, so that one bar goes from nothing to done. */
function stepCounter({ experiment, onProgress }: StageRun, folds: readonly TwoParts[]): Validator["steps"] {
  const { curve, permutations } = experiment.validation;
  const curveFits = curve ? (CURVE_SHARES.length - 1) * Math.min(CURVE_FOLDS, folds.length) : 0;
  const total = folds.length + curveFits + permutations;
  let done = 0;
  return (count, note) => {
    done += count;
    onProgress({ done: Math.min(done, total), total, unit: "trainings", note });
  };
}

async function judgeFolds(
  { run, shared, steps }: Validator,
  folds: readonly TwoParts[],
  model: ModelSettings,
  note: string,
): Promise<FoldResult[]> {
  const { executor, signal } = run;
  const results: FoldResult[] = [];
  steps(0, `${note} 1 of ${folds.length}`);
  await runInOrder(
    { count: folds.length, width: executor.workers },
    async (fold) => {
      try {
        return await executor.run(
          "validateFold",
          { source: shared, model, fold: folds[fold] },
          signal ? { signal } : {},
        );
      } catch (thrown) {
        throw inFold(thrown, `${note} ${fold + 1} of ${folds.length}`);
      }
    },
    (result) => {
      results.push(result);
      steps(1, `${note} ${Math.min(results.length + 1, folds.length)} of ${folds.length}`);
    },
  );
  return results;
}

/** The same error, with the fold it was met in. */
function inFold(thrown: unknown, where: string): unknown {
  if (!isDataError(thrown)) return thrown;
  const { code, message, details } = thrown;
  return new DataError(code, `in ${where}: ${message}`, details);
}

async function learningCurve(validator: Validator, whole: readonly FoldResult[]): Promise<ValidationView["curve"]> {
  const { run, source, folds, metric } = validator;
  const { validation, evaluation, model } = run.experiment;
  const used = folds.slice(0, CURVE_FOLDS);
  const points: CurvePointView[] = [];
  for (const share of CURVE_SHARES) {
    const parts = used.map((fold, i) =>
      shareOfFold(fold, share, { seed: validation.seed + i, isTimed: validation.scheme === "time" }),
    );
    const results = share === 1 ? whole.slice(0, used.length) : await fitted(parts);
    if (results === null) continue;
    const actual = concat(parts.map(({ test }) => valuesAt(source.values, test)));
    const predicted = concat(results.map((result) => result.predicted));
    const interval = await run.executor.run(
      "metricInterval",
      {
        judged: { actual, predicted, classCount: source.classes?.length ?? 0 },
        metric,
        confidence: evaluation.confidence,
      },
      run.signal ? { signal: run.signal } : {},
    );
    const train = results.map(({ trainMetrics }) => trainMetrics[metric]).filter((value) => typeof value === "number");
    if (interval && train.length > 0) {
      points.push({ rows: Math.round(mean(parts.map((part) => part.train.length))), ...interval, train: mean(train) });
    }
  }
  return { metric, folds: used.length, points };

  /** Null where so few rows cannot train it: the curve begins later then. */
  async function fitted(parts: readonly TwoParts[]): Promise<FoldResult[] | null> {
    try {
      return await judgeFolds(validator, parts, model, "learning curve, part");
    } catch (thrown) {
      if (isDataError(thrown)) return null;
      throw thrown;
    }
  }
}

async function againstChance(validator: Validator, first: FoldResult): Promise<ChanceView | null> {
  const { run, shared, folds, metric, steps } = validator;
  const { executor, experiment, signal } = run;
  const { problem, model, validation } = experiment;
  const context = signal ? { signal } : {};
  const { model: tried, isStandIn } = quickModel(model, problem.task);
  const [fold] = folds;
  const { metrics } = isStandIn
    ? await executor.run("validateFold", { source: shared, model: tried, fold }, context)
    : first;
  const value = metrics[metric];
  if (typeof value !== "number") return null;
  const { permutations, seed } = validation;
  const shuffled: number[] = [];
  steps(0, "shuffled targets");
  await runInOrder(
    { count: Math.ceil(permutations / SHUFFLES_PER_JOB), width: executor.workers },
    (job) => {
      const from = job * SHUFFLES_PER_JOB;
      const to = Math.min(permutations, from + SHUFFLES_PER_JOB);
      return executor.run("shuffledScores", { source: shared, model: tried, fold, metric, seed, from, to }, context);
    },
    (scores) => {
      shuffled.push(...scores);
      steps(SHUFFLES_PER_JOB, "shuffled targets");
    },
  );
  const p = permutationP(value, shuffled, isGainMetric(metric));
  return { metric, kind: tried.kind, isStandIn, value, shuffled, p };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function concat(arrays: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}
