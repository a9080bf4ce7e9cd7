import { datePart } from "../features/date/date-parts";
import { columnNamed } from "../features/table-columns";
import { DataError } from "../errors";
import { cellText } from "../table/cells";
import type { Table } from "../table/table";
import { guessLanguage } from "../text/guess-language";
import type { Aspect, Condition, Operator } from "./slice";

const WORD = /[\p{L}\p{N}_]+/gu;

/** The words of a text, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

/** What conditions read of a table, each reading made once. */
export class Readings {
  readonly #texts = new Map<string, readonly string[]>();
  readonly #words = new Map<string, readonly ReadonlySet<string>[]>();
  readonly #numbers = new Map<string, Float64Array>();
  readonly #languages = new Map<string, readonly string[]>();

  constructor(readonly table: Table) {}

  texts(name: string): readonly string[] {
    return kept(this.#texts, name, () => {
      const { cells } = columnNamed(this.table, name);
      return Array.from({ length: this.table.rowCount }, (_, row) => cellText(cells, row));
    });
  }

  words(name: string): readonly ReadonlySet<string>[] {
    return kept(this.#words, name, () => this.texts(name).map((text) => new Set(wordsOf(text))));
  }

  languages(name: string): readonly string[] {
    return kept(this.#languages, name, () => this.texts(name).map((text) => guessLanguage(text)));
  }

  /** NaN where the cell is missing or is no such thing. */
  numbers(name: string, aspect: Exclude<Aspect, "word" | "language">): Float64Array {
    return kept(this.#numbers, `${aspect} ${name}`, () => {
      const column = columnNamed(this.table, name);
      if (aspect === "length") return Float64Array.from(this.texts(name), (text) => [...text].length);
      if (aspect !== "value" && column.type !== "date") {
        throw new DataError("invalid-option", `${name} is no column of dates: it has no ${aspect}`);
      }
      const values = column.values ?? new Float64Array(this.table.rowCount).fill(NaN);
      return aspect === "value" ? values : values.map((ms) => Math.floor(datePart(ms, aspect)));
    });
  }
}

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/**
 * Whether each row of the table meets a condition. A missing cell meets "missing" and "!=" alone.
 *
 * @throws {DataError} "missing-column"; "invalid-option" where the value is no number or date and one is needed
 */
export function testOf(readings: Readings, condition: Condition): (row: number) => boolean {
  const { column: name, of, op, value } = condition;
  const column = columnNamed(readings.table, name);
  if (op === "missing" || op === "present") return (row) => (column.missing[row] === 1) === (op === "missing");
  if (of === "word") {
    const words = readings.words(name);
    const wanted = String(value).toLowerCase();
    return (row) => words[row].has(wanted) === (op !== "hasNot" && op !== "!=");
  }
  if (of === "language") {
    const languages = readings.languages(name);
    return (row) => (languages[row] === value) === (op !== "!=");
  }
  const isNumber = of !== "value" || column.type === "number" || column.type === "date";
  if (!isNumber) {
    const texts = readings.texts(name);
    if (op === "has" || op === "hasNot") throw wrong(condition, "a word is looked for with the aspect word");
    if (op !== "=" && op !== "!=") throw wrong(condition, `${name} is no column of numbers or dates`);
    return (row) => (texts[row].trim() === String(value).trim()) === (op === "=");
  }
  const numbers = readings.numbers(name, of);
  const limit = readLimit(condition, of === "value" && column.type === "date");
  // a date given without a time stands for the whole day
  const isDay = of === "value" && column.type === "date" && /^\d{4}-\d\d-\d\d$/.test(String(value));
  return compare(numbers, op, limit, isDay ? limit + 86_400_000 : null, condition);
}

function compare(
  numbers: Float64Array,
  op: Operator,
  limit: number,
  dayEnd: number | null,
  condition: Condition,
): (row: number) => boolean {
  const isEqual = dayEnd === null ? (x: number) => x === limit : (x: number) => x >= limit && x < dayEnd;
  switch (op) {
    case "=":
      return (row) => isEqual(numbers[row]);
    case "!=":
      return (row) => !isEqual(numbers[row]);
    case "<":
      return (row) => numbers[row] < limit;
    case "<=":
      return dayEnd === null ? (row) => numbers[row] <= limit : (row) => numbers[row] < dayEnd;
    case ">":
      return dayEnd === null ? (row) => numbers[row] > limit : (row) => numbers[row] >= dayEnd;
    case ">=":
      return (row) => numbers[row] >= limit;
    default:
      throw wrong(condition, `${op} asks for a word`);
  }
}

function readLimit(condition: Condition, isDate: boolean): number {
  const { value } = condition;
  const read =
    typeof value === "number" ? value : isDate ? Date.parse(value) : value.trim() === "" ? NaN : Number(value);
  if (!Number.isFinite(read)) {
    throw wrong(condition, `${JSON.stringify(value)} is no ${isDate ? "date such as 2021-03-14" : "number"}`);
  }
  return read;
}

function wrong({ column, of, op, value }: Condition, why: string): DataError {
  return new DataError("invalid-option", `the condition on ${column} cannot be used: ${why}`, {
    column,
    of,
    op,
    value,
  });
}

/** Places of the rows that meet every condition, ascending. */
export function rowsWhere(readings: Readings, where: readonly Condition[]): Uint32Array {
  const tests = where.map((condition) => testOf(readings, condition));
  const rows: number[] = [];
  for (let row = 0; row < readings.table.rowCount; row++) if (tests.every((test) => test(row))) rows.push(row);
  return Uint32Array.from(rows);
}
