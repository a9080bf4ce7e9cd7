import { DataError } from "./errors";

/**
 * One setting of a model or a transformer, described once: its form, its schema, its default, its search space and
 * its line of `--help` are all derived from this.
 */
export type OptionSpec =
  | (Described & { readonly kind: "integer"; readonly default: number | null } & Range)
  | (Described & { readonly kind: "number"; readonly default: number | null } & Range)
  | (Described & { readonly kind: "boolean"; readonly default: boolean })
  | (Described & { readonly kind: "choice"; readonly default: string; readonly choices: readonly Choice[] })
  /** a list of integers such as layer widths, typed as "100, 50" */
  | (Described & { readonly kind: "integers"; readonly default: readonly number[]; readonly maxLength: number } & Range)
  /** a list of words, one a line in the form */
  | (Described & { readonly kind: "words"; readonly default: readonly string[] })
  /** the name of a column of the table, or null for none */
  | (Described & { readonly kind: "column"; readonly default: string | null })
  /** names of columns */
  | (Described & { readonly kind: "columns"; readonly default: readonly string[] });

interface Described {
  readonly label: string;
  readonly help: string;
  readonly unit?: string;
  /** shown only while another option of the same model has one of these values */
  readonly when?: { readonly option: string; readonly is: readonly (string | boolean)[] };
  /** behind "more options" in the form */
  readonly advanced?: boolean;
}

interface Range {
  readonly min: number;
  readonly max: number;
  /** true when the lower end itself is not allowed */
  readonly above?: boolean;
  /** null is allowed and means this, for example "no limit" */
  readonly nullMeans?: string;
  /** sensible bounds for a search, and whether to draw on a log scale */
  readonly search?: { readonly low: number; readonly high: number; readonly log?: boolean };
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The value type a spec describes. */
export type OptionValue<S extends OptionSpec> = S extends { kind: "integer" | "number" }
  ? S extends { nullMeans: string }
    ? number | null
    : number
  : S extends { kind: "boolean" }
    ? boolean
    : S extends { kind: "choice"; choices: readonly { value: infer V }[] }
      ? V
      : S extends { kind: "integers" }
        ? readonly number[]
        : S extends { kind: "words" | "columns" }
          ? readonly string[]
          : S extends { kind: "column" }
            ? string | null
            : never;

/** The options object a table of specs describes. */
export type OptionsOf<T extends OptionSpecs> = { readonly [K in keyof T]: OptionValue<T[K]> };

/** Every default, as an options object. */
export function defaultOptions<T extends OptionSpecs>(specs: T): OptionsOf<T> {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default])) as OptionsOf<T>;
}

/**
 * What is wrong with one value, as text that fits after the option's path, or null when it is fine.
 * @example optionProblem({ kind: "integer", min: 1, max: 10, ... }, 0) // "must be an integer from 1 to 10, got 0"
 */
export function optionProblem(spec: OptionSpec, value: unknown): string | null {
  const got = `got ${JSON.stringify(value) ?? String(value)}`;
  switch (spec.kind) {
    case "boolean":
      return typeof value === "boolean" ? null : `must be true or false, ${got}`;
    case "choice":
      return spec.choices.some((choice) => choice.value === value)
        ? null
        : `must be one of ${spec.choices.map((choice) => choice.value).join(", ")}, ${got}`;
    case "words":
    case "columns":
      return Array.isArray(value) && value.every((item) => typeof item === "string" && item !== "")
        ? null
        : `must be a list of non-empty texts, ${got}`;
    case "column":
      return value === null || (typeof value === "string" && value !== "")
        ? null
        : `must be a column's name or null, ${got}`;
    case "integers":
      return Array.isArray(value) &&
        value.length >= 1 &&
        value.length <= spec.maxLength &&
        value.every((item) => Number.isInteger(item) && inRange(spec, item))
        ? null
        : `must be 1 to ${spec.maxLength} integers ${rangeText(spec)}, ${got}`;
    case "integer":
    case "number": {
      if (value === null && spec.nullMeans !== undefined) return null;
      const fits =
        typeof value === "number" && (spec.kind === "number" || Number.isInteger(value)) && inRange(spec, value);
      const noun = spec.kind === "integer" ? "an integer" : "a number";
      return fits
        ? null
        : `must be ${noun} ${rangeText(spec)}${spec.nullMeans ? ` or null (${spec.nullMeans})` : ""}, ${got}`;
    }
  }
}

/** @throws {DataError} "invalid-option" naming the first option that is unknown or out of range */
export function checkOptions(specs: OptionSpecs, options: Readonly<Record<string, unknown>>, path = ""): void {
  for (const [name, value] of Object.entries(options)) {
    if (!(name in specs))
      throw new DataError("invalid-option", `${path}${name} is not an option`, { path: path + name });
    const problem = optionProblem(specs[name], value);
    if (problem) throw new DataError("invalid-option", `${path}${name} ${problem}`, { path: path + name });
  }
}

function inRange(range: Range, value: number): boolean {
  return value <= range.max && (range.above ? value > range.min : value >= range.min);
}

function rangeText(range: Range): string {
  const top = range.max >= Number.MAX_SAFE_INTEGER ? "" : ` to ${range.max}`;
  return range.above
    ? `above ${range.min}${top && ` and up${top}`}`
    : top
      ? `from ${range.min}${top}`
      : `of at least ${range.min}`;
}
