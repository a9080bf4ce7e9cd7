import type { PredictionGroup } from "./share-page";

/**
 * Predictions from low to high in `count` groups of about equal size (fewer where there are fewer posts), with the mean
 * of what was predicted and of what came: a reliable model has them equal in every group. O(n log n).
 */
export function groupPredictions(
  { actual, predicted }: { readonly actual: ArrayLike<number>; readonly predicted: ArrayLike<number> },
  count = 10,
): PredictionGroup[] {
  const order = Array.from({ length: predicted.length }, (_, i) => i).sort((a, b) => predicted[a] - predicted[b]);
  const groups: PredictionGroup[] = [];
  for (let g = 0; g < count; g++) {
    const members = order.slice(Math.round((g * order.length) / count), Math.round(((g + 1) * order.length) / count));
    if (members.length === 0) continue;
    const mean = (of: ArrayLike<number>): number => members.reduce((sum, i) => sum + of[i], 0) / members.length;
    groups.push({
      from: predicted[members[0]],
      to: predicted[members[members.length - 1]],
      posts: members.length,
      predicted: mean(predicted),
      actual: mean(actual),
    });
  }
  return groups;
}
