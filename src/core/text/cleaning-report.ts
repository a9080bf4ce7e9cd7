import type { JobContext } from "../job";
import { cellText } from "../table/cells";
import type { TextCells } from "./clean-cells";
import type { CleaningSettings } from "./cleaning-options";
import type { Tokens } from "./tokens";
import { makeTokenTracer } from "./trace-tokens";
import type { TracedToken } from "./trace-tokens";

/** One cell before and after. */
export interface CleaningExample {
  readonly row: number;
  readonly column: string;
  readonly raw: string;
  readonly tokens: readonly TracedToken[];
}

/** What cleaning took, over a sample of rows. */
export interface CleaningReport {
  readonly removedByReason: Readonly<Record<string, number>>;
  readonly topRemoved: readonly { readonly token: string; readonly count: number; readonly reason: string }[];
}

/** Every cell of the given rows with what became of each word in it, row by row. */
export function cleaningExamples(
  columns: readonly TextCells[],
  rows: ArrayLike<number>,
  settings: CleaningSettings,
): CleaningExample[] {
  const trace = makeTokenTracer(settings);
  return Array.from(rows).flatMap((row) =>
    columns.map(({ name, cells }) => {
      const raw = cellText(cells, row);
      return { row, column: name, raw, tokens: trace(raw) };
    }),
  );
}

/** A piece that went, for a reason, so many times. */
export interface RemovedPiece {
  readonly token: string;
  readonly reason: string;
  readonly count: number;
}

/** What went from the given rows, each piece once for each reason. */
export function countRemoved(
  columns: readonly TextCells[],
  rows: ArrayLike<number>,
  settings: CleaningSettings,
  { signal }: JobContext = {},
): RemovedPiece[] {
  const trace = makeTokenTracer(settings);
  const removed = new RemovedCounts();
  for (let i = 0; i < rows.length; i++) {
    signal?.throwIfAborted();
    for (const { cells } of columns) {
      for (const { token, removed: reason } of trace(cellText(cells, rows[i]))) {
        if (reason !== null) removed.add(token, reason, 1);
      }
    }
  }
  return removed.list();
}

/** What went by reason, and the `top` pieces that went most often (ties alphabetical), from counts of parts of the rows. */
export function cleaningReport(parts: readonly (readonly RemovedPiece[])[], top = 20): CleaningReport {
  const removed = new RemovedCounts();
  for (const part of parts) for (const { token, reason, count } of part) removed.add(token, reason, count);
  const all = removed.list();
  const removedByReason: Record<string, number> = {};
  for (const { reason, count } of all) removedByReason[reason] = (removedByReason[reason] ?? 0) + count;
  return { removedByReason, topRemoved: mostFrequent(all, top) };
}

class RemovedCounts {
  readonly #byReason = new Map<string, Map<string, number>>();

  add(token: string, reason: string, count: number): void {
    let counts = this.#byReason.get(reason);
    if (!counts) this.#byReason.set(reason, (counts = new Map()));
    counts.set(token, (counts.get(token) ?? 0) + count);
  }

  list(): RemovedPiece[] {
    return [...this.#byReason].flatMap(([reason, counts]) =>
      Array.from(counts, ([token, count]) => ({ token, count, reason })),
    );
  }
}

/** The tokens that stand most often in all texts, most frequent first, ties alphabetical. O(tokens). */
export function topTokens(tokens: Tokens, top = 20): { token: string; count: number }[] {
  const counts = new Uint32Array(tokens.vocabulary.length);
  for (const { ids } of tokens.columns) for (let i = 0; i < ids.length; i++) counts[ids[i]]++;
  // Only those at least as frequent as the last that can be shown need a place of their own.
  const least = top < counts.length ? counts.toSorted()[counts.length - top] : 0;
  const entries: { token: string; count: number }[] = [];
  tokens.vocabulary.forEach((token, i) => {
    if (counts[i] >= least) entries.push({ token, count: counts[i] });
  });
  return mostFrequent(entries, top);
}

function mostFrequent<T extends { token: string; count: number }>(entries: T[], top: number): T[] {
  return entries.sort((a, b) => b.count - a.count || (a.token < b.token ? -1 : 1)).slice(0, top);
}
