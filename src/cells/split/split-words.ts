import type { SplitSettings } from "../../core/split/split-options";
import type { SplitView } from "../../pipeline/views";
import { formatNumber, formatPercent } from "../../ui/format";

/** "Random 80 / 20, seed 42": how the rows were divided. */
export function splitMethod(settings: SplitSettings, view: SplitView): string {
  const { kind, column, seed } = settings;
  // validation rows are a part of the training rows
  const rows = view.train + view.test;
  const train = rows === 0 ? 0 : Math.round((100 * view.train) / rows);
  const shares = `${train} / ${100 - train}`;
  switch (kind) {
    case "random":
      return `Random ${shares}, seed ${seed}`;
    case "stratified":
      return `Stratified by target ${shares}, seed ${seed}`;
    case "group":
      return `By ${column ?? "group"} ${shares}, seed ${seed}`;
    case "time":
      return `By time${column === null ? "" : ` (${column})`} ${shares}`;
    case "column":
      return `As ${column ?? "a column"} says`;
  }
}

/** "Random 80 / 20, seed 42: 3,364 to train, 841 to test, 498 repeats dropped" */
export function splitSummary(settings: SplitSettings, view: SplitView): string {
  const { repeats, noTarget, missing = 0, unsampled = 0 } = view.dropped;
  const counts = [
    `${formatNumber(view.train)} to train`,
    `${formatNumber(view.test)} to test`,
    repeats > 0 && `${formatNumber(repeats)} repeats dropped`,
    noTarget > 0 && `${formatNumber(noTarget)} without target left out`,
    missing > 0 && `${formatNumber(missing)} without a value they need`,
    unsampled > 0 && `${formatNumber(unsampled)} not in the sample`,
  ].filter(Boolean);
  return `${splitMethod(settings, view)}: ${counts.join(", ")}`;
}

export type Leak = SplitView["leaks"][number];

/** The leaks that matter, the largest first; of two that name the same rows only the one by fewer columns. */
export function realLeaks(leaks: readonly Leak[]): readonly Leak[] {
  const found = leaks
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.columns.length - b.columns.length);
  return found.filter((leak, i) => !found.slice(0, i).some((other) => isWithin(leak.rows, other.rows)));
}

/** "155 of 841 test posts (18.4%) repeat a training post: same url" */
export function leakTitle(leak: Leak, testRows: number): string {
  const verb = leak.count === 1 ? "repeats" : "repeat";
  return `${formatNumber(leak.count)} of ${formatNumber(testRows)} test posts (${formatPercent(leak.share)}) ${verb} a training post: same ${leak.columns.join(" and ")}`;
}

/** "155 test posts leak": the title in a few words, for the head of the cell. */
export function leakWarning({ count }: Leak): string {
  return count === 1 ? "1 test post leaks" : `${formatNumber(count)} test posts leak`;
}

/** What the fix does, as its button says: "Drop repeats by url". */
export function fixLabel(leak: Leak): string {
  return `Drop repeats by ${leak.columns.join(" and ")}`;
}

/**
 * `dropDuplicatesBy` after the fix. Rows equal in *all* these columns are one post, so columns already there would
 * weaken the fix: only the leak's own are kept.
 */
export function fixedDuplicates(leak: Leak): readonly string[] {
  return leak.columns;
}

function isWithin(rows: readonly number[], others: readonly number[]): boolean {
  const known = new Set(others);
  return rows.every((row) => known.has(row));
}
