import type { FeatureBlock, FeatureInputs } from "../../core/features/feature-matrix";
import type { FeatureSettings } from "../../core/features/feature-options";
import { featureRuns } from "../../core/features/feature-names";
import { fitFeatures } from "../../core/features/fit-features";
import type { FittedFeatures } from "../../core/features/fit-features";
import { isHashing } from "../../core/features/text-block";
import { transformFeatures } from "../../core/features/transform-features";
import type { RowRange } from "../../core/features/transform-features";
import { columnWeights, vocabularySize } from "../../core/features/vocabulary-table";
import type { JobContext } from "../../core/job";
import { csrBytes, joinRows } from "../../core/sparse/csr";
import type { CsrMatrix } from "../../core/sparse/csr";
import type { Table } from "../../core/table/table";
import type { Tokens } from "../../core/text/tokens";
import { hashingView } from "../hashing-view";
import type { SharedRef } from "../executor";
import { resolveInputs } from "../inputs";
import { runInOrder } from "../run-in-order";
import type { FeaturesView } from "../views";
import type { StageOutputs, StageRun } from "./stage-run";

/** What every row is made of. */
export interface FeatureSource {
  readonly table: Table;
  readonly tokens: Tokens;
}

export interface FitFeaturesTask {
  readonly data: FeatureSource;
  readonly inputs: FeatureInputs;
  readonly settings: FeatureSettings;
  /** the training rows: everything is fitted on these alone */
  readonly rows: Uint32Array;
}

export interface TransformTask {
  readonly fitted: FittedFeatures;
  readonly data: FeatureSource;
  readonly rows: RowRange;
}

export interface ColumnWeightsTask {
  readonly matrix: CsrMatrix;
  readonly rows: Uint32Array;
}

/** Text of so few tokens is fitted, turned into rows and weighed in one job: sending things about would take longer. */
const TOKENS_IN_ONE_JOB = 1_000_000;

/** Rows of one job. A row is the same wherever the rows are cut. */
const LEAST_ROWS_PER_JOB = 1024;
const MOST_ROWS_PER_JOB = 32_768;

/** The whole stage in one job, for texts that are no more work than that. */
export function makeFeatures(
  task: FitFeaturesTask,
  context: JobContext,
): Pick<StageOutputs["features"], "fitted" | "matrix" | "weights"> {
  const fitted = fitFeatures({ ...task, ...task.data }, context);
  const matrix = transformFeatures(fitted, task.data, context, { from: 0, to: task.data.table.rowCount });
  return { fitted, matrix, weights: columnWeights(matrix, task.rows) };
}

/** Fits the transformers on the training rows in one job, and turns every row into a row of the matrix in many. */
export async function runFeatures(run: StageRun): Promise<StageOutputs["features"]> {
  const { read, clean, split } = run.outputs;
  const { executor, signal } = run;
  const { features } = resolveInputs(run.experiment, read.view.columns);
  const wanted = new Set([...features.text, ...features.categorical, ...features.numeric, ...features.datetime]);
  const table: Table = {
    rowCount: read.table.rowCount,
    columns: read.table.columns.filter(({ name }) => wanted.has(name)),
  };
  const rows = split.rows.train;
  const settings = run.experiment.features;
  const tokenCount = clean.tokens.columns.reduce((sum, { ids }) => sum + ids.length, 0);
  if (tokenCount <= TOKENS_IN_ONE_JOB && table.rowCount <= MOST_ROWS_PER_JOB) {
    const task = { data: { table, tokens: clean.tokens }, inputs: features, settings, rows };
    // The matrix lies in memory that the stages to come can hand to every worker.
    const made = await executor.run("makeFeatures", task, {
      ...(signal && { signal }),
      onProgress: run.onProgress,
      shareAllocated: true,
    });
    return { ...made, view: viewOf(made.fitted, made.matrix) };
  }
  const data = executor.share({ table, tokens: clean.tokens });
  try {
    const fitted = await executor.run("fitFeatures", { data, inputs: features, settings, rows }, run);
    const matrix = await transformInChunks(run, fitted, data, table.rowCount);
    const weights = await executor.run("columnWeights", { matrix, rows }, signal ? { signal } : {});
    return { fitted, matrix, weights, view: viewOf(fitted, matrix) };
  } finally {
    executor.release(data);
  }
}

async function transformInChunks(
  { executor, signal, onProgress }: StageRun,
  fitted: FittedFeatures,
  data: SharedRef,
  rowCount: number,
): Promise<CsrMatrix> {
  const even = Math.ceil(rowCount / (2 * executor.workers));
  const perJob = Math.max(LEAST_ROWS_PER_JOB, Math.min(MOST_ROWS_PER_JOB, even));
  const count = Math.ceil(rowCount / perJob);
  const known = executor.share(fitted);
  const parts: CsrMatrix[] = [];
  try {
    await runInOrder(
      { count, width: executor.workers + 1 },
      (job) => {
        const rows = { from: job * perJob, to: Math.min(rowCount, (job + 1) * perJob) };
        return executor.run("transformRows", { fitted: known, data, rows }, signal ? { signal } : {});
      },
      (part, job) => {
        parts.push(part);
        onProgress({ done: Math.min(rowCount, (job + 1) * perJob), total: rowCount, unit: "rows" });
      },
    );
  } finally {
    executor.release(known);
  }
  return joinRows(parts, fitted.columns, (bytes) => executor.allocate(bytes));
}

function viewOf(fitted: FittedFeatures, matrix: CsrMatrix): FeaturesView {
  const nonZeros = matrix.indices.length;
  return {
    rows: matrix.rows,
    columns: matrix.columns,
    nonZeros,
    density: matrix.rows * matrix.columns === 0 ? 0 : nonZeros / (matrix.rows * matrix.columns),
    bytes: csrBytes(matrix),
    blocks: blocksOf(fitted),
    terms: vocabularySize(fitted),
    ...(fitted.text !== null && isHashing(fitted.text) && { hashing: hashingView(fitted.text) }),
  };
}

function blocksOf(fitted: FittedFeatures): FeaturesView["blocks"] {
  const blocks: { block: FeatureBlock; column: string; columns: number }[] = [];
  for (const { block, column, length } of featureRuns(fitted)) {
    const last = blocks.at(-1);
    if (last && last.block === block && last.column === column) last.columns += length;
    else if (length > 0) blocks.push({ block, column, columns: length });
  }
  return blocks;
}
