import type { FeatureBlock } from "../core/features/feature-matrix";
import { featureNames } from "../core/features/feature-names";
import type { FittedFeatures } from "../core/features/fit-features";

/** Columns of the matrix that make up one input, or one word of a text. */
export interface ImportanceGroup {
  readonly block: FeatureBlock;
  /** of the table: "title + body" */
  readonly column: string;
  /** the measure of a text's shape, or the word; null for all that is made of the column */
  readonly label: string | null;
  readonly columns: readonly number[];
}

/**
 * Every input as a person knows it, in the order of the matrix: all words of a text, a column of categories, a number, a
 * date, one measure of a text's shape; then the `words` words that weigh most.
 *
 * @param weights of the matrix's columns
 */
export function importanceGroups(
  fitted: FittedFeatures,
  weights: ArrayLike<number>,
  words: number,
): readonly ImportanceGroup[] {
  const names = featureNames(fitted);
  const groups = new Map<string, ImportanceGroup & { columns: number[] }>();
  const single: number[] = [];
  names.forEach(({ block, column, label }, at) => {
    if (block === "text") single.push(at);
    const part = block === "shape" ? label : null;
    const key = JSON.stringify([block, column, part]);
    const group = groups.get(key) ?? { block, column, label: part, columns: [] };
    group.columns.push(at);
    groups.set(key, group);
  });
  const heaviest = single
    .filter((at) => weights[at] > 0)
    .sort((a, b) => weights[b] - weights[a] || a - b)
    .slice(0, words)
    .map((at) => ({ ...names[at], columns: [at] }));
  return [...groups.values(), ...heaviest];
}
