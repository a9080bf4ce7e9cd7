import type { RunSummary } from "../pipeline/runs/run-summary";

/** The list with these runs added or changed and those gone, the oldest first. */
export function withRuns(
  runs: readonly RunSummary[],
  { put, removed }: { readonly put: readonly RunSummary[]; readonly removed: readonly string[] },
): readonly RunSummary[] {
  const gone = new Set([...removed, ...put.map(({ id }) => id)]);
  const next = [...runs.filter(({ id }) => !gone.has(id)), ...put];
  return next.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
}

/** Runs by where they show: in the notebook, or in the bin. */
export function sortedOut(all: readonly RunSummary[]): {
  readonly runs: readonly RunSummary[];
  readonly binned: readonly RunSummary[];
} {
  return {
    runs: all.filter(({ deletedAt }) => deletedAt === undefined),
    binned: all.filter(({ deletedAt }) => deletedAt !== undefined),
  };
}
