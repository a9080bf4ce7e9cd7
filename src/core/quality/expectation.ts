import { looksDate } from "../read/parse-date";
import { looksNumeric, parseNumber } from "../read/parse-number";
import { distinctCells } from "../table/distinct-cells";
import { cellText } from "../table/cells";
import type { Column, Role, Table } from "../table/table";
import { finding } from "./check";
import type { CheckResult } from "./check";
import { findRepeats } from "./find-repeats";
import { amount, counted, listed, percent } from "./phrases";

/** What a cell of a column must be. Missing cells are judged by "present" alone. */
export type Rule =
  | { readonly kind: "present" }
  | { readonly kind: "unique" }
  | { readonly kind: "number" }
  | { readonly kind: "date" }
  /** a number from `min` to `max`, both included; null is no limit */
  | { readonly kind: "range"; readonly min: number | null; readonly max: number | null }
  /** characters, both included */
  | { readonly kind: "length"; readonly min: number | null; readonly max: number | null }
  /** the whole cell matches a regular expression */
  | { readonly kind: "pattern"; readonly pattern: string }
  | { readonly kind: "oneOf"; readonly values: readonly string[] };

export type RuleKind = Rule["kind"];

export const RULE_KINDS: readonly RuleKind[] = [
  "present",
  "unique",
  "number",
  "date",
  "range",
  "length",
  "pattern",
  "oneOf",
];

/** A rule that a column must keep in every file that is opened. */
export interface Expectation {
  readonly column: string;
  readonly rule: Rule;
  /** only rows in which another column is exactly this */
  readonly where?: { readonly column: string; readonly is: string };
}

/** "score is from 0 to 100, where tag is Physics" */
export function describeExpectation({ column, rule, where }: Expectation): string {
  return `${column} ${describeRule(rule)}${where ? `, where ${where.column} is ${where.is}` : ""}`;
}

function describeRule(rule: Rule): string {
  switch (rule.kind) {
    case "present":
      return "is never missing";
    case "unique":
      return "is different in every row";
    case "number":
      return "is a number";
    case "date":
      return "is a date";
    case "range":
      return `is ${between(rule.min, rule.max)}`;
    case "length":
      return `has ${between(rule.min, rule.max)} characters`;
    case "pattern":
      return `matches ${rule.pattern}`;
    case "oneOf": {
      const { values } = rule;
      return values.length > 5 ? `is one of ${values.length} values` : `is ${values.join(" or ")}`;
    }
  }
}

function between(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return `from ${amount(min)} to ${amount(max)}`;
  if (min !== null) return `at least ${amount(min)}`;
  return max === null ? "any" : `at most ${amount(max)}`;
}

/** One finding for each expectation: the rows that break it, or a pass. What cannot be judged fails with the reason. */
export function checkExpectations(table: Table, expectations: readonly Expectation[]): CheckResult[] {
  return expectations.map((expectation) => {
    const said = describeExpectation(expectation);
    const result = judge(table, expectation, said);
    return { ...result, id: `expectation:${said}` };
  });
}

function judge(table: Table, { column: name, rule, where }: Expectation, said: string): CheckResult {
  const columns = [name];
  const absent = [name, ...(where ? [where.column] : [])].filter(
    (wanted) => !table.columns.some((column) => column.name === wanted),
  );
  if (absent.length > 0) {
    return finding("expectation", "fail", `Expected that ${said}, but the file has no column ${listed(absent)}`, {
      columns,
      detail: "Take the expectation away, or open a file that has the column.",
    });
  }
  const column = named(table, name);
  const breaks = breakerOf(table, column, rule);
  if (typeof breaks === "string") {
    return finding("expectation", "fail", `Expected that ${said}, but ${breaks}`, { columns });
  }
  const condition = where ? named(table, where.column).cells : null;
  const rows: number[] = [];
  let judged = 0;
  for (let row = 0; row < table.rowCount; row++) {
    if (condition && cellText(condition, row) !== where!.is) continue;
    judged++;
    if (breaks(row)) rows.push(row);
  }
  if (rows.length === 0) return finding("expectation", "pass", `As expected, ${said}`, { columns });
  const examples = [
    ...new Set(rows.slice(0, 3).map((row) => JSON.stringify(cellText(column.cells, row).slice(0, 40)))),
  ];
  return finding(
    "expectation",
    "fail",
    `Expected that ${said}: ${counted(rows.length, "row")} (${percent(rows.length / judged)}) ${rows.length === 1 ? "is" : "are"} not so`,
    { columns, detail: rule.kind === "present" ? "" : `For example ${listed(examples)}.`, rows },
  );
}

