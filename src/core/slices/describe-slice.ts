import { amount } from "../quality/phrases";
import type { Condition, Slice } from "./slice";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"];
const MONTH_NAMES = [...MONTHS, "November", "December"];

/** A slice in words: its name, or its conditions ("tag is Physics, title has 40 to 60 characters"). */
export function describeSlice({ name, where }: Slice): string {
  return name === "" ? describeConditions(where) : name;
}

export function describeConditions(where: readonly Condition[]): string {
  const words: string[] = [];
  for (let i = 0; i < where.length; i++) {
    const [low, high] = [where[i], where[i + 1]];
    // the two ends of a range are read as one
    if (high && isRange(low, high)) {
      words.push(describeRange(low, high));
      i++;
    } else words.push(describeCondition(low));
  }
  return words.length === 0 ? "all posts" : words.join(", ");
}

function isRange(low: Condition, high: Condition): boolean {
  return low.column === high.column && low.of === high.of && low.op === ">=" && (high.op === "<" || high.op === "<=");
}

function describeRange(low: Condition, high: Condition): string {
  const [from, to] = [valueText(low), valueText(high)];
  const upTo = high.op === "<" ? `below ${to}` : to;
  if (low.of === "length") return `${low.column} of ${from} to ${upTo} characters`;
  return `${subject(low)} from ${from} to ${upTo}`;
}

const SIGNS: Readonly<Partial<Record<Condition["op"], string>>> = {
  "=": "is",
  "!=": "is not",
  "<": "below",
  "<=": "at most",
  ">": "above",
  ">=": "at least",
};

function describeCondition(condition: Condition): string {
  const { column, of, op } = condition;
  const value = valueText(condition);
  if (op === "missing" || op === "present") return `${column} is ${op === "missing" ? "missing" : "there"}`;
  if (of === "word") return `${column} ${op === "hasNot" ? "without" : "has"} “${value}”`;
  if (of === "length") return `${column} ${SIGNS[op]} ${value} characters`;
  return `${subject(condition)} ${SIGNS[op] ?? op} ${value}`;
}

function subject({ column, of }: Condition): string {
  return of === "value" ? column : `${of} of ${column}`;
}

function valueText({ of, value }: Condition): string {
  const number = Number(value);
  if (of === "weekday") return WEEKDAYS[number] ?? String(value);
  if (of === "month") return MONTH_NAMES[number - 1] ?? String(value);
  if (of === "hour") return `${value}:00`;
  if (of === "year" || typeof value === "string") return value === "" ? "empty" : String(value);
  return Math.abs(value) < 1 && value !== 0 ? String(Number(value.toPrecision(3))) : amount(value);
}
