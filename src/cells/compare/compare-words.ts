import type { Metric } from "../../experiment/metrics";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import type { RunComparison } from "../../pipeline/validate/compare-task";
import { isGainMetric } from "../../pipeline/metric-of";
import { formatBytes, formatLatency, formatNumber, formatPercent } from "../../ui/format";
import { formatMetric, metricWords } from "../problem/metric-words";
import { decisiveDifference } from "../validate/validate-words";

export interface ComparedWithBest {
  readonly run: RunSummary;
  /** best first: differences are the best's less this run's */
  readonly comparison: RunComparison;
}

/**
 * Which runs are worse than the best by more than the luck of the draw, and which are not: "Run 5 is better than Run 2.
 * Run 4 is not distinguishable from it."
 */
export function verdictOf(best: RunSummary, others: readonly ComparedWithBest[], metric: Metric): string {
  const told = others.filter(({ comparison }) => isToldApart(comparison, metric));
  const rest = others.filter(({ comparison }) => !isToldApart(comparison, metric));
  const sentences: string[] = [];
  if (told.length > 0) {
    const by = told.map(({ comparison }) => byWords(comparison, metric));
    const how = told.length === 1 ? `: ${by[0]}` : "";
    sentences.push(`${best.name} is better than ${listed(told.map(({ run }) => run.name))}${how}.`);
  }
  if (rest.length > 0) {
    const names = listed(rest.map(({ run }) => run.name));
    const interval = rest.length === 1 ? intervalWords(rest[0].comparison, metric) : "";
    sentences.push(
      `${names} ${rest.length === 1 ? "is" : "are"} not distinguishable from ${told.length > 0 ? "it" : best.name}${interval}.`,
    );
  }
  return sentences.join(" ");
}

/** True where the interval of the paired difference does not hold zero. */
export function isToldApart(comparison: RunComparison, metric: Metric): boolean {
  const { low, high } = decisiveDifference(comparison, metric);
  return low > 0 || high < 0;
}

function byWords(comparison: RunComparison, metric: Metric): string {
  const { metric: by, first, second, value, low, high } = decisiveDifference(comparison, metric);
  const scale = Math.max(Math.abs(first), Math.abs(second));
  const format = (number: number) => formatMetric(by, Math.abs(number), scale);
  const [least, most] = [low, high].sort((a, b) => Math.abs(a) - Math.abs(b));
  const side = isGainMetric(by) ? "higher" : "lower";
  return `${metricWords(by).short} ${side} by ${format(value)} (${formatPercent(comparison.confidence, 0)} interval ${format(least)} to ${format(most)})`;
}

function intervalWords(comparison: RunComparison, metric: Metric): string {
  const { metric: by, first, second, low, high } = decisiveDifference(comparison, metric);
  const scale = Math.max(Math.abs(first), Math.abs(second));
  const confidence = formatPercent(comparison.confidence, 0);
  return `: the ${confidence} interval of the difference in ${metricWords(by).short}, ${formatMetric(by, low, scale)} to ${formatMetric(by, high, scale)}, holds zero`;
}

/** Between runs that do equally well: what each is better at. Null where there is nothing to choose between. */
export function choiceWords(equals: readonly RunSummary[]): string | null {
  if (equals.length < 2) return null;
  const by = (value: (run: RunSummary) => number) => [...equals].sort((a, b) => value(a) - value(b));
  const clauses: string[] = [];
  const quick = by((run) => run.figures.latency.p50);
  const speed = ratio(quick, (run) => run.figures.latency.p50);
  if (speed >= 1.5) {
    clauses.push(
      `${quick[0].name} answers in ${formatLatency(quick[0].figures.latency.p50)}, ${timesWords(speed)} faster than ${quick.at(-1)!.name}`,
    );
  }
  const sized = by((run) => run.figures.predictorBytes).filter((run) => run.figures.predictorBytes > 0);
  const size = sized.length > 1 ? ratio(sized, (run) => run.figures.predictorBytes) : 1;
  if (size >= 1.5) {
    clauses.push(
      `${sized[0].name} is the smallest, ${formatBytes(sized[0].figures.predictorBytes)} against ${formatBytes(sized.at(-1)!.figures.predictorBytes)}`,
    );
  }
  const trained = by((run) => run.timings.train);
  const training = ratio(trained, (run) => run.timings.train);
  if (training >= 2) clauses.push(`${trained[0].name} trains ${timesWords(training)} faster`);
  const names = listed(equals.map(({ name }) => name));
  if (clauses.length === 0) return `Choose between ${names} as you like: they are about as fast and as large, too.`;
  return `Choose between ${names} on speed and simplicity: ${clauses.join("; ")}.`;
}

function ratio(sorted: readonly RunSummary[], value: (run: RunSummary) => number): number {
  const [least, most] = [value(sorted[0]), value(sorted.at(-1)!)];
  return least > 0 ? most / least : 1;
}

function timesWords(times: number): string {
  return `${formatNumber(times, times < 10 ? 1 : 0)} times`;
}

/** "Run 1, Run 2 and Run 3" */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
