import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { Metric } from "../../experiment/metrics";
import { isGainMetric } from "../../pipeline/metric-of";
import type { MetricDifference, RunComparison } from "../../pipeline/validate/compare-task";
import type { Gate } from "../../pipeline/validate/gate";
import type { ChanceView, ValidationView } from "../../pipeline/validate/validation-view";
import { formatCount, formatNumber, formatPercent } from "../../ui/format";
import { formatMetric, metricWords } from "../problem/metric-words";

/** "5 folds at random, dealt twice": how the training rows were divided. */
export function schemeWords({ settings, folds }: Pick<ValidationView, "settings" | "folds">): string {
  const { scheme, column, repeats } = settings;
  const count = formatCount(settings.folds, "fold");
  const of = column === null ? "" : ` (${column})`;
  switch (scheme) {
    case "group":
      return `${count} by group${of}`;
    case "time":
      return `${count} forward in time${of}`;
    case "stratified":
    case "kfold": {
      const how = scheme === "stratified" ? "stratified by target" : "at random";
      return `${count} ${how}${repeats > 1 ? `, dealt ${formatNumber(repeats)} times: ${formatNumber(folds.length)} trainings` : ""}`;
    }
  }
}

/** "RMSE 61.3 ± 2.1 over 5 folds (95% interval 58.2 to 64.4)"; null where the metric is undefined on every fold. */
export function summaryWords(view: ValidationView, metric: Metric): string | null {
  const summary = view.summary[metric];
  if (!summary) return null;
  const format = (value: number) => formatMetric(metric, value, Math.abs(summary.mean));
  const interval =
    summary.low < summary.high
      ? ` (${formatPercent(view.confidence, 0)} interval ${format(summary.low)} to ${format(summary.high)})`
      : "";
  return `${metricWords(metric).short} ${format(summary.mean)} ± ${format(summary.sd)} over ${formatCount(view.folds.length, "fold")}${interval}`;
}

/** Whether the mean over the folds meets the bar, and what follows. */
export function gateWords(gate: Gate, view: ValidationView, isGateOn: boolean): string {
  const { status, metric, bar, summary } = gate;
  const word = metricWords(metric).short;
  if (status === "no-bar" || bar === null) return "No bar is set in Problem, so there is none to miss.";
  if (status === "unknown" || !summary)
    return `The folds say nothing of ${word}, so it is not known whether the bar is met.`;
  const format = (value: number) => formatMetric(metric, value, Math.abs(summary.mean));
  const meets = (value: number) => (isGainMetric(metric) ? value >= bar : value <= bar);
  const values = view.folds.map((fold) => fold.metrics[metric]).filter((value) => typeof value === "number");
  const count = `${formatNumber(values.filter(meets).length)} of ${formatCount(values.length, "fold")} ${values.length === 1 ? "meets" : "meet"} it`;
  const figures = `${word} is ${format(summary.mean)} on average, the bar is ${format(bar)}; ${count}.`;
  if (status === "meets") return `Meets the bar: ${figures}`;
  const after = isGateOn
    ? " Ship holds it back unless you say otherwise."
    : " The gate is off, so Ship offers it all the same.";
  return `Misses the bar: ${figures}${after}`;
}

/** Whether the model learned anything that a shuffled target has not got. */
export function chanceWords(chance: ChanceView): { readonly verdict: string; readonly evidence: string } {
  const { metric, value, shuffled, p } = chance;
  const format = (number: number) => formatMetric(metric, number, Math.abs(value));
  const count = shuffled.length;
  const asGood = Math.round(p * (count + 1)) - 1;
  const reached = `${metricWords(metric).short} ${format(value)}`;
  const pWords = `p = ${formatNumber(p, p < 0.1 ? 3 : 2)}`;
  const shuffles = formatCount(count, "shuffled target");
  const evidence =
    asGood === 0
      ? `None of ${shuffles} lets it reach ${reached} (${pWords}).`
      : `${formatNumber(asGood)} of ${shuffles} ${asGood === 1 ? "lets" : "let"} it reach ${reached} or better (${pWords}).`;
  if (1 / (count + 1) > 0.05) {
    return { verdict: "Too few shuffles to tell", evidence: `${evidence} Below 19 shuffles p cannot reach 0.05.` };
  }
  return { verdict: p <= 0.05 ? "Better than chance" : "Not distinguishable from chance", evidence };
}

