import type { RegressionMetric } from "../../core/metrics/regression";
import { isGain } from "../../core/metrics/regression";
import { cellText } from "../../core/table/cells";
import type { Table } from "../../core/table/table";
import type { PredictorValue } from "../../predictor/predictor-value";
import { resolveInputs } from "../inputs";
import { bytesOfPlain } from "../plain-bytes";
import { predictorInputs } from "../predictor-inputs";
import { runInOrder } from "../run-in-order";
import type { EvaluateView, PointSet } from "../views";
import type { Scored } from "./evaluate-task";
import { valuesAt } from "./fit-data";
import type { StageOutputs, StageRun } from "./stage-run";
import { targetOf } from "./target";

/** Past this many points of a part, every k-th is kept for the charts, and the view says so. */
const POINTS_KEPT = 20_000;
const LATENCY_POSTS = 300;
/** Rows scored by one job. A row's score is the same whichever rows it is scored with. */
const ROWS_PER_JOB = 16_384;

/** Scores every part, puts intervals and baselines beside the metrics, and makes the predictor. */
export async function runEvaluate(run: StageRun): Promise<StageOutputs["evaluate"]> {
  const { read, split, features, train } = run.outputs;
  const { experiment, executor, signal } = run;
  const context = signal ? { signal } : {};
  const { target: targetName, features: inputs } = resolveInputs(experiment, read.view.columns);
  const target = targetOf(read.table, targetName, experiment.problem.task);
  const { kind } = experiment.model;
  const held = train.view.validationRows > 0 ? split.rows.validation : new Uint32Array();
  const heldRows = new Set(held);
  const fittedOn = held.length > 0 ? split.rows.train.filter((row) => !heldRows.has(row)) : split.rows.train;
  const model = executor.share(train.model);
  const matrix = executor.share(features.matrix);
  try {
    run.onProgress({ done: 0, total: 4, note: "predicting" });
    const part = async (rows: Uint32Array) => {
      const predicted = new Float64Array(rows.length);
      let elapsedMs = 0;
      await runInOrder(
        { count: Math.ceil(rows.length / ROWS_PER_JOB), width: executor.workers },
        (job) => {
          const of = rows.slice(job * ROWS_PER_JOB, (job + 1) * ROWS_PER_JOB);
          return executor.run("predictRows", { kind, model, matrix, rows: of }, context);
        },
        (scored, job) => {
          predicted.set(scored.predicted, job * ROWS_PER_JOB);
          elapsedMs += scored.elapsedMs;
        },
      );
      return { rows, actual: valuesAt(target.values, rows), predicted, elapsedMs };
    };
    const [test, validation, trained] = await Promise.all([
      part(split.rows.test),
      held.length > 0 ? part(held) : null,
      part(fittedOn),
    ]);
    run.onProgress({ done: 1, total: 4, note: "resampling" });
    const settings = experiment.evaluation;
    const score = ({ actual, predicted }: Scored, baselinesOf: Float64Array | null) =>
      executor.run("scorePart", { actual, predicted, settings, baselinesOf }, context);
    const known = validation ? concat(trained.actual, validation.actual) : trained.actual;
    const [testScores, trainScores, validationScores, intervals] = await Promise.all([
      score(test, known),
      score(trained, null),
      validation && score(validation, null),
      executor.run("residualIntervals", { actual: test.actual, predicted: test.predicted }, context),
    ]);
    const metrics = {
      train: trainScores.metrics,
      validation: validationScores && validationScores.metrics,
      test: testScores.metrics,
    };
    run.onProgress({ done: 2, total: 4, note: "timing predictions" });
    const predictor: PredictorValue = {
      version: 1,
      target: targetName,
      task: experiment.problem.task,
      inputs: predictorInputs(read.table, inputs, split.rows.train),
      cleaning: experiment.cleaning,
      features: features.fitted,
      modelKind: kind,
      model: train.model,
      intervals,
    };
    const columns = predictor.inputs.map(({ column }) => column);
    const latency = await executor.run(
      "latency",
      { predictor, records: recordsOf(read.table, split.rows.test.subarray(0, LATENCY_POSTS), columns) },
      context,
    );
    const predictedRows = test.rows.length + trained.rows.length + (validation?.rows.length ?? 0);
    const predictMs = test.elapsedMs + trained.elapsedMs + (validation?.elapsedMs ?? 0);
    const view: EvaluateView = {
      metrics,
      baselines: testScores.baselines!,
      confidence: experiment.evaluation.confidence,
      bootstrap: testScores.resamples,
      bootstrapTrain: trainScores.resamples,
      bar: barOf(experiment.problem, metrics.test),
      points: { test: points(test), validation: validation && points(validation), train: points(trained) },
      leakedRows: leakedRows(split),
      latency,
      throughput: predictMs > 0 ? (predictedRows / predictMs) * 1000 : 0,
      intervalCoverage: intervals.coverage,
      memory: {
        parse: bytesOfPlain(read.table),
        clean: bytesOfPlain(run.outputs.clean.tokens),
        features: bytesOfPlain(features.matrix),
        train: train.view.modelBytes,
      },
    };
    return { predictor, view };
  } finally {
    executor.release(matrix);
    executor.release(model);
  }
}

function concat(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function barOf(
  problem: StageRun["experiment"]["problem"],
  metrics: EvaluateView["metrics"]["test"],
): EvaluateView["bar"] {
  if (problem.bar === null) return null;
  const { value } = metrics[problem.metric];
  const met = isGain(problem.metric as RegressionMetric) ? value >= problem.bar : value <= problem.bar;
  return { metric: problem.metric, value: problem.bar, met };
}

function points({
  rows,
  actual,
  predicted,
}: {
  rows: Uint32Array;
  actual: Float64Array;
  predicted: Float64Array;
}): PointSet {
  const step = Math.ceil(rows.length / POINTS_KEPT);
  if (step <= 1) return { rows, actual, predicted, sampled: false };
  const every = (_: number, i: number) => i % step === 0;
  return { rows: rows.filter(every), actual: actual.filter(every), predicted: predicted.filter(every), sampled: true };
}

function leakedRows(split: StageOutputs["split"]): Uint32Array {
  return Uint32Array.from(new Set(split.view.leaks.flatMap(({ rows }) => rows))).sort();
}

function recordsOf(table: Table, rows: Uint32Array, names: readonly string[]): Record<string, string>[] {
  const columns = table.columns.filter(({ name }) => names.includes(name));
  return Array.from(rows, (row) => Object.fromEntries(columns.map(({ name, cells }) => [name, cellText(cells, row)])));
}
