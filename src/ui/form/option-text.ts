import { optionProblem } from "../../core/options";
import type { OptionSpec } from "../../core/options";

/** What a person typed, read as the value of an option, or why it cannot be. */
export type ParsedOption =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** The value as the text of its field; null as the empty field, whose placeholder says what that means. */
export function formatOption(spec: OptionSpec, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (spec.kind === "integers" && Array.isArray(value)) return value.join(", ");
  if ((spec.kind === "words" || spec.kind === "columns") && Array.isArray(value)) return value.join("\n");
  return String(value);
}

/**
 * Reads the text of a field. Numbers may be grouped ("1,000") and use the true minus; the empty field, or the words of
 * `nullMeans`, is null where that is allowed. A problem is a phrase that fits after the label: "must be ...".
 */
export function parseOption(spec: OptionSpec, text: string): ParsedOption {
  const read = readValue(spec, text.trim());
  if (!read.ok) return read;
  const problem = optionProblem(spec, read.value);
  return problem === null ? read : { ok: false, problem };
}

function readValue(spec: OptionSpec, text: string): ParsedOption {
  switch (spec.kind) {
    case "integer":
    case "number": {
      if (spec.nullMeans !== undefined && (text === "" || text.toLowerCase() === spec.nullMeans.toLowerCase())) {
        return { ok: true, value: null };
      }
      if (text === "") return { ok: false, problem: "must not be empty" };
      return readNumber(text);
    }
    case "integers": {
      if (text === "") return { ok: false, problem: "must name at least one integer" };
      const parts = text
        .split(/[\s,;]+/)
        .filter((part) => part !== "")
        .map(readNumber);
      const failed = parts.find((part) => !part.ok);
      return failed ?? { ok: true, value: parts.map((part) => (part.ok ? part.value : null)) };
    }
    case "words":
    case "columns":
      return { ok: true, value: distinct(text.split(/[\n,]+/).map((word) => word.trim())) };
    case "column":
      return { ok: true, value: text === "" ? null : text };
    case "boolean":
      return { ok: true, value: text === "true" };
    case "choice":
      return { ok: true, value: text };
  }
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}([, _\u00a0\u202f]\d{3})+(\.\d+)?$/;

function readNumber(text: string): ParsedOption {
  const ascii = text.replace(/\u2212/g, "-");
  if (PLAIN.test(ascii)) return { ok: true, value: Number(ascii) };
  if (GROUPED.test(ascii)) return { ok: true, value: Number(ascii.replace(/[, _\u00a0\u202f]/g, "")) };
  if (/^[+-]?\d+,\d+$/.test(ascii)) {
    return { ok: false, problem: `must use a decimal point: ${ascii.replace(",", ".")}` };
  }
  return { ok: false, problem: `must be a number, got "${text}"` };
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words.filter((word) => word !== ""))];
}
