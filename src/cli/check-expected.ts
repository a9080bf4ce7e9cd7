import type { DialectOptions } from "../core/read/dialect";
import type { Experiment } from "../experiment/schema";
import { checkFile } from "../pipeline/file-check";
import type { FileCheck } from "../pipeline/file-check";

const AUTOMATIC = { delimiter: "auto", encoding: "auto", header: "auto", quote: "auto" } as const;
const PLAIN = { ...AUTOMATIC, delimiter: ",", encoding: "utf-8", header: true, quote: '"' } as const;

/** Posts of a stream that are kept to be judged when it ends. */
const POSTS_JUDGED = 100_000;

type Posts = Readonly<Record<string, string>>;

/** The columns that the expectations of an experiment speak of. */
export function columnsExpected({ quality }: Experiment): readonly string[] {
  return [...new Set(quality.expectations.flatMap(({ column, where }) => (where ? [column, where.column] : [column])))];
}

/** Gathers those columns of posts that come one by one, as a CSV; null without posts or expectations. */
export function collectColumns(columns: readonly string[]): {
  readonly add: (post: Posts) => void;
  readonly csv: () => ExpectedPosts | null;
} {
  const kept: (string | undefined)[][] = [];
  const line = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`;
  return {
    add(post) {
      if (columns.length > 0 && kept.length < POSTS_JUDGED) kept.push(columns.map((column) => post[column]));
    },
    csv: () => {
      if (kept.length === 0) return null;
      // What no post has is a column that is not there. The number keeps a line where there is no other.
      const there = columns.map((_, i) => i).filter((i) => kept.some((cells) => cells[i] !== undefined));
      const rows = kept.map((cells, row) => line([String(row + 1), ...there.map((i) => cells[i] ?? "")]));
      return {
        blob: new Blob([line(["number of the post", ...there.map((i) => columns[i])]), ...rows]),
        dialect: PLAIN,
      };
    },
  };
}

export interface ExpectedPosts {
  readonly blob: Blob;
  /** absent: guessed */
  readonly dialect?: DialectOptions;
}

/** How posts keep the expectations; null posts are not judged. */
export async function checkExpected(
  { quality, problem, data }: Experiment,
  posts: ExpectedPosts | null,
  signal: AbortSignal,
): Promise<FileCheck> {
  const { expectations } = quality;
  if (expectations.length === 0 || posts === null) return { rows: 0, judged: 0, broken: [], skipped: [] };
  const types = Object.fromEntries(
    Object.entries(data.columns).flatMap(([name, { type }]) => (type ? [[name, type] as const] : [])),
  );
  const { blob, dialect = AUTOMATIC } = posts;
  return checkFile({ blob, dialect, types, expectations, target: problem.target }, { signal });
}
