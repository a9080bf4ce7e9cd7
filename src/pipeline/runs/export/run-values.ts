import type { History } from "../../../core/models/model";
import type { Experiment } from "../../../experiment/schema";
import type { Run } from "../../views";
import type { RunSummary } from "../run-summary";

/** A run to be written in another tool's format, with as much of it as is kept. */
export interface ExportedRun {
  readonly summary: RunSummary;
  /** null where its parts were removed to make room */
  readonly whole: Run | null;
  /** its run file; null where it misses the bar and was not let out, or its model was removed */
  readonly file: Uint8Array | null;
}

/** Settings by dotted path, lists as JSON: what other tools call parameters. */
export function paramsOf(experiment: Experiment): ReadonlyMap<string, number | string | boolean> {
  const params = new Map<string, number | string | boolean>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`);
    } else if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") {
      params.set(path, value);
    } else if (value !== undefined) params.set(path, JSON.stringify(value));
  };
  const { quality: _quality, name: _name, ...rest } = experiment;
  visit(rest, "");
  return params;
}

/** Final figures by name, "test_rmse" and its interval's ends; those that are not numbers are left out. */
export function metricsOf({ metrics, timings, figures, validation }: RunSummary): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const add = (name: string, value: number | undefined): void => {
    if (value !== undefined && Number.isFinite(value)) found.set(name, value);
  };
  for (const [part, table] of Object.entries(metrics)) {
    for (const [metric, interval] of Object.entries(table ?? {})) {
      const measured = interval as { value: number; low: number; high: number } | null;
      add(`${part}_${metric}`, measured?.value);
      if (part !== "test" || !measured || measured.low === measured.high) continue;
      add(`test_${metric}_low`, measured.low);
      add(`test_${metric}_high`, measured.high);
    }
  }
  for (const [metric, fold] of Object.entries(validation?.summary ?? {})) add(`cv_mean_${metric}`, fold?.mean);
  for (const [stage, ms] of Object.entries(timings)) add(`seconds_${stage}`, ms / 1000);
  add("latency_ms_p50", figures.latency.p50);
  add("model_bytes", figures.predictorBytes);
  return found;
}

/** Points of a training by the curve they are of, at whole steps. */
export function curvesOf({ unit, points }: History): ReadonlyMap<string, readonly { step: number; value: number }[]> {
  const curves = new Map<string, { step: number; value: number }[]>();
  points.forEach((point, place) => {
    const step = Math.round(point[unit] ?? point.epoch ?? point.trees ?? point.iteration ?? place);
    for (const [key, value] of Object.entries(point)) {
      if (!Number.isFinite(value) || ["epoch", "trees", "iteration", unit].includes(key)) continue;
      const curve = curves.get(key) ?? [];
      curve.push({ step, value });
      curves.set(key, curve);
    }
  });
  return curves;
}

/** Part of a file or folder name. */
export function stemOf(name: string): string {
  const stem = name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return stem.slice(0, 40) || "run";
}

/** Seconds a run took, all stages together. */
export function millisecondsOf({ timings }: Pick<RunSummary, "timings">): number {
  return Object.values(timings).reduce((sum, ms) => sum + ms, 0);
}