function named(table: Table, name: string): Column {
  return table.columns.find((column) => column.name === name)!;
}

/** Whether a row breaks the rule; a text where the rule itself cannot be used. */
function breakerOf(table: Table, column: Column, rule: Rule): ((row: number) => boolean) | string {
  const { cells, missing, values, type } = column;
  const present = (test: (text: string) => boolean) => (row: number) =>
    missing[row] === 0 && !test(cellText(cells, row).trim());
  switch (rule.kind) {
    case "present":
      return (row) => missing[row] === 1;
    case "unique": {
      const all = Uint32Array.from({ length: table.rowCount }, (_, row) => row);
      const repeated = new Set(findRepeats(table, all, [column.name]).rows);
      return (row) => repeated.has(row);
    }
    case "number":
      return type === "number" ? (row) => missing[row] === 0 && Number.isNaN(values![row]) : present(looksNumeric);
    case "date":
      return type === "date" ? (row) => missing[row] === 0 && Number.isNaN(values![row]) : present(looksDate);
    case "range": {
      const read =
        type === "number" ? (row: number) => values![row] : (row: number) => parseNumber(cellText(cells, row));
      return (row) => missing[row] === 0 && !isWithin(read(row), rule);
    }
    case "length":
      return present((text) => isWithin([...text].length, rule));
    case "pattern": {
      const expression = compile(rule.pattern);
      return expression ? present((text) => expression.test(text)) : `${rule.pattern} is no regular expression`;
    }
    case "oneOf": {
      const known = new Set(rule.values);
      return present((text) => known.has(text));
    }
  }
}

/** False for what is no number. */
function isWithin(value: number, { min, max }: { readonly min: number | null; readonly max: number | null }): boolean {
  return !Number.isNaN(value) && (min === null || value >= min) && (max === null || value <= max);
}

/** The expression for a whole cell, or null where the text is none. */
export function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    return null;
  }
}

const MOST_VALUES = 30;

/** What the data keep now and may be expected to keep: each holds in every row. Columns that are left out are not looked at. */
export function proposeExpectations(table: Table, roles: Readonly<Record<string, Role>>): Expectation[] {
  return table.columns.flatMap((column): Expectation[] => {
    const { name, type, missingCount } = column;
    if (table.rowCount === 0 || roles[name] === "ignore" || type === "empty") return [];
    const rules: Rule[] = [];
    if (missingCount === 0) rules.push({ kind: "present" });
    if (type === "number") rules.push({ kind: "number" }, ...rangeOf(column));
    if (type === "date") rules.push({ kind: "date" });
    if (type === "category" || type === "id") rules.push(...setOf(column));
    const proposed = rules.map((rule) => ({ column: name, rule }));
    return proposed.filter((expectation) => checkExpectations(table, [expectation])[0].status === "pass");
  });
}

function rangeOf({ values }: Column): Rule[] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values!) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(low >= 0)) return [];
  return [{ kind: "range", min: 0, max: high <= 1 && low < high ? 1 : null }];
}

function setOf({ cells, missing }: Column): Rule[] {
  const { firstRows, distinct, counts } = distinctCells(cells, { skip: missing });
  const filled = counts.reduce((sum, count) => sum + count, 0);
  if (distinct === filled && filled > 1) return [{ kind: "unique" }];
  if (distinct > MOST_VALUES) return [];
  return [{ kind: "oneOf", values: Array.from(firstRows, (row) => cellText(cells, row)).sort() }];
}
