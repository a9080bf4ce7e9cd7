import type { ReadProblem } from "../../pipeline/views";

export interface ProblemGroup {
  readonly code: string;
  readonly title: string;
  /** all that were found, also those not listed */
  readonly count: number;
  readonly listed: readonly ReadProblem[];
}

const TITLES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  "short-row": ["row with too few cells", "rows with too few cells"],
  "long-row": ["row with too many cells", "rows with too many cells"],
  "unclosed-quote": ["quote that is never closed", "quotes that are never closed"],
  "stray-quote": ["quote in the middle of a cell", "quotes in the middle of a cell"],
  "invalid-bytes": ["line with bytes that are no text", "lines with bytes that are no text"],
  nul: ["line with NUL characters", "lines with NUL characters"],
  "blank-line": ["blank line", "blank lines"],
  "ghost-row": ["row with nothing in it", "rows with nothing in them"],
  preamble: ["line above the header", "lines above the header"],
  "short-header": ["column without a name in the header", "columns without a name in the header"],
  "empty-name": ["column with an empty name", "columns with empty names"],
  "repeated-name": ["column name that repeats another", "column names that repeat others"],
};

/** Problems by kind, the most frequent kind first. */
export function groupProblems(
  problems: readonly ReadProblem[],
  counts: Readonly<Record<string, number>>,
): readonly ProblemGroup[] {
  const codes = new Set([...Object.keys(counts), ...problems.map(({ code }) => code)]);
  return [...codes]
    .map((code) => {
      const listed = problems.filter((problem) => problem.code === code);
      const count = counts[code] ?? listed.length;
      const [one, many] = TITLES[code] ?? [code, code];
      return { code, title: count === 1 ? one : many, count, listed };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

export function countProblems(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
