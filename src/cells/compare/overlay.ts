import { calibrationCurve } from "../../core/metrics/calibration";
import { rocCurve } from "../../core/metrics/ranking-curves";
import { isClassRun } from "../../pipeline/views";
import type { ClassRun, RegressionRun, Run } from "../../pipeline/views";
import { readCurve, watchedSeries } from "../train/training-curve";

/** Curves of several runs over one axis: points hold a value by run id, where the run has one at that place. */
export interface Overlay {
  readonly position: string;
  readonly points: readonly Readonly<Record<string, number>>[];
  /** ids of the runs that have a curve */
  readonly ids: readonly string[];
}

/** What each training was watched by, at the same steps: validation or out-of-bag error, else the training error. */
export function overlayTraining(runs: readonly Run[]): (Overlay & { readonly unit: string }) | null {
  const rows = new Map<number, Record<string, number>>();
  const units = new Set<string>();
  const ids: string[] = [];
  for (const { id, history, experiment } of runs) {
    const { target, task } = experiment.problem;
    const curve = readCurve(history.points, { unit: history.unit, target: target ?? "target", task });
    if (!curve?.isError || history.points.length < 2) continue;
    units.add(curve.position);
    ids.push(id);
    const { key } = watchedSeries(curve);
    for (const point of history.points) put(rows, point[curve.position], id, point[key]);
  }
  return ids.length === 0 ? null : { ...overlay("step", rows, ids), unit: units.size === 1 ? [...units][0] : "step" };
}

const BINS = 40;

/** Share of the test posts by error, in bins that all runs share; the outermost bins hold what lies beyond. */
export function overlayErrors(runs: readonly RegressionRun[]): Overlay | null {
  const errors = runs.map(({ evaluate }) => {
    const { actual, predicted } = evaluate.points.test;
    return predicted.map((value, i) => value - actual[i]);
  });
  const pooled = Float64Array.from(errors.flatMap((list) => [...list])).sort();
  if (pooled.length < 2) return null;
  const [low, high] = [pooled[Math.floor(pooled.length * 0.01)], pooled[Math.ceil(pooled.length * 0.99) - 1]];
  if (!(low < high)) return null;
  const width = (high - low) / BINS;
  const rows = new Map<number, Record<string, number>>();
  runs.forEach(({ id }, r) => {
    const counts = new Float64Array(BINS);
    for (const error of errors[r]) counts[Math.min(BINS - 1, Math.max(0, Math.floor((error - low) / width)))]++;
    counts.forEach((count, bin) => put(rows, low + (bin + 0.5) * width, id, count / errors[r].length));
  });
  return overlay(
    "error",
    rows,
    runs.map(({ id }) => id),
  );
}

/** Half of the test posts are predicted within this. */
export function medianError({ evaluate }: RegressionRun): number {
  const { actual, predicted } = evaluate.points.test;
  const sizes = predicted.map((value, i) => Math.abs(value - actual[i])).sort();
  return sizes[sizes.length >> 1] ?? NaN;
}

/** How often the likeliest label was right, by how sure the run was of it. */
export function overlayCalibration(runs: readonly ClassRun[]): Overlay | null {
  const rows = new Map<number, Record<string, number>>();
  for (const { id, evaluate } of runs) {
    const { actual, probabilities } = evaluate.points.test;
    const width = evaluate.classes.length;
    const sure = new Float64Array(actual.length);
    const right = Uint8Array.from(actual, (label, i) => {
      const own = probabilities.subarray(i * width, (i + 1) * width);
      sure[i] = Math.max(...own);
      return own[label] === sure[i] ? 1 : 0;
    });
    for (const bin of calibrationCurve(right, sure, { bins: 8, strategy: "quantile" })) {
      put(rows, bin.meanPredicted, id, bin.observed);
    }
  }
  return rows.size === 0
    ? null
    : overlay(
        "confidence",
        rows,
        runs.map(({ id }) => id),
      );
}

const ROC_STEPS = 100;

/** The ROC curves of the second of two labels; null where there are more labels, or posts of one label only. */
export function overlayRoc(runs: readonly ClassRun[]): Overlay | null {
  const rows = new Map<number, Record<string, number>>();
  const ids: string[] = [];
  for (const { id, evaluate } of runs) {
    const { actual, probabilities } = evaluate.points.test;
    if (evaluate.classes.length !== 2 || new Set(actual).size < 2) continue;
    const curve = rocCurve(
      actual,
      actual.length === 0 ? [] : Float64Array.from(actual, (_, i) => probabilities[i * 2 + 1]),
    );
    ids.push(id);
    let at = 0;
    for (let step = 0; step <= ROC_STEPS; step++) {
      const x = step / ROC_STEPS;
      while (at + 1 < curve.falsePositiveRate.length && curve.falsePositiveRate[at + 1] <= x) at++;
      put(rows, x, id, curve.truePositiveRate[at]);
    }
  }
  return ids.length === 0 ? null : overlay("falsePositives", rows, ids);
}

export function ofScores(runs: readonly Run[]): readonly RegressionRun[] {
  return runs.filter((run): run is RegressionRun => !isClassRun(run));
}

function put(rows: Map<number, Record<string, number>>, x: number, id: string, value: number): void {
  if (!Number.isFinite(x) || !Number.isFinite(value)) return;
  const row = rows.get(x) ?? {};
  row[id] = value;
  rows.set(x, row);
}

function overlay(position: string, rows: Map<number, Record<string, number>>, ids: readonly string[]): Overlay {
  const points = [...rows].sort(([a], [b]) => a - b).map(([x, row]) => ({ ...row, [position]: x }));
  return { position, points, ids };
}
