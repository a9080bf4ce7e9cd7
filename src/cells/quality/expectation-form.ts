import type { Expectation, Rule, RuleKind } from "../../core/quality/expectation";
import { compile } from "../../core/quality/expectation";

/** What is typed into the form, as it stands. */
export interface ExpectationDraft {
  readonly column: string;
  readonly kind: RuleKind;
  readonly min: string;
  readonly max: string;
  readonly pattern: string;
  /** separated by commas */
  readonly values: string;
  /** column of the condition, "" for none */
  readonly whereColumn: string;
  readonly whereIs: string;
}

export const EMPTY_DRAFT: ExpectationDraft = {
  column: "",
  kind: "present",
  min: "",
  max: "",
  pattern: "",
  values: "",
  whereColumn: "",
  whereIs: "",
};

export const RULE_LABELS: Readonly<Record<RuleKind, string>> = {
  present: "is never missing",
  unique: "is different in every row",
  number: "is a number",
  date: "is a date",
  range: "lies in a range",
  length: "has a length",
  pattern: "matches a pattern",
  oneOf: "is one of",
};

/** The expectation that is typed, or what is wrong with it. */
export function readDraft(
  draft: ExpectationDraft,
): { readonly expectation: Expectation } | { readonly problem: string } {
  if (draft.column === "") return { problem: "Choose a column." };
  const rule = readRule(draft);
  if (typeof rule === "string") return { problem: rule };
  const where = draft.whereColumn === "" ? {} : { where: { column: draft.whereColumn, is: draft.whereIs } };
  return { expectation: { column: draft.column, rule, ...where } };
}

function readRule(draft: ExpectationDraft): Rule | string {
  switch (draft.kind) {
    case "range":
    case "length": {
      const min = readLimit(draft.min);
      const max = readLimit(draft.max);
      if (Number.isNaN(min) || Number.isNaN(max)) return "From and to must be numbers, or empty for no limit.";
      if (min === null && max === null) return "Give a lower or an upper limit.";
      if (min !== null && max !== null && min > max) return `From must not be above to, got ${min} and ${max}.`;
      return { kind: draft.kind, min, max };
    }
    case "pattern":
      if (draft.pattern === "") return "Give a pattern.";
      return compile(draft.pattern)
        ? { kind: "pattern", pattern: draft.pattern }
        : `${draft.pattern} is no regular expression.`;
    case "oneOf": {
      const values = draft.values
        .split(",")
        .map((value) => value.trim())
        .filter(Boolean);
      return values.length > 0 ? { kind: "oneOf", values } : "Give the values, separated by commas.";
    }
    default:
      return { kind: draft.kind };
  }
}

/** null where nothing is typed, NaN where it is no number. */
function readLimit(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}

/** Expectations as a file: readable, and taken back by {@link parseExpectations}. */
export function expectationsJson(expectations: readonly Expectation[]): string {
  return `${JSON.stringify({ expectations }, null, 2)}\n`;
}

/** The list in a file; what is in it is checked with the rest of the experiment. */
export function parseExpectations(text: string): readonly Expectation[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (thrown) {
    throw new Error(`the file is not JSON: ${(thrown as Error).message}`, { cause: thrown });
  }
  const list = Array.isArray(read) ? read : (read as { expectations?: unknown } | null)?.expectations;
  if (!Array.isArray(list))
    throw new Error('the file holds no list of expectations, expected { "expectations": [...] }');
  return list as Expectation[];
}
