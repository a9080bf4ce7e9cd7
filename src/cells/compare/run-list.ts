import type { RunSummary } from "../../pipeline/runs/run-summary";
import { isBetter, testMetric } from "../problem/metric-words";
import { fieldValue, modelLabelOf, settingsOf } from "./run-fields";
import type { RunField } from "./run-fields";

export interface RunFilter {
  /** words that must all be found, or a comparison such as ">0.5" where a field is chosen */
  readonly text: string;
  /** null looks everywhere */
  readonly field: RunField | null;
  readonly starred: boolean;
}

export interface RunSort {
  readonly field: RunField;
  readonly descending: boolean;
}

/** A line of the table. */
export type RunItem =
  | { readonly kind: "group"; readonly label: string; readonly count: number }
  | { readonly kind: "run"; readonly run: RunSummary };

export function filterRuns(runs: readonly RunSummary[], filter: RunFilter): readonly RunSummary[] {
  const { text, field, starred } = filter;
  const wanted = text.trim().toLowerCase();
  if (wanted === "" && !starred) return runs;
  const compare = field === null ? null : comparison(wanted);
  const words = wanted.split(/\s+/);
  return runs.filter((run) => {
    if (starred && !run.starred) return false;
    if (wanted === "") return true;
    if (field === null) return hasWords(textsOf(run), words);
    const value = fieldValue(run, field);
    if (compare) return typeof value === "number" && compare(value);
    return value !== null && hasWords([String(value).toLowerCase()], words);
  });
}

function hasWords(texts: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => texts.some((text) => text.includes(word)));
}

const sectionTexts = new WeakMap<ReadonlyMap<string, string>, string>();

/** A run in lower-case texts: name, model, tags, note and every setting as "path value" and "path=value". */
function textsOf(run: RunSummary): readonly string[] {
  const own = [run.name, modelLabelOf(run), ...(run.tags ?? []), run.note ?? ""].join("\n").toLowerCase();
  const settings = settingsOf(run).sections.map((section) => {
    const known = sectionTexts.get(section);
    if (known !== undefined) return known;
    const text = [...section]
      .map(([path, value]) => `${path} ${path}=${value}`)
      .join("\n")
      .toLowerCase();
    sectionTexts.set(section, text);
    return text;
  });
  return [own, ...settings];
}

/** ">0.5", "<= 3", "1..10" as a test of a number; null for anything else. */
function comparison(text: string): ((value: number) => boolean) | null {
  const range = /^(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)$/.exec(text);
  if (range) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    return (value) => value >= low && value <= high;
  }
  const match = /^(<=|>=|<|>|=)\s*(-?[\d.]+(?:e[+-]?\d+)?)$/.exec(text);
  if (!match) return null;
  const bound = Number(match[2]);
  switch (match[1]) {
    case "<":
      return (value) => value < bound;
    case "<=":
      return (value) => value <= bound;
    case ">":
      return (value) => value > bound;
    case ">=":
      return (value) => value >= bound;
    default:
      return (value) => value === bound;
  }
}

/** One for all comparisons: made anew for each, sorting a thousand names by it takes several frames. */
const IN_ORDER = new Intl.Collator("en", { numeric: true });

/** Sorted; runs that have no value of the field come last whichever way round. */
export function sortRuns(runs: readonly RunSummary[], { field, descending }: RunSort): readonly RunSummary[] {
  const keyed = runs.map((run, place) => ({ run, place, value: fieldValue(run, field) }));
  const sign = descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) {
      return a.value === b.value ? a.place - b.place : a.value === null ? 1 : -1;
    }
    const order =
      typeof a.value === "number" && typeof b.value === "number"
        ? a.value - b.value
        : IN_ORDER.compare(String(a.value), String(b.value));
    return sign * order || a.place - b.place;
  });
  return keyed.map(({ run }) => run);
}

/** Lines of the table, under a heading for each value of `field`; a run with several tags stands under each. */
export function groupRuns(runs: readonly RunSummary[], field: RunField | null): readonly RunItem[] {
  if (field === null) return runs.map((run) => ({ kind: "run", run }));
  const groups = new Map<string, RunSummary[]>();
  for (const run of runs) {
    const value = fieldValue(run, field);
    const labels = field === "tag" && run.tags?.length ? run.tags : [value === null ? "none" : String(value)];
    for (const label of labels) {
      const members = groups.get(label);
      if (members) members.push(run);
      else groups.set(label, [run]);
    }
  }
  return [...groups].flatMap(([label, members]): RunItem[] => [
    { kind: "group", label, count: members.length },
    ...members.map((run) => ({ kind: "run" as const, run })),
  ]);
}

/** Of each metric the best value there is on the test rows. */
export function bestOf(runs: readonly RunSummary[], metrics: readonly string[]): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const run of runs) {
    for (const metric of metrics) {
      const value = testMetric(run, metric)?.value;
      if (value === undefined || !Number.isFinite(value)) continue;
      const known = best.get(metric);
      if (known === undefined || isBetter(metric, value, known)) best.set(metric, value);
    }
  }
  return best;
}

/** Ends of a scale that holds every interval of a metric and every baseline. */
export function sharedScale(runs: readonly RunSummary[], metric: string): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const run of runs) {
    const measured = testMetric(run, metric);
    if (!measured) continue;
    const baseline = baselineOf(run, metric) ?? measured.value;
    low = Math.min(low, measured.low, measured.value, baseline);
    high = Math.max(high, measured.high, measured.value, baseline);
  }
  return low < high ? [low, high] : [low - 1, low + 1];
}

/** What guessing the mean, or the most frequent label, reaches on the same test rows. */
export function baselineOf({ baselines }: Pick<RunSummary, "baselines">, metric: string): number | null {
  const table: unknown = "mean" in baselines ? baselines.mean : baselines.majority;
  return (table as Readonly<Record<string, { readonly value: number } | null | undefined>>)[metric]?.value ?? null;
}
