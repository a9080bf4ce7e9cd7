import type { SliceReport, SliceView } from "../../pipeline/errors/errors-view";
import type { Interval } from "../../pipeline/views";
import { formatCount, formatNumber, formatPercent, formatTarget } from "../../ui/format";

export const METRIC_LABELS: Readonly<Record<string, string>> = {
  mae: "MAE",
  rmse: "RMSE",
  bias: "Bias",
  errorRate: "Error rate",
  logLoss: "Log loss",
};

/** A figure of a slice, `scale` being the size of those it stands among. */
export function formatFigure(metric: string, value: number, scale = Math.abs(value)): string {
  if (metric === "errorRate") return formatPercent(value, 1);
  return metric === "logLoss" ? formatNumber(value, 3) : formatTarget(value, scale);
}

/** The same with its sign, for differences. */
export function formatDifference(metric: string, value: number, scale = Math.abs(value)): string {
  const text = metric === "errorRate" ? `${formatNumber(value * 100, 1)} points` : formatFigure(metric, value, scale);
  return value > 0 ? `+${text}` : text;
}

export function intervalWords(metric: string, { low, high }: Interval, scale: number): string {
  return `${formatFigure(metric, low, scale)} to ${formatFigure(metric, high, scale)}`;
}

/** The interval of a difference, which is said in the unit of {@link formatDifference}. */
export function changeInterval(metric: string, interval: Interval, scale: number): string {
  if (metric !== "errorRate") return intervalWords(metric, interval, scale);
  return `${formatNumber(interval.low * 100, 1)} to ${formatNumber(interval.high * 100, 1)}`;
}

/** "under 0.001", "0.032". */
export function formatP(p: number): string {
  return p < 0.001 ? "under 0.001" : formatNumber(p, 3);
}

/** What the search came to, as the headline. */
export function searchFinding(report: SliceReport): string {
  const [worst] = report.found;
  if (!worst) {
    return `No slice of at least ${formatCount(report.minPosts, "post")} is worse than chance would make it`;
  }
  return `Worst: ${worst.words}, ${againstRest(report, worst)}`;
}

/** "MAE 12.1 against 9.3 for the rest, 130 posts" */
export function againstRest({ metric }: Pick<SliceReport, "metric">, { metrics, difference, n }: SliceView): string {
  const { value } = metrics[metric];
  const rest = difference ? value - difference[metric].value : null;
  const scale = Math.abs(value);
  const versus = rest === null ? "" : ` against ${formatFigure(metric, rest, scale)} for the rest`;
  return `${METRIC_LABELS[metric]} ${formatFigure(metric, value, scale)}${versus}, ${formatCount(n, "post")}`;
}

/** How much was tested, how it was corrected, and what that does not cover. */
export function searchNote(report: SliceReport): string {
  const { tested, level, found, foundCount, minPosts, isClasses, loss } = report;
  const test = isClasses && loss === "wrong" ? "Fisher's exact test" : "Welch's t test";
  const pairs = tested[1] > 0 ? ` and ${formatNumber(tested[1])} pairs` : "";
  const among =
    foundCount > found.length ? `The ${found.length} worst of ${formatNumber(foundCount)} are listed. ` : "";
  const chance =
    foundCount > 0
      ? ` About ${formatPercent(level, 0)} of the slices found may be chance. They were chosen for being bad on these very posts, so their figures flatter the finding: keep a slice, and see it on other posts or another run.`
      : "";
  return `${among}${formatNumber(tested[0])} slices${pairs} of at least ${formatCount(minPosts, "post")} were tested (${test}, one-sided; p corrected by Benjamini and Hochberg).${chance}`;
}
