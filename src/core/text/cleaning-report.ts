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

/** What went from the given rows, by reason, and the `top` pieces that went most often (ties alphabetical). */
export function cleaningReport(
  columns: readonly TextCells[],
  rows: ArrayLike<number>,
  settings: CleaningSettings,
  top = 20,
): CleaningReport {
  const trace = makeTokenTracer(settings);
  const byReason = new Map<string, { total: number; counts: Map<string, number> }>();
  for (let i = 0; i < rows.length; i++) {
    for (const { cells } of columns) {
      for (const { token, removed: reason } of trace(cellText(cells, rows[i]))) {
        if (reason === null) continue;
        let found = byReason.get(reason);
        if (!found) byReason.set(reason, (found = { total: 0, counts: new Map() }));
        found.total++;
        found.counts.set(token, (found.counts.get(token) ?? 0) + 1);
      }
    }
  }
  const removed = [...byReason].flatMap(([reason, { counts }]) =>
    Array.from(counts, ([token, count]) => ({ token, count, reason })),
  );
  return {
    removedByReason: Object.fromEntries(Array.from(byReason, ([reason, { total }]) => [reason, total])),
    topRemoved: mostFrequent(removed, top),
  };
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
