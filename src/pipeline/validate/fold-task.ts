import type { ClassSettings } from "../../core/classes/class-options";
import type { FeatureInputs } from "../../core/features/feature-matrix";
import type { FeatureSettings } from "../../core/features/feature-options";
import { fitFeatures } from "../../core/features/fit-features";
import { transformFeatures } from "../../core/features/transform-features";
import type { JobContext } from "../../core/job";
import { correctProbabilities, fitCorrection } from "../../core/metrics/probability-correction";
import type { FitData } from "../../core/models/model";
import { fittingKindOf } from "../../core/models/fitting-registry";
import { takeRows } from "../../core/sparse/csr";
import type { CsrMatrix } from "../../core/sparse/csr";
import type { TwoParts } from "../../core/split/shuffle-split";
import type { Table } from "../../core/table/table";
import type { Tokens } from "../../core/text/tokens";
import type { ModelSettings } from "../../experiment/schema";
import { fitDataOf, valuesAt } from "../stages/fit-data";
import { foldMetrics } from "./fold-metrics";
import type { FoldMetrics } from "./validation-view";

/** What all folds have in common: handed to every worker once. */
export interface FoldSource {
  readonly table: Table;
  readonly tokens: Tokens;
  readonly inputs: FeatureInputs;
  readonly features: FeatureSettings;
  /** the target, by row of the table */
  readonly values: Float64Array;
  /** names of the classes, null for regression */
  readonly classes: readonly string[] | null;
  readonly classSettings: ClassSettings;
  /** rows for early stopping and corrections; a fold uses those that it trains on */
  readonly validation: Uint32Array;
}

export interface FoldTask {
  readonly source: FoldSource;
  readonly model: ModelSettings;
  readonly fold: TwoParts;
}

export interface FoldResult {
  readonly predicted: Float64Array;
  readonly metrics: FoldMetrics;
  readonly trainMetrics: FoldMetrics;
}

/**
 * Everything from transformers to predictions, learned from the fold's training rows alone. One job from beginning to
 * end, so that folds keep the workers busy side by side and nothing large goes back and forth.
 */
export async function validateFold({ source, model, fold }: FoldTask, context: JobContext): Promise<FoldResult> {
  const matrix = foldMatrix(source, fold, context);
  const { values, classes } = source;
  const predict = await fitFold({ source, model, fold, matrix, values }, context);
  const classCount = classes?.length ?? 0;
  const judge = (rows: Uint32Array, predicted: Float64Array) =>
    foldMetrics({ actual: valuesAt(values, rows), predicted, classCount });
  const predicted = predict(fold.test);
  return { predicted, metrics: judge(fold.test, predicted), trainMetrics: judge(fold.train, predict(fold.train)) };
}

/** The same with other features than the source's: many ways over one source, which goes to a worker once. */
export function validateWay(
  { source, features, ...task }: FoldTask & { readonly features: FeatureSettings },
  context: JobContext,
): Promise<FoldResult> {
  return validateFold({ ...task, source: { ...source, features } }, context);
}

/** All rows, by transformers fitted on the fold's training rows. */
export function foldMatrix(source: FoldSource, fold: TwoParts, context: JobContext): CsrMatrix {
  const { table, tokens, inputs, features } = source;
  // the progress of a fold is that it is done
  const quiet = context.signal ? { signal: context.signal } : {};
  const fitted = fitFeatures({ table, tokens, inputs, settings: features, rows: fold.train }, quiet);
  return transformFeatures(fitted, { table, tokens }, quiet);
}

/** Fits the model on the fold's training rows with the target `values`; what comes back predicts any rows. */
export async function fitFold(
  {
    source,
    model: { kind, ...options },
    fold,
    matrix,
    values,
  }: FoldTask & { readonly matrix: CsrMatrix; readonly values: Float64Array },
  context: JobContext,
): Promise<(rows: Uint32Array) => Float64Array> {
  const { classes, classSettings, validation } = source;
  const modelKind = fittingKindOf(kind);
  const trained = new Set(fold.train);
  const corrects = classes !== null && classSettings.correction !== "none";
  const data = fitDataOf({
    matrix,
    values,
    classes,
    rows: {
      train: fold.train,
      validation: validation.filter((row) => trained.has(row)),
      test: fold.test,
      dropped: new Uint32Array(),
    },
    holdsBack: corrects || modelKind.usesValidation(options),
    balance: classes && classSettings,
  });
  const quiet = context.signal ? { signal: context.signal } : {};
  const shape = { ...data, rows: data.x.rows, columns: data.x.columns, entries: data.x.indices.length };
  const parts: unknown[] = [];
  for (const job of modelKind.jobs(shape, options)) parts.push(await modelKind.fitJob(data, options, job, quiet));
  const { model } = modelKind.combine(parts, shape, options);
  const correct = correctionOf(classSettings, data, () => modelKind.predict(model, data.validation!.x));
  return (rows) => correct(modelKind.predict(model, takeRows(matrix, rows)));
}

function correctionOf(
  { correction: kind }: ClassSettings,
  { classCount, validation }: FitData,
  predict: () => Float64Array,
): (probabilities: Float64Array) => Float64Array {
  if (classCount === 0 || kind === "none" || !validation) return (probabilities) => probabilities;
  const correction = fitCorrection(kind, validation.y, predict(), classCount);
  return (probabilities) => correctProbabilities(correction, probabilities, classCount);
}
