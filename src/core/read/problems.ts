/** What can be wrong with a line of a file that opens all the same. */
export type ProblemCode =
  | "short-row"
  | "long-row"
  | "unclosed-quote"
  | "stray-quote"
  | "invalid-bytes"
  | "nul"
  | "blank-line"
  | "ghost-row"
  | "preamble"
  | "short-header"
  | "empty-name"
  | "repeated-name";

/** One bad line. `line` counts from 1 as an editor does; `repair` says what was done with it. */
export interface Problem {
  readonly line: number;
  readonly code: ProblemCode;
  readonly message: string;
  readonly repair: string;
}

/** How many of each code were found, also past the ones listed. */
export type ProblemCounts = Partial<Record<ProblemCode, number>>;

/** Problems listed in full per code; the rest are counted. */
export const LISTED_PER_CODE = 1000;

/** Collects problems: all are counted, the first {@link LISTED_PER_CODE} of each code are kept. */
export class ProblemLog {
  private readonly problems: Problem[] = [];
  readonly counts: ProblemCounts = {};

  /** `message` is a function so that the millionth one costs nothing. */
  add(line: number, code: ProblemCode, message: string | (() => string), repair: string): void {
    const count = (this.counts[code] ?? 0) + 1;
    this.counts[code] = count;
    if (count > LISTED_PER_CODE) return;
    this.problems.push({ line, code, message: typeof message === "string" ? message : message(), repair });
  }

  /** In the order of the file. */
  list(): Problem[] {
    return this.problems.toSorted((a, b) => a.line - b.line);
  }
}
