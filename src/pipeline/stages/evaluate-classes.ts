import { DataError } from "../../core/errors";
import type { ProbabilityCorrection } from "../../core/metrics/probability-correction";
import type { ClassPoints, ClassView } from "../views";
import { concat } from "./evaluate-scores";
import type { Evaluated, Evaluation, PredictedPart } from "./evaluate-scores";
import type { Scored } from "./evaluate-task";

/** Past this many points of a part, or probabilities, every k-th is kept for the charts, and the view says so. */
const POINTS_KEPT = 20_000;
const PROBABILITIES_KEPT = 400_000;

/**
 * Metrics of every part with their intervals, and of the majority and the shares of the training labels on the test
 * rows; after the probabilities were corrected, where that is asked for.
 *
 * @throws {DataError} "too-few-rows" for a correction without validation rows, "single-class" for one where they lack a class
 */
export async function evaluateClasses(
  evaluation: Evaluation & { readonly classes: readonly string[] },
): Promise<Evaluated<ClassView>> {
  const { classes, experiment, executor, context } = evaluation;
  const classCount = classes.length;
  const { parts, correction } = await corrected(evaluation);
  const { test, validation, train } = parts;
  const score = ({ actual, predicted }: Scored, baselinesOf: Float64Array | null) =>
    executor.run(
      "scoreClasses",
      { actual, predicted, classCount, settings: experiment.evaluation, baselinesOf },
      context,
    );
  const known = validation ? concat(train.actual, validation.actual) : train.actual;
  const [testScores, trainScores, validationScores] = await Promise.all([
    score(test, known),
    score(train, null),
    validation && score(validation, null),
  ]);
  const points = (part: PredictedPart) => pointsOf(part, classCount);
  return {
    view: {
      task: "classification",
      classes,
      metrics: {
        train: trainScores.metrics,
        validation: validationScores && validationScores.metrics,
        test: testScores.metrics,
      },
      baselines: testScores.baselines!,
      confusions: {
        train: trainScores.confusion,
        validation: validationScores && validationScores.confusion,
        test: testScores.confusion,
      },
      correction: correction?.kind ?? "none",
      bootstrap: testScores.resamples,
      bootstrapTrain: trainScores.resamples,
      points: { test: points(test), validation: validation && points(validation), train: points(train) },
    },
    intervals: null,
    correction,
  };
}

async function corrected({
  parts,
  classes,
  experiment,
  executor,
  context,
}: Evaluation & { readonly classes: readonly string[] }): Promise<{
  parts: Evaluation["parts"];
  correction: ProbabilityCorrection | null;
}> {
  const kind = experiment.classes.correction;
  if (kind === "none") return { parts, correction: null };
  const { test, validation, train } = parts;
  if (!validation) {
    throw new DataError(
      "too-few-rows",
      `the ${kind} correction needs validation rows, the split leaves none: raise split.validationSize`,
      { path: "classes.correction" },
    );
  }
  const result = await executor.run(
    "correctParts",
    {
      kind,
      classCount: classes.length,
      validation: { actual: validation.actual, predicted: validation.predicted },
      others: [test.predicted, train.predicted],
    },
    context,
  );
  return {
    parts: {
      test: { ...test, predicted: result.others[0] },
      validation: { ...validation, predicted: result.validation },
      train: { ...train, predicted: result.others[1] },
    },
    correction: result.correction,
  };
}

function pointsOf({ rows, actual, predicted }: PredictedPart, classCount: number): ClassPoints {
  const kept = Math.min(POINTS_KEPT, Math.floor(PROBABILITIES_KEPT / classCount));
  const step = Math.max(1, Math.ceil(rows.length / kept));
  const places = Uint32Array.from({ length: Math.ceil(rows.length / step) }, (_, i) => i * step);
  const probabilities = new Float64Array(places.length * classCount);
  places.forEach((place, i) =>
    probabilities.set(predicted.subarray(place * classCount, (place + 1) * classCount), i * classCount),
  );
  return {
    rows: places.map((place) => rows[place]),
    actual: Uint16Array.from(places, (place) => actual[place]),
    probabilities,
    sampled: step > 1,
  };
}
