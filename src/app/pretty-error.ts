import type { DataErrorCode, Json } from "../core/errors";
import { isDataError } from "../core/errors";
import type { PartialExperiment } from "../experiment/experiment";
import type { CellKindName } from "../notebook/notebook";
import { RUN_ADVICE } from "./run-advice";

/** A way out that one click takes. */
export type Remedy =
  | { readonly kind: "go-to"; readonly label: string; readonly cell: CellKindName }
  | { readonly kind: "edit"; readonly label: string; readonly changes: PartialExperiment }
  | { readonly kind: "run-all"; readonly label: string }
  | { readonly kind: "reload"; readonly label: string }
  | { readonly kind: "copy"; readonly label: string; readonly text: string };

export interface PrettyError {
  /** what happened, in one sentence, no full stop */
  readonly title: string;
  /** what was found, in the words of whoever threw; empty where the title says it */
  readonly detail: string;
  /** what to do, in one sentence */
  readonly remedy: string;
  readonly actions: readonly Remedy[];
}

type Details = Readonly<Record<string, Json>>;
type Advice = (details: Details) => Omit<PrettyError, "detail">;

const DATA: Remedy = { kind: "go-to", label: "Open another file", cell: "data" };
const ROLES: Remedy = { kind: "go-to", label: "Choose columns in Data", cell: "data" };
const TARGET: Remedy = { kind: "go-to", label: "Choose the target", cell: "problem" };
const CLEAN: Remedy = { kind: "go-to", label: "Look at Clean", cell: "clean" };
const SPLIT: Remedy = { kind: "go-to", label: "Look at Split", cell: "split" };
const FEATURES: Remedy = { kind: "go-to", label: "Look at Features", cell: "features" };

const TOO_MANY_LABELS: Omit<PrettyError, "detail"> = {
  title: "The target has too many different values to be labels",
  remedy: "Predict it as a number if it is one, or choose another column.",
  actions: [{ kind: "edit", label: "Predict it as a number", changes: { problem: { task: "regression" } } }, TARGET],
};

