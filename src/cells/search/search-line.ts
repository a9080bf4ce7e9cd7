import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { SearchOutline } from "../../pipeline/search/search-outline";
import { formatCount, formatNumber } from "../../ui/format";
import { formatMetric, metricWords } from "../problem/metric-words";

/** "Latest search: 60 trials, best RMSE 3,628 (random forest, trial 17)"; it may be of other settings than those that stand. */
export function searchLine({ metric, trials, isRunning, best }: SearchOutline): string {
  const done = `${formatCount(trials, "trial")}${isRunning ? " so far" : ""}`;
  if (!best) return `Latest search: ${done}, none judged to the end`;
  const label = (MODEL_DESCRIPTIONS as Readonly<Record<string, { readonly label: string }>>)[best.kind ?? ""]?.label;
  const model = label ? `${label.toLowerCase()}, ` : "";
  const figure = `${metricWords(metric).short} ${formatMetric(metric, best.value, Math.abs(best.value))}`;
  return `Latest search: ${done}, best ${figure} (${model}trial ${formatNumber(best.number + 1)})`;
}
