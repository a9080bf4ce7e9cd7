/** What a trial gets less of at first: folds, training rows, or trees, rounds and epochs of the model. */
export type PruneBy = "none" | "folds" | "rows" | "steps";

/** Shares of the whole that a trial is judged after, ascending to 1. */
export function rungShares(by: PruneBy, folds: number): readonly number[] {
  if (by === "none") return [1];
  if (by === "folds") return folds < 3 ? [1 / folds, 1] : [1 / folds, Math.round(folds / 2) / folds, 1];
  return [1 / 9, 1 / 3, 1];
}
