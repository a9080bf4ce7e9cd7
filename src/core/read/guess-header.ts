import type { DialectOptions } from "./dialect";
import { isNullSpelling } from "./null-spellings";
import { looksDate } from "./parse-date";
import { looksNumeric } from "./parse-number";
import type { SampleRow } from "./sample-rows";

export interface GuessedHeader {
  /** index into the sample's rows, -1 when there is no header */
  readonly index: number;
  /** cells a row of the table has */
  readonly width: number;
  readonly why: string;
}

/** A header may stand behind this many rows of titles and notes. */
const DEEPEST = 60;
const BODY_ROWS = 150;
const USUAL_NAMES =
  /^(?:id|index|key|name|title|text|body|selftext|content|comment|message|review|sentence|statement|post|question|answer|label|class|category|tag|subject|score|points?|rating|stars|target|sentiment|price|date|datetime|time|timestamp|created(?:_at|_utc)?|year|author|user|url|link|lang|language|source|state|country|city|description|summary)$/i;

/**
 * Where the header is, if there is one. The header is the first row about as full as the rows below it; it is one when
 * its cells are texts above numbers or dates, or, in a table of texts, unless it reads like the rows below it.
 */
export function guessHeader(rows: readonly SampleRow[], wanted: DialectOptions["header"]): GuessedHeader {
  if (rows.length === 0) return { index: -1, width: 1, why: "the file has no rows" };
  if (wanted === false) return { index: -1, width: tableWidth(rows, -1), why: "as set" };
  if (typeof wanted === "number") {
    const index = rows.findIndex((row) => row.line >= wanted);
    return { index: index < 0 ? rows.length - 1 : index, width: tableWidth(rows, index), why: "as set" };
  }
  const index = candidate(rows);
  if (wanted === true) return { index, width: tableWidth(rows, index), why: "as set" };
  const { is, why } = isHeader(rows, index);
  return is ? { index, width: tableWidth(rows, index), why } : { index: -1, width: tableWidth(rows, -1), why };
}

/** Cells of a row: the most frequent width below the header if most rows have it, and at least the header's own. */
function tableWidth(rows: readonly SampleRow[], header: number): number {
  const body = rows.slice(header + 1);
  if (header < 0) return commonWidth(body, true).width;
  const { width, count } = commonWidth(body.length > 0 ? body : rows);
  const own = rows[header].cells.length;
  // two rows that are too long do not outvote the header
  return body.length >= 3 && count * 2 > body.length ? Math.max(width, own) : own;
}

/** On a tie the width that comes first, or the widest. */
function commonWidth(rows: readonly SampleRow[], widest = false): { width: number; count: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  let width = 1;
  let count = 0;
  for (const [candidateWidth, occurrences] of counts) {
    if (occurrences > count || (widest && occurrences === count && candidateWidth > width)) {
      width = candidateWidth;
      count = occurrences;
    }
  }
  return { width, count };
}

function filled(row: SampleRow): number {
  return row.cells.reduce((sum, cell) => sum + (cell.trim() === "" ? 0 : 1), 0);
}

/** The first row that is about as wide and as full as the table is. */
function candidate(rows: readonly SampleRow[]): number {
  const { width } = commonWidth(rows);
  const fills = rows.filter((row) => row.cells.length >= width - 1).map(filled);
  fills.sort((a, b) => a - b);
  const typical = fills[fills.length >> 1] ?? 1;
  const least = Math.max(Math.min(2, width), 0.5 * typical);
  const limit = Math.min(rows.length, DEEPEST);
  let index = 0;
  while (index < limit && (rows[index].cells.length < Math.max(1, width - 1) || filled(rows[index]) < least)) index++;
  if (index === limit) return 0;
  return lastTitleRow(rows, index);
}

