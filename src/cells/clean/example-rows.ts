import { makeRng } from "../../core/random/xoshiro";

/** A row drawn from `rows`, the same one for the same seed: asked again with the row itself it walks on. */
export function randomRow(rows: number, seed: number): number {
  return rows < 1 ? 0 : makeRng(seed).below(rows);
}

/** Positions of at most `count` rows spread evenly over `rows`. */
export function spreadRows(rows: number, count: number): readonly number[] {
  const taken = Math.min(rows, count);
  return Array.from({ length: taken }, (_, i) => Math.floor((i * rows) / taken));
}

/** Index of the record with the most text in `columns`; -1 for none. */
export function longestRecord(
  records: readonly Readonly<Record<string, string>>[],
  columns: readonly string[],
): number {
  let best = -1;
  let most = -1;
  records.forEach((record, i) => {
    const length = columns.reduce((sum, name) => sum + (record[name]?.length ?? 0), 0);
    if (length > most) {
      most = length;
      best = i;
    }
  });
  return best;
}
