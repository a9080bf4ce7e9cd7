import type { JobContext } from "../core/job";
import { modelKindOf } from "../core/models/registry";
import type { ModelKindName } from "../core/models/kinds";
import type { FitData } from "../core/models/model";
import { cleanCells } from "../core/text/clean-cells";
import type { TextCells } from "../core/text/clean-cells";
import type { CleaningSettings } from "../core/text/cleaning-options";
import { cleaningReport } from "../core/text/cleaning-report";
import type { MaybeShared } from "./executor";
import { fitPenaltyPath } from "./penalty-path";
import { evaluatePredictions, measureLatency, predictRows } from "./stages/evaluate-task";
import { makeFeatures } from "./stages/features-stage";
import type { FeaturesTask } from "./stages/features-stage";
import { previewFile, readFile, readRecords } from "./stages/read-task";
import { drawAndReport } from "./stages/split-stage";
import type { SplitTask } from "./stages/split-stage";

export interface FitJobTask {
  readonly kind: ModelKindName;
  readonly options: unknown;
  readonly job: unknown;
  readonly data: FitData;
}

export interface CleanTask {
  readonly columns: readonly TextCells[];
  readonly settings: CleaningSettings;
}

/**
 * Everything that takes long, as pure functions of plain values: they run in any worker of the pool, and what they
 * return depends on nothing but what they are given.
 */
export const TASKS = {
  read: readFile,
  preview: previewFile,
  readRecords,
  cleanChunk: ({ columns, settings }: CleanTask, context: JobContext) =>
    cleanCells(columns, settings, 0, columns[0].cells.offsets.length - 1, context),
  cleanReport: ({ columns, rows, settings }: CleanTask & { readonly rows: readonly number[] }) =>
    cleaningReport(columns, rows, settings),
  split: (task: SplitTask) => drawAndReport(task),
  features: (task: FeaturesTask, context: JobContext) => makeFeatures(task, context),
  fitJob: ({ kind, options, job, data }: FitJobTask, context: JobContext) =>
    modelKindOf(kind).fitJob(data, options, job, context),
  penaltyPath: fitPenaltyPath,
  predictRows,
  evaluate: evaluatePredictions,
  latency: measureLatency,
};

export type TaskName = keyof typeof TASKS;

/** A task's arguments; any of them may be given as a reference to a shared value. */
export type TaskArgs<N extends TaskName> = {
  readonly [K in keyof Parameters<(typeof TASKS)[N]>[0]]: MaybeShared<Parameters<(typeof TASKS)[N]>[0][K]>;
};

export type TaskResult<N extends TaskName> = Awaited<ReturnType<(typeof TASKS)[N]>>;

export type TaskFunction = (args: object, context: JobContext) => unknown;
