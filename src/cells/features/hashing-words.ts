import type { HashingView } from "../../pipeline/hashing-view";
import { formatCount, formatNumber, formatPercent } from "../../ui/format";

/** "About 7% of the terms share a column with another" */
export function collisionFinding({ groups }: HashingView): string {
  const worst = Math.max(...groups.map(({ shared }) => shared));
  if (groups.some(({ terms }) => terms === null)) return "Nearly every term shares its column with others";
  return worst < 0.005
    ? "Hardly any term shares a column with another"
    : `About ${formatPercent(worst, 0)} of the terms share a column with another`;
}

/** "11,904 of 262,144 columns are filled by training posts, by about 12,180 different terms of title + body." */
export function collisionText({ column, filled, terms }: HashingView["groups"][number], view: HashingView): string {
  const told =
    terms === null
      ? "by more terms than can be told; more hashed columns would keep them apart"
      : `by about ${formatCount(terms, "different term", "different terms")}`;
  return `${formatNumber(filled)} of ${formatNumber(view.nFeatures)} columns are filled by training posts, ${told} of ${column}.`;
}

export function nameText({ namedFrom }: HashingView): string {
  return `No list of terms is kept. Columns are called by their most frequent terms in ${formatCount(namedFrom, "training post", "training posts")}, the others by number; where a post is explained, by the words of that post.`;
}
