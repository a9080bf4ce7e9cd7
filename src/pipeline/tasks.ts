import { fitFeatures } from "../core/features/fit-features";
import { transformFeatures } from "../core/features/transform-features";
import { columnWeights } from "../core/features/vocabulary-table";
import type { JobContext } from "../core/job";
import { fitResidualIntervals } from "../core/metrics/residual-intervals";
import { runChecks } from "../core/quality/run-checks";
import { fittingKindOf } from "../core/models/fitting-registry";
import type { ModelKindName } from "../core/models/kinds";
import type { FitData } from "../core/models/model";
import { cleanCells } from "../core/text/clean-cells";
import type { TextCells } from "../core/text/clean-cells";
import type { CleaningSettings } from "../core/text/cleaning-options";
import { countRemoved } from "../core/text/cleaning-report";
import { compareErrorsTask } from "./errors/compare-errors-task";
import { residualsTask } from "./errors/residuals-task";
import { slicesTask } from "./errors/slices-task";
import { checkFile } from "./file-check";
import type { MaybeShared } from "./executor";
import { fitPenaltyPath } from "./penalty-path";
import { runBehaviourTest } from "./behaviour/behaviour-task";
import { dependencePoints, explainPost, probeRecords } from "./explain/explain-tasks";
import { heldError, shuffleColumns } from "./shuffle-task";
import { judgeFold, makeFoldData } from "./search/fold-data";
import { assistFit } from "./stages/assist-task";
import { correctParts, scoreClasses } from "./stages/score-classes";
import { measureSpeed, predictRows, scorePart } from "./stages/evaluate-task";
import type { Scored } from "./stages/evaluate-task";
import { makeFeatures } from "./stages/features-stage";
import type { ColumnWeightsTask, FitFeaturesTask, TransformTask } from "./stages/features-stage";
import { fitDataOf } from "./stages/fit-data";
import type { FitDataTask } from "./stages/fit-data";
import { beginPrepared, fillPrepared } from "./stages/prepare-task";
import { previewFile, readFile, readRecords } from "./stages/read-task";
import { drawAndReport } from "./stages/split-stage";
import type { SplitTask } from "./stages/split-stage";
import { shuffledScores } from "./validate/chance-task";
import { comparePredictions } from "./validate/compare-task";
import { packSharedRun } from "./share/share-task";
import { validateFold, validateWay } from "./validate/fold-task";
import { metricInterval } from "./validate/metric-interval";

export interface FitJobTask {
  readonly kind: ModelKindName;
  readonly options: unknown;
  readonly job: unknown;
  readonly data: FitData;
}

export interface CleanTask {
  readonly columns: readonly TextCells[];
  readonly settings: CleaningSettings;
  readonly fromRow: number;
  readonly toRow: number;
  /** rows of which it is told what went */
  readonly reported: readonly number[];
}

/**
 * Everything that takes long, as pure functions of plain values: they run in any worker of the pool, and what they
 * return depends on nothing but what they are given.
 */
export const TASKS = {
  read: readFile,
  preview: previewFile,
  readRecords,
  checkFile,
  cleanChunk: ({ columns, settings, fromRow, toRow, reported }: CleanTask, context: JobContext) => ({
    tokens: cleanCells(columns, settings, fromRow, toRow, context),
    removed: countRemoved(columns, reported, settings, context),
  }),
  split: (task: SplitTask) => drawAndReport(task),
  makeFeatures,
  fitFeatures: (task: FitFeaturesTask, context: JobContext) => fitFeatures({ ...task, ...task.data }, context),
  transformRows: (task: TransformTask, context: JobContext) =>
    transformFeatures(task.fitted, task.data, context, task.rows),
  columnWeights: ({ matrix, rows }: ColumnWeightsTask) => columnWeights(matrix, rows),
  fitData: (task: FitDataTask) => fitDataOf(task),
  beginPrepared,
  fillPrepared,
  fitJob: ({ kind, options, job, data }: FitJobTask, context: JobContext) =>
    fittingKindOf(kind).fitJob(data, options, job, context),
  assistFit,
  penaltyPath: fitPenaltyPath,
  heldError,
  shuffleColumns,
  probeRecords,
  dependencePoints,
  explainPost,
  predictRows,
  scorePart,
  scoreClasses,
  correctParts,
  residualIntervals: ({ actual, predicted }: Scored) => fitResidualIntervals(predicted, actual),
  speed: measureSpeed,
  quality: runChecks,
  validateFold,
  validateWay,
  shuffledScores,
  metricInterval,
  comparePredictions,
  slices: slicesTask,
  residuals: residualsTask,
  compareErrors: compareErrorsTask,
  runBehaviourTest,
  packSharedRun,
  makeFoldData,
  judgeFold,
};

export type TaskName = keyof typeof TASKS;

/** A task's arguments; any of them may be given as a reference to a shared value. */
export type TaskArgs<N extends TaskName> = {
  readonly [K in keyof Parameters<(typeof TASKS)[N]>[0]]: MaybeShared<Parameters<(typeof TASKS)[N]>[0][K]>;
};

export type TaskResult<N extends TaskName> = Awaited<ReturnType<(typeof TASKS)[N]>>;

export type TaskFunction = (args: object, context: JobContext) => unknown;
