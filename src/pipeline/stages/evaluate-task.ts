import type { JobContext } from "../../core/job";
import { bootstrapIntervals } from "../../core/metrics/bootstrap-regression";
import type { EvaluationSettings } from "../../core/metrics/evaluation-options";
import { quantiles } from "../../core/metrics/quantile";
import { regressionBaselines } from "../../core/metrics/regression";
import { fitResidualIntervals } from "../../core/metrics/residual-intervals";
import type { ResidualIntervals } from "../../core/metrics/residual-intervals";
import type { ModelKindName } from "../../core/models/kinds";
import { modelKindOf } from "../../core/models/registry";
import type { CsrMatrix } from "../../core/sparse/csr";
import { makePredictor } from "../../predictor/predictor";
import type { PredictorValue } from "../../predictor/predictor-value";
import { nowMs } from "../clock";
import type { EvaluateView, LatencyView, MetricTable } from "../views";

export interface PredictTask {
  readonly kind: ModelKindName;
  readonly model: unknown;
  readonly x: CsrMatrix;
}

/** Scores of many rows at once, with the time it took. */
export function predictRows({ kind, model, x }: PredictTask): { predicted: Float64Array; elapsedMs: number } {
  const started = nowMs();
  const predicted = modelKindOf(kind).predict(model, x);
  return { predicted, elapsedMs: nowMs() - started };
}

interface Scored {
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
}

export interface EvaluateTask {
  readonly parts: { readonly train: Scored; readonly validation: Scored | null; readonly test: Scored };
  readonly settings: EvaluationSettings;
}

export interface EvaluateResult {
  readonly metrics: EvaluateView["metrics"];
  readonly baselines: EvaluateView["baselines"];
  readonly intervals: ResidualIntervals | null;
}

/** Metrics of every part with their intervals, and of the baselines: the training mean and median, scored on the test rows. */
export function evaluatePredictions({ parts, settings }: EvaluateTask, _context: JobContext): EvaluateResult {
  const { train, validation, test } = parts;
  const known = validation ? concat(train.actual, validation.actual) : train.actual;
  const baseline = regressionBaselines(known);
  const constant = (value: number) => ({
    actual: test.actual,
    predicted: new Float64Array(test.actual.length).fill(value),
  });
  return {
    metrics: {
      train: withIntervals(train, settings),
      validation: validation && withIntervals(validation, settings),
      test: withIntervals(test, settings),
    },
    baselines: {
      mean: withIntervals(constant(baseline.mean), settings),
      median: withIntervals(constant(baseline.median), settings),
    },
    intervals: test.actual.length > 0 ? fitResidualIntervals(test.predicted, test.actual) : null,
  };
}

function withIntervals({ actual, predicted }: Scored, settings: EvaluationSettings): MetricTable {
  const { rmse, mse, mae, medianAe, r2 } = bootstrapIntervals(actual, predicted, {
    resamples: settings.bootstrap,
    confidence: settings.confidence,
    seed: settings.seed,
  });
  return { rmse, mse, mae, medianAe, r2 };
}

function concat(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

export interface LatencyTask {
  readonly predictor: PredictorValue;
  readonly records: readonly Readonly<Record<string, string>>[];
}

/** Times single predictions, text to score: the very first one is the cold one, then each post once. */
export function measureLatency({ predictor, records }: LatencyTask): LatencyView {
  const started = nowMs();
  const { predict } = makePredictor(predictor, nowMs);
  if (records.length === 0) return { coldMs: 0, p50: 0, p95: 0, p99: 0, samplesMs: [] };
  predict(records[0]);
  const coldMs = nowMs() - started;
  const samplesMs = records.slice(1).map((record) => predict(record).latencyMs);
  const [p50, p95, p99] = samplesMs.length > 0 ? quantiles(samplesMs, [0.5, 0.95, 0.99]) : [coldMs, coldMs, coldMs];
  return { coldMs, p50, p95, p99, samplesMs };
}
