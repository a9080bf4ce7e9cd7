import type { FeatureBlock } from "../../core/features/feature-matrix";
import type { FeaturesView } from "../../pipeline/views";
import { formatCount, formatNumber, formatPercent } from "../../ui/format";

const BLOCK_WORDS: Readonly<Record<FeatureBlock, { readonly one: string; readonly many: string }>> = {
  text: { one: "term", many: "terms" },
  categorical: { one: "category", many: "categories" },
  numeric: { one: "number", many: "numbers" },
  date: { one: "date part", many: "date parts" },
  shape: { one: "text measure", many: "text measures" },
};

/** What the columns of a block are: terms, or columns that terms are hashed into. */
export function blockWords({ hashing }: FeaturesView, block: FeatureBlock): { one: string; many: string } {
  return block === "text" && hashing ? { one: "hashed column", many: "hashed columns" } : BLOCK_WORDS[block];
}

/** "5,000 terms, 29 categories and 4 date parts: 4,205 × 5,033, 99.6% zeros" */
export function featuresSummary(view: FeaturesView): string {
  const byBlock = new Map<FeatureBlock, number>();
  for (const { block, columns } of view.blocks) byBlock.set(block, (byBlock.get(block) ?? 0) + columns);
  const parts = [...byBlock]
    .filter(([, columns]) => columns > 0)
    .map(([block, columns]) => {
      const { one, many } = blockWords(view, block);
      return formatCount(columns, one, many);
    });
  return `${listed(parts)}: ${dimensions(view)}, ${zeros(view)} zeros`;
}

/** "4,205 × 5,033" */
export function dimensions({ rows, columns }: FeaturesView): string {
  return `${formatNumber(rows)} × ${formatNumber(columns)}`;
}

/** Share of the entries that are zero; never "100%" while there is an entry. */
export function zeros({ density }: FeaturesView): string {
  const text = formatPercent(1 - density);
  return density > 0 && text === "100.0%" ? ">99.9%" : text;
}

function listed(parts: readonly string[]): string {
  if (parts.length === 0) return "no features";
  if (parts.length === 1) return parts[0];
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
