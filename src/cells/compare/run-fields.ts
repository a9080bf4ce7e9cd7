import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { Experiment } from "../../experiment/schema";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { testMetric } from "../problem/metric-words";

/** Parts of an experiment that decide its numbers, in the order they take effect. */
const SECTIONS = ["problem", "data", "cleaning", "split", "features", "classes", "model", "evaluation"] as const;
/** Names and wishes: they change no number. */
const NOT_SETTINGS: ReadonlySet<string> = new Set(["data.file", "problem.question", "problem.metric", "problem.bar"]);

const flattened = new WeakMap<Experiment, ReadonlyMap<string, string>>();

/** Every setting by its dotted path, as text. */
export function settingsOf({ experiment }: Pick<RunSummary, "experiment">): ReadonlyMap<string, string> {
  const known = flattened.get(experiment);
  if (known) return known;
  const settings = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (NOT_SETTINGS.has(path) || path.endsWith(".why") || value === undefined) return;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [key, item] of Object.entries(value)) visit(item, `${path}.${key}`);
    } else settings.set(path, textOf(value));
  };
  for (const section of SECTIONS) visit(experiment[section], section);
  flattened.set(experiment, settings);
  return settings;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(textOf).join(", ");
  if (value === null) return "none";
  if (value === true) return "yes";
  if (value === false) return "no";
  return typeof value === "number" ? String(value).replace("-", "\u2212") : String(value);
}

export interface SettingsDiff {
  /** paths whose value is not the same in every run, in the order they take effect */
  readonly differing: readonly string[];
  /** how many settings are the same in every run */
  readonly equal: number;
}

export function diffSettings(runs: readonly Pick<RunSummary, "experiment">[]): SettingsDiff {
  const first = new Map<string, { readonly value: string; count: number }>();
  const differing = new Set<string>();
  for (const run of runs) {
    for (const [path, value] of settingsOf(run)) {
      const known = first.get(path);
      if (!known) first.set(path, { value, count: 1 });
      else if (known.value === value) known.count++;
      else differing.add(path);
    }
  }
  for (const [path, { count }] of first) if (count < runs.length) differing.add(path);
  const order = (path: string) => (SECTIONS as readonly string[]).indexOf(path.split(".")[0]);
  // the kind of the model has a column of its own
  const listed = [...differing].filter((path) => path !== "model.kind").sort((a, b) => order(a) - order(b));
  return { differing: listed, equal: first.size - differing.size };
}

export function modelLabelOf({ experiment }: Pick<RunSummary, "experiment">): string {
  const { kind } = experiment.model;
  return Object.hasOwn(MODEL_DESCRIPTIONS, kind) ? MODEL_DESCRIPTIONS[kind].label : kind;
}

/** What runs can be sorted, filtered and grouped by: a name of these, a metric, or the path of a setting. */
export type RunField = string;

export const COMMON_FIELDS = ["name", "model", "tag", "note", "made", "train time", "latency", "size"] as const;

/** A number to sort by where the field has one, else a text; null where the run has none. */
export function fieldValue(run: RunSummary, field: RunField): number | string | null {
  switch (field) {
    case "name":
      return run.name;
    case "model":
      return modelLabelOf(run);
    case "tag":
      return run.tags?.join(", ") || null;
    case "note":
      return run.note || null;
    case "made":
      return run.createdAt;
    case "train time":
      return run.timings.train;
    case "latency":
      return run.figures.latency.p50;
    case "size":
      return run.figures.predictorBytes;
    case "starred":
      return run.starred ? 1 : 0;
  }
  const metric = testMetric(run, field);
  if (metric) return metric.value;
  const text = settingsOf(run).get(field);
  if (text === undefined) return null;
  const number = Number(text.replace("\u2212", "-"));
  return text !== "" && Number.isFinite(number) ? number : text;
}