/** One entry a code: a new code does not compile without its remedy. */
const ADVICE: Readonly<Record<DataErrorCode, Advice>> = {
  "empty-file": () => ({
    title: "The file is empty",
    remedy: "Check that it was saved or downloaded whole, then open it again.",
    actions: [DATA],
  }),
  "header-only": () => ({
    title: "The file has a header and no rows",
    remedy: "If its first line is a row and not a header, say so in Data; otherwise open another file.",
    actions: [DATA],
  }),
  "binary-file": () => ({
    title: "This is not a text file",
    remedy: "Save it as CSV first: spreadsheets and databases can export one.",
    actions: [DATA],
  }),
  undecodable: () => ({
    title: "The file's letters cannot be read with this encoding",
    remedy: "Choose its encoding in Data; the preview shows at once whether it is right.",
    actions: [
      { kind: "edit", label: "Guess the encoding", changes: { data: { encoding: "auto" } } },
      { kind: "go-to", label: "Choose it in Data", cell: "data" },
    ],
  }),
  "line-too-long": () => ({
    title: "One line is too long to be a row",
    remedy:
      "A quote that is never closed swallows the rest of the file: try another quote character, or repair that line.",
    actions: [
      { kind: "edit", label: "Read it without quotes", changes: { data: { quote: "none" } } },
      { kind: "go-to", label: "Choose the quote in Data", cell: "data" },
    ],
  }),
  "not-a-table": () => ({
    title: "No table was found in this file",
    remedy:
      "It needs a line a row with the same delimiter throughout: choose the delimiter in Data, or open another file.",
    actions: [DATA],
  }),
  "fetch-failed": () => ({
    title: "The address could not be read",
    remedy: "Download the file and drop it on the page: many sites do not let other pages read theirs.",
    actions: [DATA],
  }),
  "invalid-experiment": () => ({
    title: "A setting is not valid",
    remedy: "Nothing was changed. Correct the value that is named and try again.",
    actions: [],
  }),
  "missing-column": ({ column }) => ({
    title: typeof column === "string" ? `The file has no column “${column}”` : "The file lacks a column",
    remedy: "Choose another column, or open the file that the notebook was written for.",
    actions: [ROLES, TARGET],
  }),
  "no-target": () => ({
    title: "Nothing says yet what to predict",
    remedy: "Choose the column to predict: a number such as a score.",
    actions: [TARGET],
  }),
  "no-features": () => ({
    title: "No column is left to predict from",
    remedy: "Give at least one column the role text, category, number or date.",
    actions: [ROLES],
  }),
  "target-not-numeric": ({ column }) => ({
    title:
      typeof column === "string"
        ? `“${column}” is not a number in every row`
        : "The target is not a number in every row",
    remedy:
      "Predict it as a label, give its labels an order in Train, predict another column, or correct the rows that are named.",
    actions: [
      { kind: "edit", label: "Predict it as a label", changes: { problem: { task: "classification" } } },
      TARGET,
      ROLES,
    ],
  }),
  "target-missing": () => ({
    title: "The target is missing in every row that could be used",
    remedy: "Predict another column, or open a file that has it.",
    actions: [TARGET],
  }),
  "constant-target": () => ({
    title: "The target is the same in every row",
    remedy: "There is nothing to predict: choose another column.",
    actions: [TARGET],
  }),
  "single-class": () => ({
    title: "Only one class is left to learn",
    remedy: "Split in another way, or choose another target.",
    actions: [SPLIT, TARGET],
  }),
  "empty-text": () => ({
    title: "The text columns are empty",
    remedy: "Give the role text to the column that holds the words.",
    actions: [ROLES],
  }),
  "empty-vocabulary": () => ({
    title: "No term is left after cleaning",
    remedy: "Keep rarer terms, or clean less.",
    actions: [
      {
        kind: "edit",
        label: "Keep terms of any rarity",
        changes: { features: { text: { minDf: 1, maxDf: 1 } } } as PartialExperiment,
      },
      CLEAN,
    ],
  }),
  "too-many-categories": ({ column, asLabels }) =>
    asLabels
      ? TOO_MANY_LABELS
      : {
          title:
            typeof column === "string"
              ? `“${column}” has too many different values`
              : "A category has too many different values",
          remedy: "Leave the column out, or count only values that occur more often.",
          actions: [
            ...(typeof column === "string"
              ? [
                  {
                    kind: "edit",
                    label: `Ignore ${column}`,
                    changes: { data: { columns: { [column]: { role: "ignore" } } } },
                  } as Remedy,
                ]
              : []),
            FEATURES,
          ],
        },
  "too-few-rows": ({ label }) =>
    typeof label === "string"
      ? {
          title: `No training row is labelled “${label}”`,
          remedy: "Stratify the split so that every label is in both parts, or leave the rows of that label out.",
          actions: [{ kind: "edit", label: "Stratify the split", changes: { split: { kind: "stratified" } } }, SPLIT],
        }
      : {
          title: "There are too few rows",
          remedy: "Open a file with more posts, or drop fewer of them.",
          actions: [DATA, SPLIT],
        },
  "empty-split": () => ({
    title: "One part of the split has no rows",
    remedy: "Choose another size of the parts or another way to split.",
    actions: [
      { kind: "edit", label: "Test on 20%, drawn at random", changes: { split: { kind: "random", testSize: 0.2 } } },
      SPLIT,
    ],
  }),
  "invalid-space": ({ path }) => ({
    title: typeof path === "string" ? `The search cannot try ${path} like that` : "The search space is not right",
    remedy: "Correct it in Search, or take the proposed space.",
    actions: [{ kind: "go-to", label: "Look at Search", cell: "search" }],
  }),
  "search-failed": () => ({
    title: "Every trial of the search failed",
    remedy: "Run the model once as it is: what stops it stops every trial. Then search again.",
    actions: [{ kind: "go-to", label: "Look at Train", cell: "train" }],
  }),
  "invalid-option": ({ path }) => ({
    title: typeof path === "string" ? `The setting ${path} is out of range` : "A setting is out of range",
    remedy: "Correct it in its cell and run again.",
    actions: typeof path === "string" && cellOfPath(path) ? [goTo(cellOfPath(path)!)] : [],
  }),
  "length-mismatch": () => ({
    title: "Two results do not belong together",
    remedy: "Run everything again; if it comes back, copy the details and report it.",
    actions: [{ kind: "run-all", label: "Run all" }],
  }),
  "not-finite": () => ({
    title: "The training ran into numbers that are not finite",
    remedy: "Take smaller steps (a lower learning rate), or scale the numbers among the inputs.",
    actions: [{ kind: "go-to", label: "Look at Train", cell: "train" }, FEATURES],
  }),
  "out-of-memory": () => ({
    title: "There is not enough memory for this",
    remedy: "Keep fewer terms: the matrix shrinks with them.",
    actions: [
      {
        kind: "edit",
        label: "Keep 5,000 terms",
        changes: { features: { text: { maxFeatures: 5000 } } } as PartialExperiment,
      },
      FEATURES,
    ],
  }),
  "damaged-file": () => ({
    title: "The file is damaged",
    remedy: "Export it again where it was made, or use another copy.",
    actions: [],
  }),
  "foreign-file": () => ({
    title: "This file was not made by Scorebook",
    remedy: "A run is loaded from a file exported in Ship; data are opened in Data.",
    actions: [DATA],
  }),
  "newer-file": () => ({
    title: "This file was made by a newer Scorebook",
    remedy: "Reload the page to get the newest version, then open the file again.",
    actions: [{ kind: "reload", label: "Reload" }],
  }),
  ...RUN_ADVICE,
  "backend-failed": () => ({
    title: "The network could not be trained on this backend",
    remedy: "Train on the CPU instead, or let Scorebook choose.",
    actions: [
      { kind: "edit", label: "Let Scorebook choose", changes: { model: { backend: "auto" } } as PartialExperiment },
      { kind: "edit", label: "Train on the CPU", changes: { model: { backend: "sparse" } } as PartialExperiment },
    ],
  }),
  "not-ready": () => ({
    title: "There is nothing to work with yet",
    remedy: "Open a file and run the notebook first.",
    actions: [DATA],
  }),
};

