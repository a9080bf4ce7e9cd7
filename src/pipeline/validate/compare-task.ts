import { DataError } from "../../core/errors";
import { pairedBootstrap } from "../../core/metrics/bootstrap-regression";
import { PAIRED_CLASS_METRICS, pairedClassification } from "../../core/metrics/paired-classification";
import { regressionMetrics } from "../../core/metrics/regression";
import { METRICS_BY_TASK } from "../../experiment/metrics";
import type { Metric } from "../../experiment/metrics";
import { affordableResamples } from "../stages/evaluate-task";
import type { Run } from "../views";
import { isClassRun } from "../views";

/** Test rows and what a run said of them. */
export interface ComparedSide {
  readonly rows: Uint32Array;
  readonly actual: ArrayLike<number>;
  /** one a row, or rows x classes probabilities */
  readonly predicted: Float64Array;
}

export interface CompareTask {
  readonly first: ComparedSide;
  readonly second: ComparedSide;
  /** 0 for regression */
  readonly classCount: number;
  readonly confidence: number;
}

export interface MetricDifference {
  readonly metric: Metric;
  readonly first: number;
  readonly second: number;
  /** first minus second */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** share of resamples in which the first is better */
  readonly firstBetter: number;
}

export interface RunComparison {
  /** test rows that both were judged by */
  readonly rows: number;
  readonly confidence: number;
  readonly resamples: number;
  readonly metrics: readonly MetricDifference[];
}

const RESAMPLES = 2000;

/** How two runs differ on the rows that both were judged by, from resampling those rows once for both. */
export function comparePredictions({ first, second, classCount, confidence }: CompareTask): RunComparison {
  const places = sharedPlaces(first, second);
  const width = Math.max(1, classCount);
  const actual = Float64Array.from(places, ([place]) => first.actual[place]);
  const one = rowsOf(
    first.predicted,
    places.map(([place]) => place),
    width,
  );
  const other = rowsOf(
    second.predicted,
    places.map(([, place]) => place),
    width,
  );
  const resamples = affordableResamples(RESAMPLES, actual.length);
  const options = { resamples, confidence, seed: 0 };
  const shape = { rows: actual.length, confidence, resamples };
  if (classCount > 0) {
    const paired = pairedClassification(actual, one, other, classCount, options);
    return { ...shape, metrics: PAIRED_CLASS_METRICS.map((metric) => ({ metric, ...paired[metric] })) };
  }
  const paired = pairedBootstrap(actual, one, other, options);
  const ofFirst = regressionMetrics(actual, one);
  const ofSecond = regressionMetrics(actual, other);
  return {
    ...shape,
    metrics: METRICS_BY_TASK.regression.map((metric) => ({
      metric,
      first: ofFirst[metric],
      second: ofSecond[metric],
      ...paired[metric],
    })),
  };
}

/**
 * What of two kept runs is compared.
 *
 * @throws {DataError} "invalid-option" where they are of different files, targets or tasks: their rows are not the same rows
 */
export function sidesOf(first: Run, second: Run): Omit<CompareTask, "confidence"> {
  const a = first.experiment;
  const b = second.experiment;
  const isSame =
    a.data.sha256 === b.data.sha256 && a.problem.target === b.problem.target && a.problem.task === b.problem.task;
  if (!isSame) {
    throw new DataError(
      "invalid-option",
      `${first.name} and ${second.name} predict different things or were made from different files: there are no rows to compare them on`,
    );
  }
  if (isClassRun(first) && isClassRun(second) && String(first.evaluate.classes) !== String(second.evaluate.classes)) {
    throw new DataError("invalid-option", `${first.name} and ${second.name} tell different labels apart`);
  }
  return {
    first: sideOf(first),
    second: sideOf(second),
    classCount: isClassRun(first) ? first.evaluate.classes.length : 0,
  };
}

function sideOf(run: Run): ComparedSide {
  if (isClassRun(run)) {
    const { rows, actual, probabilities } = run.evaluate.points.test;
    return { rows, actual, predicted: probabilities };
  }
  return run.evaluate.points.test;
}

/** Pairs of places in the two sides that are the same row of the file, in the order of the first. */
function sharedPlaces(first: ComparedSide, second: ComparedSide): [number, number][] {
  const at = new Map(Array.from(second.rows, (row, place) => [row, place]));
  const pairs: [number, number][] = [];
  first.rows.forEach((row, place) => {
    const other = at.get(row);
    if (other !== undefined) pairs.push([place, other]);
  });
  if (pairs.length < 2) {
    throw new DataError(
      "too-few-rows",
      `the two runs were judged by different test rows: ${pairs.length} in common, at least 2 are needed`,
      { rows: pairs.length },
    );
  }
  return pairs;
}

function rowsOf(table: Float64Array, places: readonly number[], width: number): Float64Array {
  const taken = new Float64Array(places.length * width);
  places.forEach((place, i) => taken.set(table.subarray(place * width, (place + 1) * width), i * width));
  return taken;
}
