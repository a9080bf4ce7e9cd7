import { quantileSorted } from "../metrics/quantile";
import type { Column } from "../table/table";
import type { Readings } from "./condition";
import type { Aspect, Condition } from "./slice";

/** Posts that might be worse than the rest, and what they have in common. */
export interface Candidate {
  readonly where: readonly Condition[];
  /** places, ascending */
  readonly members: Uint32Array;
  /** found by a word: not paired with other conditions */
  readonly isWord: boolean;
}

export interface CandidateOptions {
  /** both the slice and the rest have at least so many posts */
  readonly minPosts: number;
  /** columns not to slice by: the target */
  readonly without: ReadonlySet<string>;
}

const MOST_VALUES = 60;
const MOST_WORDS = 400;
const BINS = 5;
/** a number with no more values than this is taken value by value */
const FEW_VALUES = 8;

/**
 * All slices of one condition that are looked at: each value of a category, fifths of a number and of a text's length, the
 * parts of a date, the language, each frequent word, and missing cells. What they are does not depend on the errors, so
 * that a test of each is fair. O(text).
 */
export function candidateSlices(readings: Readings, options: CandidateOptions): Candidate[] {
  const all = readings.table.rowCount;
  const found = readings.table.columns
    .filter(({ name, type }) => type !== "empty" && !options.without.has(name))
    .flatMap((column) => ofColumn(readings, column));
  return found.filter(({ members }) => members.length >= options.minPosts && all - members.length >= options.minPosts);

  function ofColumn(from: Readings, column: Column): Candidate[] {
    const { name, type } = column;
    const missing =
      column.missingCount > 0
        ? [group({ column: name, of: "value", op: "missing", value: "" }, (row) => column.missing[row] === 1)]
        : [];
    switch (type) {
      case "number":
        return [...missing, ...numberBins(from.numbers(name, "value"), name, "value")];
      case "date":
        return [
          ...missing,
          ...dateValues(name, "year"),
          ...dateValues(name, "month"),
          ...dateValues(name, "weekday"),
          ...hourBins(name),
        ];
      case "text":
        return [
          ...missing,
          ...numberBins(from.numbers(name, "length"), name, "length"),
          ...byValue(from.languages(name), name, "language"),
          ...byWord(from, name),
        ];
      default:
        return [...missing, ...byValue(from.texts(name), name, "value", column.missing)];
    }
  }

  function group(condition: Condition, test: (row: number) => boolean): Candidate {
    return { where: [condition], members: membersOf(all, test), isWord: false };
  }

  function byValue(values: readonly string[], name: string, of: Aspect, missing?: Uint8Array): Candidate[] {
    const rows = new Map<string, number[]>();
    values.forEach((value, row) => {
      if (missing?.[row]) return;
      const trimmed = value.trim();
      const known = rows.get(trimmed);
      if (known) known.push(row);
      else rows.set(trimmed, [row]);
    });
    return [...rows]
      .filter(([, at]) => at.length >= options.minPosts)
      .sort((a, b) => b[1].length - a[1].length)
      .slice(0, MOST_VALUES)
      .map(([value, at]) => ({
        where: [{ column: name, of, op: "=", value }],
        members: Uint32Array.from(at),
        isWord: false,
      }));
  }

  function dateValues(name: string, of: "year" | "month" | "weekday"): Candidate[] {
    const parts = readings.numbers(name, of);
    const values = [...new Set(parts)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
    if (values.length > MOST_VALUES) return numberBins(parts, name, of);
    return values.map((value) => group({ column: name, of, op: "=", value }, (row) => parts[row] === value));
  }

  function hourBins(name: string): Candidate[] {
    const hours = readings.numbers(name, "hour");
    // dates without a time are all at midnight
    if (hours.every((hour) => Number.isNaN(hour) || hour === 0)) return [];
    return [0, 6, 12, 18].map((from) => range(hours, name, "hour", from, from + 6, false));
  }

  function numberBins(values: Float64Array, name: string, of: Aspect): Candidate[] {
    const known = values.filter((value) => !Number.isNaN(value)).sort();
    if (known.length === 0) return [];
    const distinct = new Set(known);
    if (distinct.size <= FEW_VALUES) {
      return [...distinct].map((value) => group({ column: name, of, op: "=", value }, (row) => values[row] === value));
    }
    const edges = binEdges(known, BINS);
    return edges.slice(1).map((to, i) => range(values, name, of, edges[i], to, i === edges.length - 2));
  }

  function range(values: Float64Array, name: string, of: Aspect, from: number, to: number, isLast: boolean): Candidate {
    const where: Condition[] = [
      { column: name, of, op: ">=", value: from },
      { column: name, of, op: isLast ? "<=" : "<", value: to },
    ];
    const members = membersOf(all, (row) => values[row] >= from && (isLast ? values[row] <= to : values[row] < to));
    return { where, members, isWord: false };
  }

  function byWord(from: Readings, name: string): Candidate[] {
    const rows = new Map<string, number[]>();
    from.words(name).forEach((words, row) => {
      for (const word of words) {
        if (word.length < 2) continue;
        const known = rows.get(word);
        if (known) known.push(row);
        else rows.set(word, [row]);
      }
    });
    return [...rows]
      .filter(([, at]) => at.length >= options.minPosts)
      .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST_WORDS)
      .map(([word, at]) => ({
        where: [{ column: name, of: "word", op: "has", value: word }],
        members: Uint32Array.from(at),
        isWord: true,
      }));
  }
}

/** Ends of about equally full bins, rounded where that moves no post far; the first and last are the extremes. */
export function binEdges(sorted: ArrayLike<number>, bins: number): number[] {
  const low = sorted[0];
  const high = sorted[sorted.length - 1];
  const inner = Array.from({ length: bins - 1 }, (_, i) => rounded(quantileSorted(sorted, (i + 1) / bins)));
  return [...new Set([low, ...inner.filter((edge) => edge > low && edge < high), high])];
}

function rounded(value: number): number {
  return Number.isInteger(value) && Math.abs(value) < 1000 ? value : Number(value.toPrecision(3));
}

function membersOf(rows: number, test: (row: number) => boolean): Uint32Array {
  const members: number[] = [];
  for (let row = 0; row < rows; row++) if (test(row)) members.push(row);
  return Uint32Array.from(members);
}
