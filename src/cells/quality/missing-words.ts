import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { MeasuredChoice, MissingView } from "../../pipeline/missing/missing-view";
import { isGainMetric } from "../../pipeline/metric-of";
import { formatChange, formatCount, formatNumber, formatPercent } from "../../ui/format";
import { formatMetric, metricWords } from "../problem/metric-words";

/** "better", "worse" or "not distinguishable" from the settings as they stand. */
export function choiceVerdict({ difference }: Pick<MeasuredChoice, "difference">): string {
  if (!difference) return "";
  const { metric, value, low, high } = difference;
  if (value === 0 && low === 0 && high === 0) return "the same";
  if (low <= 0 && high >= 0) return "not distinguishable";
  return value > 0 === isGainMetric(metric) ? "better" : "worse";
}

/** "−12.4 (−30.1 to 5.2)": against the settings as they stand, in the metric's unit. */
export function differenceWords({ difference }: Pick<MeasuredChoice, "difference">): string {
  if (!difference) return "";
  const { metric, value, low, high, first, second } = difference;
  const scale = Math.max(Math.abs(first), Math.abs(second)) / 100;
  const format = (number: number) => formatMetric(metric, number, scale);
  const sign = value > 0 ? "+" : "";
  return `${sign}${format(value)} (${format(low)} to ${format(high)})`;
}

/** What the comparison found. */
export function missingFinding({ choices, metric }: MissingView): string {
  if (choices.length === 0) return "No input misses a value in the training posts";
  const word = metricWords(metric).short;
  const tried = choices.filter(({ difference }) => difference !== null);
  if (tried.length === 0) return "The ways to treat missing values could not be compared";
  const better = tried.filter((choice) => choiceVerdict(choice) === "better");
  if (better.length === 0) {
    const isWorse = tried.some((choice) => choiceVerdict(choice) === "worse");
    return isWorse
      ? `No way to treat missing values does better in ${word} than the present one, and some do worse`
      : `How missing values are treated makes no measurable difference to ${word}`;
  }
  const [best] = better.sort((a, b) => Math.abs(b.difference!.value) - Math.abs(a.difference!.value));
  const change = Math.abs(best.difference!.value / (best.difference!.second || 1));
  return `${capital(wayWords(best))} does better: ${word} ${formatChange(isGainMetric(best.difference!.metric) ? 100 * change : -100 * change, 1)}%`;
}

/** "filling numbers by their median": one way, in a sentence. */
export function wayWords({ kind, label }: Pick<MeasuredChoice, "kind" | "label">): string {
  if (kind === "numbers") return label === "left missing" ? "leaving numbers missing" : `filling numbers by ${label}`;
  if (kind === "categories") return `making a missing category ${label}`;
  return label.replace(/^leave/, "leaving").replace(/^keep/, "keeping");
}

/** How it was measured, and what that leaves open. */
export function missingNote(view: MissingView, chosen: string): string {
  const { kind, isStandIn, folds, rows, confidence, choices } = view;
  const by = MODEL_DESCRIPTIONS[kind].label.toLowerCase();
  const stood = isStandIn ? ` in the place of ${chosen.toLowerCase()}, which takes longer to train` : "";
  const drops = choices.some((choice) => choice.kind === "rows")
    ? " Rows left out are left out of training alone here, so that all ways answer for the same posts; applied, they leave the test part too."
    : "";
  return `By ${by}${stood}, over the same ${formatCount(folds, "fold")} of the training posts: ${formatPercent(confidence, 0)} intervals, differences on the same ${formatNumber(rows)} held-out posts. The test part is not touched.${drops}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
