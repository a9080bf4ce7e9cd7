import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { Experiment } from "../../experiment/schema";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { testMetric } from "../problem/metric-words";

/** Parts of an experiment that decide its numbers, in the order they take effect. */
const SECTIONS = ["problem", "data", "cleaning", "split", "features", "classes", "model", "evaluation"] as const;
/** Names and wishes: they change no number. */
const NOT_SETTINGS: ReadonlySet<string> = new Set(["data.file", "problem.question", "problem.metric", "problem.bar"]);

/** Settings of a part of an experiment by their dotted paths, as text. */
type SectionSettings = ReadonlyMap<string, string>;

/** By the part's JSON: runs mostly share their parts, and a thousand of them are compared while somebody looks on. */
const sections = new Map<string, SectionSettings>();
const flattened = new WeakMap<Experiment, Settings>();

/** Every setting of a run by its dotted path, as text. Parts that are equal in two runs are the same object. */
export class Settings {
  readonly sections: readonly SectionSettings[];

  constructor(experiment: Experiment) {
    this.sections = SECTIONS.map((section) => flatten(section, experiment[section]));
  }

  get(path: string): string | undefined {
    const section = path.split(".", 1)[0];
    return this.sections[(SECTIONS as readonly string[]).indexOf(section)]?.get(path);
  }
}

export function settingsOf({ experiment }: Pick<RunSummary, "experiment">): Settings {
  const known = flattened.get(experiment);
  if (known) return known;
  const settings = new Settings(experiment);
  flattened.set(experiment, settings);
  return settings;
}

function flatten(section: (typeof SECTIONS)[number], part: unknown): SectionSettings {
  const json = `${section} ${JSON.stringify(part)}`;
  const known = sections.get(json);
  if (known) return known;
  const settings = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (NOT_SETTINGS.has(path) || path.endsWith(".why") || value === undefined) return;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [key, item] of Object.entries(value)) visit(item, `${path}.${key}`);
    } else settings.set(path, textOf(value));
  };
  visit(part, section);
  sections.set(json, settings);
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
  const settings = runs.map(settingsOf);
  const differing: string[] = [];
  let all = 0;
  SECTIONS.forEach((_, place) => {
    // equal parts are the same object: most sections have one
    const variants = [...new Set(settings.map((one) => one.sections[place]))];
    const paths = new Set(variants.flatMap((variant) => [...variant.keys()]));
    all += paths.size;
    if (variants.length < 2) return;
    for (const path of paths) {
      const value = variants[0].get(path);
      if (variants.some((variant) => variant.get(path) !== value)) differing.push(path);
    }
  });
  // the kind of the model has a column of its own
  return { differing: differing.filter((path) => path !== "model.kind"), equal: all - differing.length };
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
