import { bootstrapInterval, forEachResample } from "./resample";
import type { BootstrapOptions, Interval } from "./resample";

export const RANKING_METRICS = ["rocAuc", "averagePrecision"] as const;

export type RankingMetric = (typeof RANKING_METRICS)[number];

/** Intervals are drawn up to this many steps of work; past it the figures stand without. */
const MOST_WORK = 2e9;

/**
 * Area under the ROC curve and average precision, with bootstrap intervals (bias-corrected): of class 1 where there are two,
 * else each class against the rest and the mean of those, as scikit-learn's `ovr` and `macro`. A class that no row, or every
 * row, is of is left out; null where none is left. `probabilities` are row by row. O(classes * rows * (log rows + resamples)).
 */
export function bootstrapRanking(
  actual: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classes: number,
  options: BootstrapOptions,
): Readonly<Record<RankingMetric, Interval | null>> {
  const n = actual.length;
  const ranked = (classes === 2 ? [1] : Array.from({ length: classes }, (_, k) => k)).map((k) =>
    rankRows(actual, probabilities, classes, k),
  );
  const value = measure(ranked, new Uint16Array(n).fill(1));
  if (value === null) return { rocAuc: null, averagePrecision: null };
  const resamples = n * ranked.length * options.resamples > MOST_WORK ? 0 : options.resamples;
  const areas: number[] = [];
  const precisions: number[] = [];
  forEachResample(n, { ...options, resamples }, (counts) => {
    const measured = measure(ranked, counts);
    if (measured === null) return;
    areas.push(measured.area);
    precisions.push(measured.precision);
  });
  return {
    rocAuc: bootstrapInterval(value.area, Float64Array.from(areas), options),
    averagePrecision: bootstrapInterval(value.precision, Float64Array.from(precisions), options),
  };
}

/** Rows by falling probability of one class. */
interface Ranked {
  readonly order: Uint32Array;
  /** 1 where the row is of the class, in that order */
  readonly positive: Uint8Array;
  /** 1 where the next row has another probability, in that order */
  readonly ends: Uint8Array;
}

function rankRows(actual: ArrayLike<number>, probabilities: ArrayLike<number>, classes: number, k: number): Ranked {
  const n = actual.length;
  const scores = Float64Array.from({ length: n }, (_, row) => probabilities[row * classes + k]);
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a]);
  return {
    order,
    positive: Uint8Array.from(order, (row) => (actual[row] === k ? 1 : 0)),
    ends: Uint8Array.from(order, (row, i) => (i + 1 === n || scores[order[i + 1]] !== scores[row] ? 1 : 0)),
  };
}

/** Means over the classes that have rows of both kinds among those drawn. */
function measure(ranked: readonly Ranked[], counts: Uint16Array): { area: number; precision: number } | null {
  let areas = 0;
  let precisions = 0;
  let measured = 0;
  for (const { order, positive, ends } of ranked) {
    let hits = 0;
    let alarms = 0;
    let hitsBefore = 0;
    let alarmsBefore = 0;
    let area = 0;
    let precision = 0;
    for (let i = 0; i < order.length; i++) {
      const count = counts[order[i]];
      if (positive[i] === 1) hits += count;
      else alarms += count;
      if (ends[i] === 0) continue;
      area += ((alarms - alarmsBefore) * (hits + hitsBefore)) / 2;
      if (hits > hitsBefore) precision += ((hits - hitsBefore) * hits) / (hits + alarms);
      hitsBefore = hits;
      alarmsBefore = alarms;
    }
    if (hits === 0 || alarms === 0) continue;
    areas += area / (hits * alarms);
    precisions += precision / hits;
    measured++;
  }
  return measured > 0 ? { area: areas / measured, precision: precisions / measured } : null;
}
