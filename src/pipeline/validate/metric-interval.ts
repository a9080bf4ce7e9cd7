import type { Interval } from "../../core/metrics/resample";
import type { Metric } from "../../experiment/metrics";
import { affordableResamples } from "../stages/evaluate-task";
import { metricIntervals } from "./fold-metrics";
import type { Judged } from "./fold-metrics";

const RESAMPLES = 1000;

/** One metric with its bootstrap interval; null where it is undefined for these rows. */
export function metricInterval({
  judged,
  metric,
  confidence,
}: {
  readonly judged: Judged;
  readonly metric: Metric;
  readonly confidence: number;
}): Interval | null {
  const resamples = affordableResamples(RESAMPLES, judged.actual.length);
  return metricIntervals(judged, { resamples, confidence, seed: 0 })[metric] ?? null;
}