/** Any thrown value, of ours or not, as something a person can act on. Total: it never throws and always has a remedy. */
export function prettyError(thrown: unknown): PrettyError {
  if (isDataError(thrown)) {
    const advice = Object.hasOwn(ADVICE, thrown.code) ? ADVICE[thrown.code] : undefined;
    if (advice) return { ...advice(thrown.details ?? {}), detail: sentence(thrown.message) };
  }
  const { name, message } = errorParts(thrown);
  if (name === "WorkerCrashError") {
    return {
      title: "A worker stopped without a word",
      detail: sentence(message),
      remedy: "Usually the memory ran out. What was done before is kept: run again, with fewer terms if it comes back.",
      actions: [{ kind: "run-all", label: "Run again" }, FEATURES, copyOf(thrown)],
    };
  }
  if (name === "AbortError") {
    return { title: "Interrupted", detail: "", remedy: "Run it again when you like.", actions: [] };
  }
  if (name === "QuotaExceededError") return { ...ADVICE["storage-full"]({}), detail: sentence(message) };
  return {
    title: "Something went wrong in Scorebook itself",
    detail: sentence(message),
    remedy: "The rest of the notebook is as it was. Copy the details to report it.",
    actions: [copyOf(thrown)],
  };
}

/** Name, message and where it happened, for a report. */
export function errorText(thrown: unknown): string {
  const { name, message, code, details, stack } = errorParts(thrown);
  return [
    `${name}${code ? ` (${code})` : ""}: ${message}`,
    details === undefined ? "" : JSON.stringify(details, null, 2),
    stack ?? "",
  ]
    .filter(Boolean)
    .join("\n");
}

interface ErrorParts {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly details?: unknown;
  readonly stack?: string;
}

function errorParts(thrown: unknown): ErrorParts {
  if (typeof thrown !== "object" || thrown === null) return { name: "Error", message: String(thrown) };
  const { name, message, code, details, stack } = thrown as Partial<Record<keyof ErrorParts, unknown>>;
  return {
    name: typeof name === "string" ? name : "Error",
    message: typeof message === "string" ? message : "an error without words",
    ...(typeof code === "string" ? { code } : {}),
    ...(details === undefined ? {} : { details }),
    ...(typeof stack === "string" ? { stack } : {}),
  };
}

function copyOf(thrown: unknown): Remedy {
  return { kind: "copy", label: "Copy the details", text: errorText(thrown) };
}

function goTo(cell: CellKindName): Remedy {
  return { kind: "go-to", label: `Look at ${cell[0].toUpperCase()}${cell.slice(1)}`, cell };
}

const CELL_OF: Readonly<Record<string, CellKindName>> = {
  problem: "problem",
  data: "data",
  cleaning: "clean",
  features: "features",
  split: "split",
  model: "train",
  evaluation: "evaluate",
};

function cellOfPath(path: string): CellKindName | undefined {
  return Object.hasOwn(CELL_OF, path.split(".")[0]) ? CELL_OF[path.split(".")[0]] : undefined;
}

/** Messages are lower-case parts of a sentence; on the page they stand alone. */
function sentence(message: string): string {
  const text = message.trim();
  if (text === "") return "";
  const start = /^[a-z]+[A-Z_.]/.test(text) ? text : text[0].toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(start) ? start : `${start}.`;
}
