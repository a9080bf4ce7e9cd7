import type { OptionSpecs, OptionsOf } from "../options";

export const SPLIT_OPTIONS = {
  kind: {
    kind: "choice",
    default: "random",
    label: "Split",
    help: "Random draws the very rows of scikit-learn's train_test_split(random_state=seed).",
    choices: [
      { value: "random", label: "random" },
      { value: "stratified", label: "stratified by target" },
      { value: "group", label: "by group" },
      { value: "time", label: "by time" },
      { value: "column", label: "given by a column" },
    ],
  },
  testSize: {
    kind: "number",
    default: 0.2,
    above: true,
    min: 0,
    max: 0.95,
    label: "Test part",
    help: "Share of the rows kept for testing.",
    when: { option: "kind", is: ["random", "stratified", "group", "time"] },
  },
  validationSize: {
    kind: "number",
    default: 0.1,
    above: true,
    min: 0,
    max: 0.5,
    label: "Validation part",
    help: "Share of the training rows set aside for early stopping, by models that stop early.",
  },
  seed: {
    kind: "integer",
    default: 42,
    min: 0,
    max: 4294967295,
    label: "Seed",
    help: "The same seed draws the same rows.",
  },
  column: {
    kind: "column",
    default: null,
    label: "Column",
    help: "By group: rows with an equal value stay together. By time: the latest rows are the test part. Given: its values say train, validation or test.",
    when: { option: "kind", is: ["group", "time", "column"] },
  },
  dropDuplicatesBy: {
    kind: "columns",
    default: [],
    label: "Drop repeats by",
    help: "Rows equal in all these columns are one post: the first is kept.",
  },
  dropMissingIn: {
    kind: "columns",
    default: [],
    label: "Drop rows without",
    help: "Rows that lack a value in any of these columns are left out of every part.",
  },
  sampleRows: {
    kind: "integer",
    default: null,
    min: 100,
    max: 100_000_000,
    nullMeans: "all rows",
    label: "Rows used",
    unit: "rows",
    help: "More rows than this are thinned to a random sample before they are split: a quick look at a large file.",
    advanced: true,
  },
} as const satisfies OptionSpecs;

export type SplitSettings = OptionsOf<typeof SPLIT_OPTIONS>;