/** Of several rows of titles above columns of numbers, the last with the most different names. */
function lastTitleRow(rows: readonly SampleRow[], first: number): number {
  // A single number makes no column of numbers here: the texts above it may as well be the first row of the table.
  const numeric = numericColumns(rows.slice(first + 1), { least: 0.5, fewest: 2 });
  if (numeric.length < 2) return first;
  const isTitles = (row: SampleRow): boolean =>
    numeric.every((column) => !isNumberOrDate(row.cells[column] ?? "")) &&
    numeric.filter((column) => isName(row.cells[column] ?? "")).length * 2 >= numeric.length;
  const names = (row: SampleRow): number =>
    new Set(row.cells.map((cell) => cell.trim()).filter((cell) => cell !== "")).size;
  let best = first;
  for (let index = first; index < rows.length && isTitles(rows[index]); index++)
    if (names(rows[index]) >= names(rows[best])) best = index;
  return best;
}

function isHeader(rows: readonly SampleRow[], index: number): { is: boolean; why: string } {
  const header = rows[index];
  const body = rows.slice(index + 1, index + 1 + BODY_ROWS);
  const line = `line ${header.line}`;
  if (body.length === 0) {
    const named = header.cells.every((cell) => isName(cell) && cell.length <= 60);
    return { is: named, why: named ? `${line}, the only one, holds names` : `${line}, the only one, holds values` };
  }
  const numeric = numericColumns(body);
  const above = numeric.filter((column) => isName(header.cells[column] ?? ""));
  const like = numeric.filter((column) => isNumberOrDate(header.cells[column] ?? ""));
  const over = (column: number): string => JSON.stringify(header.cells[column].trim().slice(0, 40));
  if (
    like.length >= 3 &&
    like.length + above.length === numeric.length &&
    areYears(like.map((column) => header.cells[column]))
  ) {
    return { is: true, why: `${line} holds years in order above columns of numbers` };
  }
  if (above.length > 0 && above.length >= like.length)
    return { is: true, why: `${line} has ${over(above[0])} above a column of numbers or dates` };
  if (like.length > 0) return { is: false, why: `${line} holds numbers or dates like the lines below it` };

  const names = header.cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (names.some((name) => USUAL_NAMES.test(name))) return { is: true, why: `${line} holds usual names of columns` };
  if (names.some((name) => name.length > 60)) return { is: false, why: `${line} holds longer texts than names are` };
  const repeated = header.cells.filter(
    (cell, column) => cell.trim() !== "" && body.some((row) => row.cells[column]?.trim() === cell.trim()),
  );
  if (body.length >= 5 && repeated.length * 2 >= names.length)
    return { is: false, why: `${line} holds values that occur again below it` };
  if (new Set(names).size * 2 < names.length) return { is: false, why: `${line} holds the same value several times` };
  return { is: true, why: `${line} holds short different texts; nothing says it is data, a guess` };
}

/** Columns whose filled cells are numbers or dates, at least in the share `least` and in `fewest` of them. */
function numericColumns(body: readonly SampleRow[], { least = 0.8, fewest = 1 } = {}): number[] {
  const seen: { known: number; filled: number }[] = [];
  for (const row of body.slice(0, BODY_ROWS)) {
    row.cells.forEach((cell, column) => {
      const counts = (seen[column] ??= { known: 0, filled: 0 });
      if (isNullSpelling(cell)) return;
      counts.filled++;
      if (isNumberOrDate(cell)) counts.known++;
    });
  }
  return seen.flatMap(({ known, filled: count }, column) =>
    known >= fewest && known >= least * count ? [column] : [],
  );
}

function isNumberOrDate(cell: string): boolean {
  return looksNumeric(cell) || looksDate(cell);
}

function isName(cell: string): boolean {
  return cell.trim() !== "" && !isNullSpelling(cell) && !isNumberOrDate(cell);
}

function areYears(cells: readonly string[]): boolean {
  const years = cells.map((cell) => (/^\s*(?:1[89]|20)\d\d\s*$/.test(cell) ? Number(cell) : NaN));
  return years.every((year, i) => (i === 0 ? !Number.isNaN(year) : year > years[i - 1]));
}
