import { BEHAVIOUR_OPTIONS } from "../core/behaviour/behavioural-test";
import { MODEL_DESCRIPTIONS } from "../core/models/kinds";
import type { ModelKindName } from "../core/models/kinds";
import type { OptionSpec, OptionSpecs } from "../core/options";
import { SEARCH_OPTIONS } from "../core/search/search-options";
import { ERROR_OPTIONS } from "../core/slices/slice-options";
import { COLUMN_TYPES, ROLES } from "../core/table/table";
import { OPTION_PARTS } from "./option-parts";
import { METRICS } from "./metrics";

/** One key of the document, or one value that a key may have. */
export interface DocumentHelp {
  /** as written in the document, unquoted: "maxFeatures", "boosted", "true" */
  readonly name: string;
  /** "integer, default 100" */
  readonly detail: string;
  readonly help: string;
  /** whether it is written with quotes where it is a value */
  readonly isText: boolean;
}

const PARTS: Readonly<Record<string, readonly [name: string, detail: string, help: string][]>> = {
  "": [
    ["version", "1", "The version of this form of document."],
    ["name", "text", "What the notebook is called."],
    ["problem", "part", "What is to be predicted, and what is good enough."],
    ["data", "part", "How the file is read, and what each column is."],
    ["quality", "part", "How the data are checked; no number of a run depends on it."],
    ["cleaning", "part", "What is done to texts before their terms are counted."],
    ["features", "part", "What is made of each column for a model."],
    ["split", "part", "Which rows train and which test."],
    ["classes", "part", "How labels are ordered and weighted."],
    ["model", "part", "The model and its settings; which there are depends on its kind."],
    ["evaluation", "part", "How intervals of the metrics are drawn."],
    ["validation", "part", "How the model is cross-validated; no number of a run depends on it."],
    ["errors", "part", "By what slices errors are looked at; no number of a run depends on it."],
    ["behaviour", "part", "What the model should do, whatever its error."],
    ["search", "part", "How better settings are looked for."],
  ],
  problem: [
    ["question", "text", "What is asked of the data, in words."],
    ["task", "regression or classification", "Whether a number or a label is predicted."],
    ["target", "a column", "The column to predict."],
    ["metric", "a metric", "What the model is judged by."],
    ["bar", "number or null", "The value of the metric that counts as good enough."],
  ],
  data: [
    ["file", "text", "The name of the file; it follows the file that is open."],
    ["sha256", "64 hexadecimal digits", "The fingerprint of the file; it follows the file that is open."],
    ["delimiter", '"auto" or one character', "What stands between two cells."],
    ["encoding", '"auto" or a label', 'How bytes are read as characters, as "utf-8".'],
    ["header", '"auto", true, false or a line', "Where the names of the columns are."],
    ["quote", '"auto", a quote or "none"', "What is written around a cell that holds a delimiter."],
    ["columns", "part", "Type and role of each column; what is absent is guessed."],
  ],
  features: [
    ["text", "part", "Terms of texts, weighted by TF-IDF."],
    ["categorical", "part", "Values of categories, one column each."],
    ["numeric", "part", "Numbers as they are, scaled or binned."],
    ["date", "part", "Year, month, weekday and hour."],
    ["shape", "part", "How a text is written: its length, capitals, links."],
  ],
  COLUMN: [
    ["type", "a type", "What its cells are; absent: guessed from the content."],
    ["role", "a role", "What it is used for; absent: guessed from name and content."],
    ["why", "text", "Why its role is what it is."],
  ],
};

const SPECS: Readonly<Record<string, OptionSpecs>> = {
  ...OPTION_PARTS,
  errors: ERROR_OPTIONS,
  behaviour: BEHAVIOUR_OPTIONS,
  search: SEARCH_OPTIONS,
};

/** What the document may say inside the part at `path`; `kind` is the document's kind of model. */
export function keysAt(
  path: readonly string[],
  kind: string,
  columns: readonly string[] = [],
): readonly DocumentHelp[] {
  const where = path.join(".");
  if (where === "data.columns") return columns.map((name) => text(name, "a column", "A column of the open file."));
  const isColumn = path.length === 3 && path[0] === "data" && path[1] === "columns";
  const parts = Object.hasOwn(PARTS, isColumn ? "COLUMN" : where) ? PARTS[isColumn ? "COLUMN" : where] : [];
  const extra = where === "model" ? [text("kind", "a model", "Which model learns; its settings depend on it.")] : [];
  return [
    ...parts.map(([name, detail, help]) => text(name, detail, help)),
    ...extra,
    ...Object.entries(specsAt(where, kind)).map(([name, spec]) => text(name, specDetail(spec), specHelp(spec))),
  ];
}

