import type { ResidualIntervals } from "../../core/metrics/residual-intervals";
import type { Experiment } from "../../experiment/schema";
import type { PredictorValue } from "../../predictor/predictor-value";
import type { Executor, ExecutorContext } from "../executor";
import type { ClassView, PointSet, RegressionView } from "../views";
import type { Scored } from "./evaluate-task";

/** What the model said of the rows of one part: a score a row, or the probability of each class. */
export interface PredictedPart extends Scored {
  readonly rows: Uint32Array;
}

export interface Evaluation {
  readonly parts: {
    readonly test: PredictedPart;
    readonly validation: PredictedPart | null;
    readonly train: PredictedPart;
  };
  readonly experiment: Experiment;
  readonly executor: Executor;
  readonly context: ExecutorContext;
}

/** The part of the view that depends on what is predicted, and what the predictor takes along. */
export interface Evaluated<View extends RegressionView | ClassView> {
  readonly view: Omit<View, "confidence" | "bar" | "leakedRows" | "latency" | "throughput" | "memory">;
  readonly intervals: ResidualIntervals | null;
  readonly correction: PredictorValue["correction"];
}

/** Past this many points of a part, every k-th is kept for the charts, and the view says so. */
const POINTS_KEPT = 20_000;

/** Metrics of every part with their intervals, and of the training mean and median on the test rows. */
export async function evaluateScores(evaluation: Evaluation): Promise<Evaluated<RegressionView>> {
  const { parts, experiment, executor, context } = evaluation;
  const { test, validation, train } = parts;
  const settings = experiment.evaluation;
  const score = ({ actual, predicted }: Scored, baselinesOf: Float64Array | null) =>
    executor.run("scorePart", { actual, predicted, settings, baselinesOf }, context);
  const known = validation ? concat(train.actual, validation.actual) : train.actual;
  const [testScores, trainScores, validationScores, intervals] = await Promise.all([
    score(test, known),
    score(train, null),
    validation && score(validation, null),
    executor.run("residualIntervals", { actual: test.actual, predicted: test.predicted }, context),
  ]);
  return {
    view: {
      task: "regression",
      metrics: {
        train: trainScores.metrics,
        validation: validationScores && validationScores.metrics,
        test: testScores.metrics,
      },
      baselines: testScores.baselines!,
      bootstrap: testScores.resamples,
      bootstrapTrain: trainScores.resamples,
      points: { test: points(test), validation: validation && points(validation), train: points(train) },
      intervalCoverage: intervals.coverage,
    },
    intervals,
    correction: null,
  };
}

export function concat(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function points({ rows, actual, predicted }: PredictedPart): PointSet {
  const step = Math.ceil(rows.length / POINTS_KEPT);
  if (step <= 1) return { rows, actual, predicted, sampled: false };
  const every = (_: number, i: number) => i % step === 0;
  return { rows: rows.filter(every), actual: actual.filter(every), predicted: predicted.filter(every), sampled: true };
}
