import type { Column } from "../table/table";

/** What of a cell a condition asks. Parts of a date are whole numbers in UTC: month 1 to 12, weekday 0 (Monday) to 6, hour 0 to 23. */
export const ASPECTS = ["value", "length", "word", "language", "year", "month", "weekday", "hour"] as const;
export type Aspect = (typeof ASPECTS)[number];

export const OPERATORS = ["=", "!=", "<", "<=", ">", ">=", "has", "hasNot", "missing", "present"] as const;
export type Operator = (typeof OPERATORS)[number];

/** One thing asked of one column. Numbers are compared as numbers, dates by the ISO 8601 date in `value`, all else as text. */
export interface Condition {
  readonly column: string;
  readonly of: Aspect;
  readonly op: Operator;
  /** nothing for "missing" and "present" */
  readonly value: string | number;
}

/** Posts that meet every condition. */
export interface Slice {
  /** empty: named by its conditions */
  readonly name: string;
  readonly where: readonly Condition[];
}

/** Operators that make sense of an aspect, in the order they are offered. */
export function operatorsOf(aspect: Aspect, type: Column["type"]): readonly Operator[] {
  switch (aspect) {
    case "word":
      return ["has", "hasNot"];
    case "language":
      return ["=", "!="];
    case "value":
      return type === "number" || type === "date"
        ? ["=", "!=", "<", "<=", ">", ">=", "missing", "present"]
        : ["=", "!=", "missing", "present"];
    default:
      return ["=", "!=", "<", "<=", ">", ">="];
  }
}

/** What can be asked of a column of this type. */
export function aspectsOf(type: Column["type"]): readonly Aspect[] {
  if (type === "date") return ["value", "year", "month", "weekday", "hour"];
  if (type === "text") return ["word", "length", "language", "value"];
  return type === "number" ? ["value"] : ["value", "word", "length"];
}
