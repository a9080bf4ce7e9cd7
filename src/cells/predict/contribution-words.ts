import type { Prediction, PredictionContribution } from "../../pipeline/views";
import { formatChange, formatTarget } from "../../ui/format";

/** "ice", "tag Medicine": words stand alone, other features with their column. */
export function contributionLabel({ block, column, label }: PredictionContribution): string {
  return block === "text" || block === "rest" || label.startsWith(column) ? label : `${column} ${label}`;
}

/** Those listed one by one, and the sum of what is not, so that base + listed + rest is the score. */
export function listedContributions(
  { contributions, base, score }: Pick<Prediction, "contributions" | "base" | "score">,
  most = 8,
): { readonly listed: readonly PredictionContribution[]; readonly rest: number } {
  const listed = contributions.filter(({ block, value }) => block !== "rest" && value !== 0).slice(0, most);
  const sum = listed.reduce((total, { value }) => total + value, 0);
  return { listed, rest: score - base - sum };
}

/** "Average post 3,716, listed above +3,664, the rest −1,479: 5,901" */
export function contributionSum(prediction: Prediction, decimalsOf: (value: number) => string = formatTarget): string {
  const { listed, rest } = listedContributions(prediction);
  const above = listed.reduce((total, { value }) => total + value, 0);
  const decimals = decimalsIn(decimalsOf(prediction.score));
  return [
    `Starts from ${decimalsOf(prediction.base)}`,
    listed.length > 0 ? `, listed above ${formatChange(above, decimals)}` : "",
    Math.abs(rest) >= 0.5 / 10 ** decimals ? `, the rest ${formatChange(rest, decimals)}` : "",
    `: ${decimalsOf(prediction.score)}`,
  ].join("");
}

export function decimalsIn(text: string): number {
  return text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
}
