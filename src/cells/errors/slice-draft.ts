import { aspectsOf, operatorsOf } from "../../core/slices/slice";
import type { Aspect, Condition, Operator, Slice } from "../../core/slices/slice";
import type { ColumnView } from "../../pipeline/views";

/** A condition as it is being written: every value is text. */
export interface DraftCondition {
  readonly column: string;
  readonly of: Aspect;
  readonly op: Operator;
  readonly value: string;
}

export interface SliceDraft {
  readonly name: string;
  readonly where: readonly DraftCondition[];
}

export const EMPTY_CONDITION: DraftCondition = { column: "", of: "value", op: "=", value: "" };
export const EMPTY_SLICE: SliceDraft = { name: "", where: [EMPTY_CONDITION] };

export const ASPECT_LABELS: Readonly<Record<Aspect, string>> = {
  value: "its value",
  length: "its length, characters",
  word: "a word in it",
  language: "its language",
  year: "its year",
  month: "its month, 1 to 12",
  weekday: "its weekday",
  hour: "its hour, 0 to 23",
};

export const OPERATOR_LABELS: Readonly<Record<Operator, string>> = {
  "=": "is",
  "!=": "is not",
  "<": "below",
  "<=": "at most",
  ">": "above",
  ">=": "at least",
  has: "is there",
  hasNot: "is not there",
  missing: "is missing",
  present: "is there",
};

/** Whether a condition needs something to compare with. */
export function needsValue({ op }: Pick<DraftCondition, "op">): boolean {
  return op !== "missing" && op !== "present";
}

/** With another column or aspect, what does not fit it replaced by what does. */
export function fitted(draft: DraftCondition, columns: readonly Pick<ColumnView, "name" | "type">[]): DraftCondition {
  const type = columns.find(({ name }) => name === draft.column)?.type ?? "category";
  const aspects = aspectsOf(type);
  const of = aspects.includes(draft.of) ? draft.of : aspects[0];
  const operators = operatorsOf(of, type);
  return { ...draft, of, op: operators.includes(draft.op) ? draft.op : operators[0] };
}

/** The slice that a draft says, or what is wrong with it. */
export function readSlice(
  draft: SliceDraft,
  columns: readonly Pick<ColumnView, "name" | "type">[],
): { readonly slice: Slice } | { readonly problem: string } {
  const where: Condition[] = [];
  for (const condition of draft.where) {
    const { column, of, op } = condition;
    const value = condition.value.trim();
    if (column === "") return { problem: "Choose a column for each condition." };
    const type = columns.find(({ name }) => name === column)?.type;
    const isDate = of === "value" && type === "date";
    const isNumber = of === "value" ? type === "number" : of !== "word" && of !== "language";
    if (!needsValue(condition)) where.push({ column, of: "value", op, value: "" });
    else if (of === "word" && (value === "" || /\s/.test(value))) {
      return { problem: `Give one word to look for in ${column}.` };
    } else if (isNumber && (value === "" || !Number.isFinite(Number(value)))) {
      return { problem: `${column} is compared with a number, and ${JSON.stringify(value)} is none.` };
    } else if (isDate && Number.isNaN(Date.parse(value))) {
      return { problem: `${column} is compared with a date such as 2021-03-14, and ${JSON.stringify(value)} is none.` };
    } else where.push({ column, of, op, value: isNumber ? Number(value) : value });
  }
  return { slice: { name: draft.name.trim(), where } };
}
