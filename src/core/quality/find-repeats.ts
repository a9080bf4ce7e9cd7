import { codeRows, columnNamed, isMissing } from "../split/row-codes";
import type { Table } from "../table/table";
import { columnsWith } from "./check";
import type { QualityInputs } from "./check";

/** Rows equal to an earlier one in all columns of one identity. */
export interface Repeats {
  readonly columns: readonly string[];
  /** the later rows, ascending */
  readonly rows: Uint32Array;
  /** for each of them the first row it repeats */
  readonly first: Uint32Array;
}

/** An id that repeats with the same texts in a smaller share of its repeats names something else than a post. */
const SAME_TEXTS = 0.2;

/**
 * What makes two rows the same post: as chosen, else each id column, and all texts together. An id whose repeats mostly have
 * other texts (numbers that start again in every part of a file) is none.
 */
export function identitiesOf(inputs: Pick<QualityInputs, "table" | "roles" | "settings">): string[][] {
  const names = new Set(inputs.table.columns.map(({ name }) => name));
  const chosen = inputs.settings.sameIf.filter((name) => names.has(name));
  if (chosen.length > 0) return [[...chosen]];
  const texts = columnsWith(inputs, "text");
  const ids = columnsWith(inputs, "id");
  if (texts.length === 0) return ids.map((id) => [id]);
  const { codes } = codeRows(inputs.table, texts);
  const all = Uint32Array.from(codes.keys());
  const naming = ids.filter((id) => {
    const { rows, first } = findRepeats(inputs.table, all, [id]);
    const same = rows.filter((row, i) => codes[row] === codes[first[i]]).length;
    return rows.length === 0 || same >= SAME_TEXTS * rows.length;
  });
  return [...naming.map((id) => [id]), texts];
}

/** Repeats among `rows` (ascending). Rows with nothing but missing cells in the columns repeat nothing. O(bytes). */
export function findRepeats(table: Table, rows: Uint32Array, columns: readonly string[]): Repeats {
  const parts = columns.map((name) => columnNamed(table, name));
  const { codes, count } = codeRows(table, columns);
  const firstOf = new Int32Array(count).fill(-1);
  const later: number[] = [];
  const first: number[] = [];
  for (const row of rows) {
    if (parts.every((column) => isMissing(column, row))) continue;
    const code = codes[row];
    if (firstOf[code] < 0) firstOf[code] = row;
    else {
      later.push(row);
      first.push(firstOf[code]);
    }
  }
  return { columns, rows: Uint32Array.from(later), first: Uint32Array.from(first) };
}

/** An identity that finds this share of its rows beyond another's, or less, is no finding of its own. */
const HARDLY_MORE = 0.05;

/** Repeats by every identity, the most first; an identity that finds hardly anything beyond another's rows is left out. */
export function distinctRepeats(all: readonly Repeats[]): readonly Repeats[] {
  const found = all
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => weightOf(b.columns, b.rows.length) - weightOf(a.columns, a.rows.length));
  return found.filter((repeats, i) => !found.slice(0, i).some((other) => isWithin(repeats.rows, other.rows)));
}

/** What finds about as much with fewer columns goes first: one url says more plainly what is repeated than three texts. */
export function weightOf(columns: readonly string[], found: number): number {
  return found / (1 + 0.05 * (columns.length - 1));
}

function isWithin(rows: Uint32Array, others: Uint32Array): boolean {
  const known = new Set(others);
  return rows.filter((row) => !known.has(row)).length <= HARDLY_MORE * rows.length;
}

/** The repeats each after the row they repeat, groups in the order of their first repeat; at most `most` rows. */
export function inGroups({ rows, first }: Pick<Repeats, "first"> & { rows: ArrayLike<number> }, most = 200): number[] {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < rows.length; i++) {
    const group = groups.get(first[i]);
    if (group) group.push(rows[i]);
    else groups.set(first[i], [first[i], rows[i]]);
    // a group more than is shown: the last one shown may still grow
    if (groups.size > most) break;
  }
  return [...groups.values()].flat().slice(0, most);
}
