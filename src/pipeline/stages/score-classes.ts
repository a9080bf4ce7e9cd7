import { countClasses } from "../../core/classes/class-balance";
import type { JobContext } from "../../core/job";
import { bootstrapClassification } from "../../core/metrics/bootstrap-classification";
import { bootstrapRanking } from "../../core/metrics/bootstrap-ranking";
import { confusionMatrix, mostLikely } from "../../core/metrics/confusion";
import type { EvaluationSettings } from "../../core/metrics/evaluation-options";
import { correctProbabilities, fitCorrection } from "../../core/metrics/probability-correction";
import type { ProbabilityCorrection } from "../../core/metrics/probability-correction";
import type { ClassMetricTable, ClassView } from "../views";
import { affordableResamples } from "./evaluate-task";
import type { Scored } from "./evaluate-task";

export interface ScoreClassesTask extends Scored {
  readonly classCount: number;
  readonly settings: EvaluationSettings;
  /** where given, the majority and the shares of these labels are scored on the same rows as well */
  readonly baselinesOf: Float64Array | null;
}

export interface ClassScoresOfPart {
  readonly metrics: ClassMetricTable;
  readonly baselines: ClassView["baselines"] | null;
  /** how often each class (row) was taken for each (column), row by row */
  readonly confusion: readonly number[];
  /** how often the rows were drawn again */
  readonly resamples: number;
}

/** Metrics of one part with their intervals; `predicted` holds rows x classes probabilities. */
export function scoreClasses(task: ScoreClassesTask, { signal }: JobContext = {}): ClassScoresOfPart {
  const { actual, predicted, classCount, settings, baselinesOf } = task;
  // each of the other classes is ranked as well, which is as much work again
  const resamples = affordableResamples(settings.bootstrap, actual.length * Math.max(1, classCount / 3));
  const options = { resamples, confidence: settings.confidence, seed: settings.seed, ...(signal && { signal }) };
  const score = (probabilities: Float64Array): ClassMetricTable => ({
    ...bootstrapClassification(actual, probabilities, classCount, options),
    ...bootstrapRanking(actual, probabilities, classCount, options),
  });
  const always = (row: Float64Array) => {
    const probabilities = new Float64Array(actual.length * classCount);
    for (let start = 0; start < probabilities.length; start += classCount) probabilities.set(row, start);
    return score(probabilities);
  };
  return {
    metrics: score(predicted),
    baselines: baselinesOf && baselinesOn(baselinesOf, classCount, always),
    confusion: [...confusionMatrix(actual, mostLikely(predicted, classCount), classCount).counts],
    resamples,
  };
}

function baselinesOn(
  labels: Float64Array,
  classCount: number,
  score: (row: Float64Array) => ClassMetricTable,
): ClassView["baselines"] {
  const shares = Float64Array.from(countClasses(labels, classCount), (count) => count / labels.length);
  const [most] = mostLikely(shares, classCount);
  return { majority: score(shares.map((_, k) => (k === most ? 1 : 0))), prior: score(shares) };
}

export interface CorrectPartsTask {
  readonly kind: "platt" | "isotonic";
  readonly classCount: number;
  /** the rows the correction is learned from */
  readonly validation: Scored;
  /** probabilities of other parts, to be corrected */
  readonly others: readonly Float64Array[];
}

/** Learns the correction and applies it to the validation rows and the others. */
export function correctParts({ kind, classCount, validation, others }: CorrectPartsTask): {
  correction: ProbabilityCorrection;
  validation: Float64Array;
  others: readonly Float64Array[];
} {
  const correction = fitCorrection(kind, validation.actual, validation.predicted, classCount);
  const correct = (probabilities: Float64Array) => correctProbabilities(correction, probabilities, classCount);
  return { correction, validation: correct(validation.predicted), others: others.map(correct) };
}
