import { freeArray } from "../../core/free-buffer";
import type { JobContext } from "../../core/job";
import { bootstrapIntervals } from "../../core/metrics/bootstrap-regression";
import type { EvaluationSettings } from "../../core/metrics/evaluation-options";
import type { BootstrapOptions } from "../../core/metrics/resample";
import { quantiles } from "../../core/metrics/quantile";
import { regressionBaselines } from "../../core/metrics/regression";
import type { ModelKindName } from "../../core/models/kinds";
import { modelKindOf } from "../../core/models/registry";
import { takeRows } from "../../core/sparse/csr";
import type { CsrMatrix } from "../../core/sparse/csr";
import { makePredictor } from "../../predictor/predictor";
import type { PredictorValue } from "../../predictor/predictor-value";
import { nowMs } from "../clock";
import type { LatencyView, MetricTable, RegressionView } from "../views";

export interface PredictTask {
  readonly kind: ModelKindName;
  readonly model: unknown;
  readonly matrix: CsrMatrix;
  /** of the matrix; in any order */
  readonly rows: Uint32Array;
}

/** Scores of many rows at once. */
export function predictRows({ kind, model, matrix, rows }: PredictTask, { signal }: JobContext = {}): Float64Array {
  const x = takeRows(matrix, rows);
  const predicted = modelKindOf(kind).predict(model, x, signal);
  // Job after job makes such a copy, and engines are late to collect them.
  freeArray(x.indices);
  freeArray(x.values);
  return predicted;
}

export interface Scored {
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
}

export interface ScoreTask extends Scored {
  readonly settings: EvaluationSettings;
  /** where given, the mean and median of these are scored on the same rows as well */
  readonly baselinesOf: Float64Array | null;
}

export interface PartScores {
  readonly metrics: MetricTable;
  readonly baselines: RegressionView["baselines"] | null;
  /** how often the rows were drawn again */
  readonly resamples: number;
}

/** Metrics of one part with their intervals. */
export function scorePart(
  { actual, predicted, settings, baselinesOf }: ScoreTask,
  { signal }: JobContext = {},
): PartScores {
  const resamples = affordableResamples(settings.bootstrap, actual.length);
  const score = (scores: Float64Array) =>
    withIntervals({ actual, predicted: scores }, { ...settings, resamples, ...(signal && { signal }) });
  const baseline = baselinesOf && regressionBaselines(baselinesOf);
  const constant = (value: number) => score(new Float64Array(actual.length).fill(value));
  return {
    metrics: score(predicted),
    baselines: baseline && { mean: constant(baseline.mean), median: constant(baseline.median) },
    resamples,
  };
}

const ROWS_DRAWN = 2e7;
const LEAST_RESAMPLES = 200;

/**
 * As many resamples as asked for, but of many rows no more than draw 20 million of them in all (200 at least): intervals
 * of so many rows are narrow and near normal, and their ends hardly move past that.
 */
export function affordableResamples(asked: number, rows: number): number {
  return Math.min(asked, Math.max(LEAST_RESAMPLES, Math.floor(ROWS_DRAWN / Math.max(1, rows))));
}

function withIntervals({ actual, predicted }: Scored, options: BootstrapOptions): MetricTable {
  const { rmse, mse, mae, medianAe, r2 } = bootstrapIntervals(actual, predicted, options);
  return { rmse, mse, mae, medianAe, r2 };
}

export interface SpeedTask {
  readonly predictor: PredictorValue;
  readonly records: readonly Readonly<Record<string, string>>[];
}

/** Batches are scored until this is over, for the clock may go by tenths of a millisecond; it may also stand still. */
const LEAST_BATCH_MS = 30;
const MOST_BATCHES = 250;
const POSTS_OF_A_BATCH = 64;

/**
 * Times predictions, text to score: the very first one is the cold one, then each post once, then some dozens together
 * (`throughput`, rows a second on one thread; 0 without records).
 */
export function measureSpeed(
  { predictor, records }: SpeedTask,
  { signal }: JobContext = {},
): { readonly latency: LatencyView; readonly throughput: number } {
  const started = nowMs();
  const { timeOf, predictBatch } = makePredictor(predictor, nowMs);
  if (records.length === 0) return { latency: { coldMs: 0, p50: 0, p95: 0, p99: 0, samplesMs: [] }, throughput: 0 };
  timeOf(records[0]);
  const coldMs = nowMs() - started;
  const samplesMs = records.slice(1).map((record) => {
    // Whatever is waited for in here is no part of a prediction.
    signal?.throwIfAborted();
    return timeOf(record);
  });
  const [p50, p95, p99] = samplesMs.length > 0 ? quantiles(samplesMs, [0.5, 0.95, 0.99]) : [coldMs, coldMs, coldMs];
  let batchMs = 0;
  let scored = 0;
  for (let batch = 0; batch < MOST_BATCHES && batchMs < LEAST_BATCH_MS; batch++) {
    signal?.throwIfAborted();
    const from = (batch * POSTS_OF_A_BATCH) % records.length;
    const some = records.slice(from, from + POSTS_OF_A_BATCH);
    const begun = nowMs();
    predictBatch(some);
    batchMs += nowMs() - begun;
    scored += some.length;
  }
  const throughput = batchMs > 0 ? (scored / batchMs) * 1000 : 0;
  return { latency: { coldMs, p50, p95, p99, samplesMs }, throughput };
}
