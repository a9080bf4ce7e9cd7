import type { Metric } from "../../experiment/metrics";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { formatNumber } from "../../ui/format";
import { formatMetric, isBetter, metricWords, testMetric } from "./metric-words";

export interface BarVerdict {
  readonly run: RunSummary;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly met: boolean;
  /** the interval of the best run reaches across the bar: another draw of test rows may say otherwise */
  readonly close: boolean;
  /** runs with this target */
  readonly runs: number;
}

/** Whether the best run on this target meets the bar; null without runs on it. Without a bar, `met` is false. */
export function barVerdict(
  runs: readonly RunSummary[],
  problem: { readonly target: string | null; readonly metric: Metric; readonly bar: number | null },
): BarVerdict | null {
  const { target, metric, bar } = problem;
  const measured = runs.flatMap((run) => {
    const interval = target !== null && run.experiment.problem.target === target ? testMetric(run, metric) : null;
    return interval === null ? [] : [{ run, ...interval }];
  });
  if (measured.length === 0) return null;
  const { run, value, low, high } = measured.reduce((a, b) => (isBetter(metric, b.value, a.value) ? b : a));
  const met = bar !== null && (value === bar || isBetter(metric, value, bar));
  return { run, value, low, high, met, close: bar !== null && low < bar && bar < high, runs: measured.length };
}

/** "Met: Run 5 reaches RMSE 4,327 (3,950 to 4,640), the bar is 4,500." */
export function verdictSentence(verdict: BarVerdict, metric: Metric, bar: number | null): string {
  const { run, value, low, high, met, close, runs } = verdict;
  const reached = `${metricWords(metric).short} ${formatMetric(metric, value)}`;
  const interval = low < high ? ` (${formatMetric(metric, low)} to ${formatMetric(metric, high)})` : "";
  const which = runs === 1 ? run.name : `${run.name}, the best of ${runs} runs,`;
  const verdictWord = met ? "Met" : "Not met";
  const leaked = run.figures.leakedRows;
  const leaks =
    leaked > 0 ? ` ${formatNumber(leaked)} of its test posts repeat training posts, so expect worse on new ones.` : "";
  const caution = close ? " The interval holds the bar, so other test rows might say otherwise." : "";
  if (bar === null) return `${which} reaches ${reached}${interval}.${leaks}`;
  return `${verdictWord}: ${which} reaches ${reached}${interval}, the bar is ${formatMetric(metric, bar)}.${caution}${leaks}`;
}
