import type { FeatureBlock } from "../core/features/feature-matrix";
import { featureNameAt, featureRuns, textColumnCount } from "../core/features/feature-names";
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
  const groups = new Map<string, ImportanceGroup & { columns: number[] }>();
  const columnsOf = (block: FeatureBlock, column: string, label: string | null) => {
    const key = JSON.stringify([block, column, label]);
    const group = groups.get(key) ?? { block, column, label, columns: [] };
    groups.set(key, group);
    return group.columns;
  };
  let next = 0;
  for (const { block, column, length, labelAt } of featureRuns(fitted)) {
    if (length === 0) continue;
    const together = block === "shape" ? null : columnsOf(block, column, null);
    for (let i = 0; i < length; i++) (together ?? columnsOf(block, column, labelAt(i))).push(next++);
  }
  const heaviest = Array.from({ length: textColumnCount(fitted) }, (_, at) => at)
    .filter((at) => weights[at] > 0)
    .sort((a, b) => weights[b] - weights[a] || a - b)
    .slice(0, words)
    .map((at) => ({ ...featureNameAt(fitted, at), columns: [at] }));
  return [...groups.values(), ...heaviest];
}