/** Who was trained on the shuffled targets, where it was not the model itself. */
export function standInWords(chance: ChanceView, kind: ValidationView["kind"]): string | null {
  if (!chance.isStandIn) return null;
  const own = MODEL_DESCRIPTIONS[kind].label.toLowerCase();
  const stood = MODEL_DESCRIPTIONS[chance.kind].label.toLowerCase();
  return `Measured with ${stood} in the place of ${own}, which takes too long to train ${formatNumber(chance.shuffled.length + 1)} times: it says whether the features hold anything about the target.`;
}

/** What the last quarter of the training rows brought. */
export function curveFinding(curve: NonNullable<ValidationView["curve"]>): string {
  const { metric, points } = curve;
  const word = metricWords(metric).short;
  if (points.length < 2) return "Too few posts for a learning curve";
  const last = points[points.length - 1];
  const before = points[points.length - 2];
  const change = (last.value - before.value) / Math.max(Math.abs(before.value), Number.MIN_VALUE);
  // a quarter of a 95% interval is about its standard error: less than that is the luck of the draw
  const isNoise = Math.abs(last.value - before.value) < (last.high - last.low) / 4;
  const gain = isNoise ? 0 : isGainMetric(metric) ? change : -change;
  const posts = `${formatNumber(last.rows - before.rows)} posts`;
  const how = isGainMetric(metric) ? ["raised", "lowered"] : ["lowered", "raised"];
  if (gain > 0.02)
    return `More posts would help: the last ${posts} ${how[0]} ${word} by ${formatPercent(Math.abs(change))}`;
  if (gain < -0.02)
    return `More posts did not help: the last ${posts} ${how[1]} ${word} by ${formatPercent(Math.abs(change))}`;
  return `Levelling off: the last ${posts} changed ${word} by ${formatPercent(Math.abs(change))}`;
}

/** The metric a comparison is decided by: the problem's where it was compared, else the first. */
export function decisiveDifference(comparison: RunComparison, metric: Metric): MetricDifference {
  return comparison.metrics.find((one) => one.metric === metric) ?? comparison.metrics[0];
}

/** "Runs 5 and 6 are not distinguishable: the 95% interval of the difference in RMSE, −120 to 45, holds zero." */
export function comparisonVerdict(
  names: readonly [first: string, second: string],
  comparison: RunComparison,
  metric: Metric,
): string {
  const [first, second] = names;
  const difference = decisiveDifference(comparison, metric);
  const { value, low, high } = difference;
  const word = metricWords(difference.metric).short;
  const scale = Math.max(Math.abs(difference.first), Math.abs(difference.second));
  const format = (number: number) => formatMetric(difference.metric, number, scale);
  const confidence = formatPercent(comparison.confidence, 0);
  const posts = `the same ${formatCount(comparison.rows, "test post")}`;
  if (value === 0 && low === 0 && high === 0) return `${bothNames(first, second)} do the same in ${word} on ${posts}.`;
  if (low <= 0 && high >= 0) {
    return `${bothNames(first, second)} are not distinguishable: the ${confidence} interval of the difference in ${word}, ${format(low)} to ${format(high)}, holds zero.`;
  }
  const isFirst = value > 0 === isGainMetric(difference.metric);
  const [better, worse] = isFirst ? [first, second] : [second, first];
  const by = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b);
  const side = isGainMetric(difference.metric) ? "higher" : "lower";
  return `${better} is better than ${worse}: ${word} ${side} by ${format(Math.abs(value))} (${confidence} interval ${format(by[0])} to ${format(by[1])}) on ${posts}.`;
}

function bothNames(first: string, second: string): string {
  const [a, b] = [first, second].map((name) => /^Run (\d+)$/.exec(name)?.[1]);
  return a && b ? `Runs ${a} and ${b}` : `${first} and ${second}`;
}

/** How often the test part was looked at, and what that does to what it says; null where it is not known. */
export function looksWords(looks: number | null, testRows: number): string | null {
  if (looks === null) return null;
  const posts = formatCount(testRows, "test post");
  if (looks <= 1) {
    return `These ${posts} have judged 1 model. Choose between models by cross-validation, and the test part stays a fair judge of the one you choose.`;
  }
  return `These ${posts} have judged ${formatNumber(looks)} models. Each look makes the best of them seem better than it is: choose by cross-validation, and look here once, at the end.`;
}

/** Metrics of a task in the order of the table, the problem's first. */
export function metricOrder(metrics: readonly Metric[], first: Metric): readonly Metric[] {
  return [first, ...metrics.filter((metric) => metric !== first)];
}
