import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { SearchParameter, SearchValue } from "../../core/search/space";
import { searchableSettings } from "../../experiment/search-space";
import type { Experiment } from "../../experiment/schema";
import type { SearchView, TrialView } from "../../pipeline/search/search-view";
import { formatDuration, formatNumber, formatShort } from "../../ui/format";
import { formatMetric, metricWords } from "../problem/metric-words";

/** "Smallest leaf", with its model where it is another one's; the path where the setting is none of these any more. */
export function labelOf(experiment: Experiment, path: string): string {
  const setting = searchableSettings(experiment).find((known) => known.path === path);
  if (!setting) return path;
  return path.split(".").length === 3 && path.startsWith("model.")
    ? `${setting.label} (${setting.group})`
    : setting.label;
}

export function valueText(value: SearchValue | undefined): string {
  if (value === undefined) return "–";
  if (value === null) return "none";
  if (typeof value === "number") return Number.isInteger(value) ? formatNumber(value) : formatShort(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  const kind = (MODEL_DESCRIPTIONS as Readonly<Record<string, { readonly label: string }>>)[value];
  return kind?.label ?? value;
}

export function endsOf(parameter: SearchParameter): readonly [string, string] {
  return parameter.kind === "categorical"
    ? [valueText(parameter.choices[0]), valueText(parameter.choices.at(-1))]
    : [valueText(parameter.low), valueText(parameter.high)];
}

export function trialMetric({ metric }: SearchView, { value }: TrialView): string {
  return value === null ? "–" : formatMetric(metric, value, Math.abs(value));
}

/** "Best so far: RMSE 3,611 ± 240 (trial 17 of 40)". */
export function findingWords(search: SearchView): string {
  const { trials, best, trialBudget, metric } = search;
  const found = trials.find(({ number }) => number === best);
  if (!found) return trials.length === 0 ? "No trial is over yet." : "No trial was judged to the end yet.";
  const spread = found.spread === null ? "" : ` ± ${formatMetric(metric, found.spread, Math.abs(found.value!))}`;
  const of = trialBudget === null ? "" : ` of ${formatNumber(trialBudget)}`;
  const word = search.status === "done" ? "Best" : "Best so far";
  return `${word}: ${metricWords(metric).short} ${trialMetric(search, found)}${spread} (trial ${formatNumber(found.number + 1)}${of})`;
}

export function progressOf(search: SearchView): {
  readonly fraction: number;
  readonly remainingMs: number | null;
  readonly note: string;
} {
  const { trials, trialBudget, minutes, elapsedMs, underWay } = search;
  const byTime = minutes === null ? 0 : elapsedMs / (minutes * 60_000);
  const byTrials = trialBudget === null ? 0 : (trials.length + underWay) / trialBudget;
  const fraction = Math.min(1, Math.max(byTime, byTrials));
  const left =
    minutes !== null && byTime >= byTrials
      ? Math.max(0, minutes * 60_000 - elapsedMs)
      : fraction > 0.01
        ? (elapsedMs * (1 - fraction)) / fraction
        : null;
  return {
    fraction,
    remainingMs: left,
    note: `${formatNumber(trials.length)}${trialBudget === null ? "" : ` of ${formatNumber(trialBudget)}`} trials, ${formatDuration(elapsedMs)}`,
  };
}

/** 0 for the worst of the judged trials to 1 for the best, by rank. */
export function meritsOf(trials: readonly TrialView[]): ReadonlyMap<number, number> {
  const judged = trials.filter(({ loss }) => loss !== null).sort((a, b) => b.loss! - a.loss! || b.number - a.number);
  return new Map(judged.map(({ number }, i) => [number, judged.length < 2 ? 1 : i / (judged.length - 1)]));
}