/** The values that the key at `path` is known to take; none where any will do. */
export function valuesAt(
  path: readonly string[],
  kind: string,
  columns: readonly string[] = [],
): readonly DocumentHelp[] {
  const where = path.join(".");
  const column = () => columns.map((name) => text(name, "a column", "A column of the open file."));
  if (where === "model.kind") {
    return Object.entries(MODEL_DESCRIPTIONS).map(([name, { label, purpose }]) => text(name, label, purpose));
  }
  if (where === "problem.task") return ["regression", "classification"].map((name) => text(name));
  if (where === "problem.metric") return METRICS.map((name) => text(name));
  if (where === "problem.target") return column();
  if (path.length === 4 && path[0] === "data" && path[1] === "columns") {
    if (path[3] === "role") return ROLES.map((name) => text(name));
    if (path[3] === "type") return COLUMN_TYPES.map((name) => text(name));
  }
  const isItem = /^\d+$/.test(path.at(-1) ?? "");
  const own = isItem ? path.slice(0, -1) : path;
  const spec = specsAt(own.slice(0, -1).join("."), kind)[own.at(-1) ?? ""] as OptionSpec | undefined;
  if (!spec) return [];
  const isDefault = (value: unknown) => (value === spec.default ? "default" : "");
  switch (spec.kind) {
    case "boolean":
      return [true, false].map((value) => bare(String(value), isDefault(value)));
    case "choice":
      return spec.choices.map(({ value, label }) => text(value, [label, isDefault(value)].filter(Boolean).join(", ")));
    case "column":
      return [bare("null", isDefault(null)), ...column()];
    case "columns":
      return column();
    case "integer":
    case "number":
      return [
        ...(spec.default === null ? [] : [bare(String(spec.default), "default")]),
        ...(spec.nullMeans === undefined ? [] : [bare("null", spec.nullMeans)]),
      ];
    default:
      return [];
  }
}

/** What the key at `path` means, or null where nothing is known of it. */
export function helpAt(path: readonly string[], kind: string): DocumentHelp | null {
  const name = path.at(-1);
  const isItem = name !== undefined && /^\d+$/.test(name);
  if (isItem) return helpAt(path.slice(0, -1), kind);
  return keysAt(path.slice(0, -1), kind).find((key) => key.name === name) ?? null;
}

/** The kind of model that a half-typed document names; "ridge" where it names none. */
export function kindNamedIn(document: string): string {
  const found = /(?:^|[\s{,])"?model"?\s*:[^]*?[\s{,]"?kind"?\s*:\s*"?(\w+)/.exec(document)?.[1];
  return found !== undefined && Object.hasOwn(MODEL_DESCRIPTIONS, found) ? found : "ridge";
}

function specsAt(where: string, kind: string): OptionSpecs {
  if (where === "model") return MODEL_DESCRIPTIONS[kind as ModelKindName]?.options ?? {};
  return Object.hasOwn(SPECS, where) ? SPECS[where] : {};
}

function specDetail(spec: OptionSpec): string {
  return `${KIND_WORDS[spec.kind]}, default ${JSON.stringify(spec.default)}`;
}

const KIND_WORDS: Readonly<Record<OptionSpec["kind"], string>> = {
  integer: "integer",
  number: "number",
  boolean: "true or false",
  choice: "a choice",
  integers: "integers",
  words: "words",
  column: "a column",
  columns: "columns",
};

function specHelp(spec: OptionSpec): string {
  const isNumber = spec.kind === "integer" || spec.kind === "number" || spec.kind === "integers";
  const top = isNumber && spec.max < Number.MAX_SAFE_INTEGER ? ` to ${spec.max}` : " and up";
  const range = isNumber ? ` ${spec.above ? "Above" : "From"} ${spec.min}${top}.` : "";
  const none = isNumber && spec.nullMeans !== undefined ? ` null: ${spec.nullMeans}.` : "";
  const choices = spec.kind === "choice" ? ` One of ${spec.choices.map(({ value }) => value).join(", ")}.` : "";
  return `${spec.label}. ${spec.help}${range}${none}${choices}`;
}

const text = (name: string, detail = "", help = ""): DocumentHelp => ({ name, detail, help, isText: true });
const bare = (name: string, detail = "", help = ""): DocumentHelp => ({ name, detail, help, isText: false });
