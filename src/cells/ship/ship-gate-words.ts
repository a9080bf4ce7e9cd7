import type { Gate } from "../../pipeline/validate/gate";
import type { ShipOverride } from "../../pipeline/validate/validation-view";
import { formatMetric, metricWords } from "../problem/metric-words";

/** "Run 3 misses the bar: RMSE 4,812 in cross-validation, the bar is 4,500" */
export function heldTitle(name: string, { metric, bar, summary }: Gate): string {
  const mean = summary?.mean ?? NaN;
  const format = (value: number): string => formatMetric(metric, value, Math.abs(mean));
  return `${name} misses the bar: ${metricWords(metric).short} ${format(mean)} in cross-validation, the bar is ${format(bar ?? NaN)}`;
}

/** "Let out on 20 November 2026, knowing that RMSE 4,812 misses the bar of 4,500. This is recorded in the run." */
export function overrideNote({ at, metric, bar, mean }: ShipOverride): string {
  const date = new Date(at).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const format = (value: number): string => formatMetric(metric, value, Math.abs(mean));
  return `Let out on ${date}, knowing that ${metricWords(metric).short} ${format(mean)} misses the bar of ${format(bar)}. This is recorded in the run.`;
}
