import type { Metric } from "../../experiment/schema";
import type { Run } from "../../pipeline/views";
import { formatNumber, formatTarget } from "../../ui/format";

export const METRIC_WORDS: Readonly<Record<Metric, { readonly short: string; readonly help: string }>> = {
  rmse: { short: "RMSE", help: "In the target's unit; large errors weigh more." },
  mae: { short: "MAE", help: "The average error, in the target's unit." },
  mse: { short: "MSE", help: "The squared error; large errors weigh most." },
  r2: { short: "R²", help: "Share of the spread explained; 0 is no better than the mean." },
};

export interface BarVerdict {
  readonly run: Run;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly met: boolean;
  /** the interval of the best run reaches across the bar: another draw of test rows may say otherwise */
  readonly close: boolean;
  /** runs with this target */
  readonly runs: number;
}

/** More is better for R² alone. */
export function isBetter(metric: Metric, a: number, b: number): boolean {
  return metric === "r2" ? a > b : a < b;
}

/** Whether the best run on this target meets the bar; null without runs on it. Without a bar, `met` is false. */
export function barVerdict(
  runs: readonly Run[],
  problem: { readonly target: string | null; readonly metric: Metric; readonly bar: number | null },
): BarVerdict | null {
  const { target, metric, bar } = problem;
  const same = runs.filter(({ experiment }) => target !== null && experiment.problem.target === target);
  if (same.length === 0) return null;
  const best = same.reduce((a, b) =>
    isBetter(metric, b.metrics.test[metric].value, a.metrics.test[metric].value) ? b : a,
  );
  const { value, low, high } = best.metrics.test[metric];
  const met = bar !== null && (value === bar || isBetter(metric, value, bar));
  return { run: best, value, low, high, met, close: bar !== null && low < bar && bar < high, runs: same.length };
}

export function formatMetric(metric: Metric, value: number): string {
  return metric === "r2" ? formatNumber(value, 3) : formatTarget(value);
}

/** "Met: Run 5 reaches RMSE 4,327 (3,950 to 4,640), the bar is 4,500." */
export function verdictSentence(verdict: BarVerdict, metric: Metric, bar: number | null): string {
  const { run, value, low, high, met, close, runs } = verdict;
  const reached = `${METRIC_WORDS[metric].short} ${formatMetric(metric, value)}`;
  const interval = low < high ? ` (${formatMetric(metric, low)} to ${formatMetric(metric, high)})` : "";
  const which = runs === 1 ? run.name : `${run.name}, the best of ${runs} runs,`;
  const verdictWord = met ? "Met" : "Not met";
  const leaked = run.evaluate.leakedRows.length;
  const leaks =
    leaked > 0 ? ` ${formatNumber(leaked)} of its test posts repeat training posts, so expect worse on new ones.` : "";
  const caution = close ? " The interval holds the bar, so other test rows might say otherwise." : "";
  if (bar === null) return `${which} reaches ${reached}${interval}.${leaks}`;
  return `${verdictWord}: ${which} reaches ${reached}${interval}, the bar is ${formatMetric(metric, bar)}.${caution}${leaks}`;
}
