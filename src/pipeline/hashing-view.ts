import type { FittedHashing, HashedColumns } from "../core/features/hashing/fitted-hashing";

/** How full the columns are that terms are hashed into, and so how many terms share one. */
export interface HashingView {
  /** columns that the terms of one group may fall in */
  readonly nFeatures: number;
  /** training rows from which columns got their names */
  readonly namedFrom: number;
  readonly groups: readonly HashedGroup[];
}

interface HashedGroup {
  /** the text columns: `title + body` */
  readonly column: string;
  /** columns that training rows fill */
  readonly filled: number;
  /** different terms of the training rows; null where so many columns are filled that it cannot be told */
  readonly terms: number | null;
  /** share of the terms that have another in their column, 0 to 1 */
  readonly shared: number;
}

const MOST_TOLD = 0.999;

export function hashingView({ settings, hashed }: FittedHashing): HashingView {
  return {
    nFeatures: settings.nFeatures,
    namedFrom: hashed[0].names.rows,
    groups: hashed.map((part) => groupOf(part, settings.nFeatures)),
  };
}

/**
 * As no term is kept, their number is told from how many of the columns are filled (linear counting: Whang, Vander-Zanden and
 * Taylor 1990), and from it the share of terms that fall where another does.
 */
function groupOf({ columns, hashes }: HashedColumns, nFeatures: number): HashedGroup {
  const filled = hashes.length;
  const column = columns.join(" + ");
  if (filled > MOST_TOLD * nFeatures) return { column, filled, terms: null, shared: 1 };
  const perColumn = -Math.log1p(-filled / nFeatures);
  // of filled columns with one term each the estimate is a little below their number
  const terms = Math.max(filled, Math.round(nFeatures * perColumn));
  return { column, filled, terms, shared: -Math.expm1((terms - 1) * Math.log1p(-1 / nFeatures)) };
}
