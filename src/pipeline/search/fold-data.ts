import type { JobContext } from "../../core/job";
import type { FitData } from "../../core/models/model";
import { fittingKindOf } from "../../core/models/fitting-registry";
import type { PruneBy } from "../../core/search/rungs";
import { makeRng } from "../../core/random/xoshiro";
import { takeRows } from "../../core/sparse/csr";
import type { CsrMatrix } from "../../core/sparse/csr";
import type { TwoParts } from "../../core/split/shuffle-split";
import { correctProbabilities, fitCorrection } from "../../core/metrics/probability-correction";
import type { ClassSettings } from "../../core/classes/class-options";
import type { ModelSettings } from "../../experiment/schema";
import { fitDataOf, valuesAt } from "../stages/fit-data";
import { foldMatrix } from "../validate/fold-task";
import type { FoldSource } from "../validate/fold-task";
import { foldMetrics } from "../validate/fold-metrics";
import type { FoldMetrics } from "../validate/validation-view";

/** A fold after cleaning and features, ready for any model: made once for all trials that agree up to there. */
export interface FoldData {
  readonly fit: FitData;
  readonly test: { readonly x: CsrMatrix; readonly y: Float64Array };
}

export interface FoldDataTask {
  readonly source: FoldSource;
  readonly fold: TwoParts;
  readonly holdsBack: boolean;
}

export function makeFoldData({ source, fold, holdsBack }: FoldDataTask, context: JobContext): FoldData {
  const matrix = foldMatrix(source, fold, context);
  const { values, classes, classSettings, validation } = source;
  const trained = new Set(fold.train);
  const fit = fitDataOf({
    matrix,
    values,
    classes,
    rows: {
      train: fold.train,
      validation: validation.filter((row) => trained.has(row)),
      test: fold.test,
      dropped: new Uint32Array(),
    },
    holdsBack,
    balance: classes && classSettings,
  });
  return { fit, test: { x: takeRows(matrix, fold.test), y: valuesAt(values, fold.test) } };
}

export interface JudgeTask {
  readonly data: FoldData;
  readonly model: ModelSettings;
  readonly correction: ClassSettings["correction"];
  /** what the model gets: all, a part of the rows, or a part of its trees, rounds or epochs */
  readonly part: { readonly of: PruneBy; readonly share: number; readonly seed: number };
}

export interface FoldJudgement {
  readonly metrics: FoldMetrics;
  readonly predicted: Float64Array;
}

/** Fits the model on a fold's training rows and judges it on the others. */
export async function judgeFold(
  { data, model, correction, part }: JudgeTask,
  context: JobContext,
): Promise<FoldJudgement> {
  const { kind, ...options } = part.of === "steps" ? withShareOfSteps(model, part.share) : model;
  const rows = part.of === "rows" && part.share < 1 ? shareOfRows(data.fit, part.share, part.seed) : data.fit;
  const fit = { ...rows, isTrial: true };
  const modelKind = fittingKindOf(kind);
  const shape = { ...fit, rows: fit.x.rows, columns: fit.x.columns, entries: fit.x.indices.length };
  const quiet = context.signal ? { signal: context.signal } : {};
  const parts: unknown[] = [];
  for (const job of modelKind.jobs(shape, options)) parts.push(await modelKind.fitJob(fit, options, job, quiet));
  const { model: fitted } = modelKind.combine(parts, shape, options);
  const { x, y } = data.test;
  let predicted = modelKind.predict(fitted, x);
  if (fit.classCount > 0 && correction !== "none" && fit.validation) {
    const held = modelKind.predict(fitted, fit.validation.x);
    predicted = correctProbabilities(
      fitCorrection(correction, fit.validation.y, held, fit.classCount),
      predicted,
      fit.classCount,
    );
  }
  return { metrics: foldMetrics({ actual: y, predicted, classCount: fit.classCount }), predicted };
}

/** The options that say how long a model trains. */
const STEPS: Readonly<Record<string, string>> = { forest: "trees", boosted: "maxIter", mlp: "epochs" };

export function withShareOfSteps(model: ModelSettings, share: number): ModelSettings {
  const option = STEPS[model.kind];
  const whole = option === undefined ? undefined : model[option];
  return typeof whole === "number" ? { ...model, [option]: Math.max(1, Math.round(whole * share)) } : model;
}

function shareOfRows(fit: FitData, share: number, seed: number): FitData {
  const rng = makeRng(seed);
  const order = Uint32Array.from({ length: fit.x.rows }, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const kept = order.subarray(0, Math.max(1, Math.ceil(share * order.length))).sort();
  return {
    ...fit,
    x: takeRows(fit.x, kept),
    y: valuesAt(fit.y, kept),
    ...(fit.weights && { weights: valuesAt(fit.weights, kept) }),
  };
}
