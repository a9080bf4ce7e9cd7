import type { FeatureBlock } from "../../core/features/feature-matrix";
import type { TrainView } from "../../pipeline/views";
import { formatPercent } from "../../ui/format";

export type FeatureWeight = TrainView["features"][number];

const BLOCK_WORDS: Readonly<Record<FeatureBlock, string>> = {
  text: "Words",
  categorical: "Categories",
  numeric: "Numbers",
  date: "Dates",
  shape: "The shape of the text",
};

/** Of the weight listed, what share each kind of feature holds, largest first. */
export function weightByBlock(features: readonly FeatureWeight[]): readonly { block: FeatureBlock; share: number }[] {
  const total = features.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0)) return [];
  const sums = new Map<FeatureBlock, number>();
  for (const { block, weight } of features) sums.set(block, (sums.get(block) ?? 0) + weight);
  return [...sums].map(([block, sum]) => ({ block, share: sum / total })).sort((a, b) => b.share - a.share);
}

/** The title above the weights, from the weights: which kind carries most, or that none does; the heaviest by name. */
export function weightFinding(features: readonly FeatureWeight[]): string {
  const [first] = weightByBlock(features);
  if (!first) return "No feature has weight";
  const heaviest = featureText(features[0]);
  const others = weightByBlock(features).length > 1;
  if (others && first.share >= 0.5) {
    const verb = first.block === "shape" ? "carries" : "carry";
    return `${BLOCK_WORDS[first.block]} ${verb} ${formatPercent(first.share, 0)} of the weight listed`;
  }
  const total = features.reduce((sum, { weight }) => sum + weight, 0);
  const share = features[0].weight / total;
  return share >= 0.15
    ? `${heaviest} alone carries ${formatPercent(share, 0)} of the weight listed`
    : `Many features carry a little; ${heaviest} carries most`;
}

/** A word in quotes, anything else by its column: “vaccin”, tag Medicine, datetime year. */
export function featureText({ block, column, label }: FeatureWeight): string {
  return block === "text" ? `\u201c${label}\u201d` : label.startsWith(column) ? label : `${column} ${label}`;
}
