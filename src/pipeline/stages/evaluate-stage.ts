import { cellText } from "../../core/table/cells";
import type { Table } from "../../core/table/table";
import type { PredictorValue } from "../../predictor/predictor-value";
import { resolveInputs } from "../inputs";
import { isGainMetric, metricOf } from "../metric-of";
import { bytesOfPlain } from "../plain-bytes";
import { predictorInputs } from "../predictor-inputs";
import { runInOrder } from "../run-in-order";
import type { EvaluateView } from "../views";
import { evaluateClasses } from "./evaluate-classes";
import { evaluateScores } from "./evaluate-scores";
import type { PredictedPart } from "./evaluate-scores";
import { valuesAt } from "./fit-data";
import type { StageOutputs, StageRun } from "./stage-run";
import { targetOf, targetSettings } from "./target";

const TIMED_POSTS = 300;
/** Rows scored by one job. A row's score is the same whichever rows it is scored with. */
const ROWS_PER_JOB = 16_384;

/** Scores every part, puts intervals and baselines beside the metrics, and makes the predictor. */
export async function runEvaluate(run: StageRun): Promise<StageOutputs["evaluate"]> {
  const { read, split, features, train } = run.outputs;
  const { experiment, executor, signal } = run;
  const context = signal ? { signal } : {};
  const { target: targetName, features: inputs } = resolveInputs(experiment, read.view.columns);
  const target = targetOf(read.table, targetSettings(experiment));
  const { kind } = experiment.model;
  const held = train.view.validationRows > 0 ? split.rows.validation : new Uint32Array();
  const heldRows = new Set(held);
  const fittedOn = held.length > 0 ? split.rows.train.filter((row) => !heldRows.has(row)) : split.rows.train;
  run.onProgress({ done: 0, total: 4, note: "predicting" });
  const [test, validation, trained] = await predictParts(run, [split.rows.test, held, fittedOn], target);
  run.onProgress({ done: 1, total: 4, note: "resampling" });
  const parts = { test, validation: held.length > 0 ? validation : null, train: trained };
  const { classes } = target;
  const result = classes
    ? await evaluateClasses({ parts, classes, experiment, executor, context })
    : await evaluateScores({ parts, experiment, executor, context });
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
    intervals: result.intervals,
    classes,
    correction: result.correction,
  };
  const columns = predictor.inputs.map(({ column }) => column);
  const { latency, throughput } = await executor.run(
    "speed",
    { predictor, records: recordsOf(read.table, split.rows.test.subarray(0, TIMED_POSTS), columns) },
    context,
  );
  const view: EvaluateView = {
    ...result.view,
    confidence: experiment.evaluation.confidence,
    bar: barOf(experiment.problem, result.view.metrics.test),
    leakedRows: leakedRows(split),
    latency,
    throughput,
    memory: {
      parse: bytesOfPlain(read.table),
      clean: bytesOfPlain(run.outputs.clean.tokens),
      features: bytesOfPlain(features.matrix),
      train: train.view.modelBytes,
    },
  };
  return { predictor, view };
}

/** What the model says of each part's rows, job by job over the pool. */
async function predictParts(
  { outputs: { features, train }, experiment, executor, signal }: StageRun,
  parts: readonly Uint32Array[],
  { values, classes }: Pick<ReturnType<typeof targetOf>, "values" | "classes">,
): Promise<PredictedPart[]> {
  const outputs = classes?.length ?? 1;
  const { kind } = experiment.model;
  const model = executor.share(train.model);
  const matrix = executor.share(features.matrix);
  const predict = async (rows: Uint32Array) => {
    const predicted = new Float64Array(rows.length * outputs);
    await runInOrder(
      { count: Math.ceil(rows.length / ROWS_PER_JOB), width: executor.workers },
      (job) => {
        const of = rows.slice(job * ROWS_PER_JOB, (job + 1) * ROWS_PER_JOB);
        return executor.run("predictRows", { kind, model, matrix, rows: of }, signal ? { signal } : {});
      },
      (scored, job) => predicted.set(scored, job * ROWS_PER_JOB * outputs),
    );
    return { rows, actual: valuesAt(values, rows), predicted };
  };
  try {
    return await Promise.all(parts.map(predict));
  } finally {
    executor.release(matrix);
    executor.release(model);
  }
}

function barOf(
  problem: StageRun["experiment"]["problem"],
  metrics: EvaluateView["metrics"]["test"],
): EvaluateView["bar"] {
  if (problem.bar === null) return null;
  const measured = metricOf(metrics, problem.metric);
  const met =
    measured !== null && (isGainMetric(problem.metric) ? measured.value >= problem.bar : measured.value <= problem.bar);
  return { metric: problem.metric, value: problem.bar, met };
}

function leakedRows(split: StageOutputs["split"]): Uint32Array {
  return Uint32Array.from(new Set(split.view.leaks.flatMap(({ rows }) => rows))).sort();
}

function recordsOf(table: Table, rows: Uint32Array, names: readonly string[]): Record<string, string>[] {
  const columns = table.columns.filter(({ name }) => names.includes(name));
  return Array.from(rows, (row) => Object.fromEntries(columns.map(({ name, cells }) => [name, cellText(cells, row)])));
}
