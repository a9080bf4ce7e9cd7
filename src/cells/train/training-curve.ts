import type { Task } from "../../core/models/model";
import type { CurveSeries } from "../../ui/charts/LineChart";

export type Point = Readonly<Record<string, number>>;

/** How the points of a training are read: what they stand on, and which curve is the one to watch. */
export interface Curve {
  /** key of the position */
  readonly position: string;
  /** "Epoch" */
  readonly positionName: string;
  /** the one to watch first */
  readonly series: readonly CurveSeries[];
  /** what the curves measure: "RMSE, score" */
  readonly measure: string;
  /** false for the progress of a solver, which says nothing of how good the model is */
  readonly isError: boolean;
}

export interface CurveContext {
  /** of the history: "epoch" */
  readonly unit: string;
  readonly target: string;
  readonly task?: Task;
  /** what the training says its curve measures: "MAE", "log loss" */
  readonly measure?: string;
}

const POSITIONS = ["epoch", "epochs", "trees", "tree", "iteration", "iterations", "step", "steps"];

/**
 * Reads the series from the points themselves, so that a new kind of model needs no change here: held-back errors
 * (validation, out of bag) are watched, errors on the training rows are the rest. Null where there is nothing to draw.
 */
export function readCurve(points: readonly Point[], context: CurveContext): Curve | null {
  const { unit, target, task = "regression" } = context;
  if (points.length === 0) return null;
  const keys = [...new Set(points.flatMap((point) => Object.keys(point)))];
  const position = keys.find((key) => key === unit) ?? POSITIONS.find((key) => keys.includes(key));
  if (position === undefined) return null;
  const all = keys.filter((key) => key !== position);
  // a loss in the network's own unit says less than an error in the target's
  const errors = all.filter((key) => !/loss$/i.test(key));
  const shown = errors.length > 0 ? errors : all;
  if (shown.length === 0) return null;
  const series = shown
    .map((key) => ({ key, name: seriesName(key), isMain: isWatched(key) || shown.length === 1 }))
    .sort((a, b) => Number(b.isMain) - Number(a.isMain));
  const isError = shown.some((key) => isWatched(key) || /train|rmse|error|loss/i.test(key));
  const error = task === "regression" ? "RMSE" : "Share wrong";
  const named = context.measure ?? (errors.length === 0 ? "loss" : error);
  // errors in the target's own unit say which
  const measure = !isError
    ? capitalised(words(shown[0]))
    : /^(RMSE|MAE)$/.test(named)
      ? `${named}, ${target}`
      : capitalised(named);
  return { position, positionName: capitalised(position), series, measure, isError };
}

/** The watched series, or the first where none is. */
export function watchedSeries(curve: Curve): CurveSeries {
  return curve.series.find(({ isMain }) => isMain) ?? curve.series[0];
}

/** Index of the lowest value of a series; null without any. */
export function lowestIndex(points: readonly Point[], key: string): number | null {
  let best: number | null = null;
  for (let i = 0; i < points.length; i++) {
    const value = points[i][key];
    if (Number.isFinite(value) && (best === null || value < points[best][key])) best = i;
  }
  return best;
}

export function singular(unit: string): string {
  return unit.endsWith("s") ? unit.slice(0, -1) : unit;
}

function isWatched(key: string): boolean {
  return /^(validation|oob|outOfBag|held)/.test(key);
}

function seriesName(key: string): string {
  if (/^(oob|outOfBag)/.test(key)) return "out of bag";
  if (key.startsWith("validation")) return "validation";
  if (key.startsWith("train")) return "train";
  return words(key);
}

/** "deepestLevel" as "deepest level". */
export function words(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`);
}

export function capitalised(text: string): string {
  return text === "" ? text : text[0].toUpperCase() + text.slice(1);
}
