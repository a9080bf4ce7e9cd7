import type { OptionSpecs, OptionsOf } from "../options";

/**
 * TF-IDF; names, defaults and results are those of scikit-learn's `TfidfVectorizer` except max_features, or, by hashing, of its
 * `HashingVectorizer` followed by `TfidfTransformer` except n_features.
 */
export const TFIDF_OPTIONS = {
  enabled: { kind: "boolean", default: true, label: "Words", help: "TF-IDF of the text columns." },
  columns: {
    kind: "choice",
    default: "joined",
    label: "Text columns",
    help: "Joined: one vocabulary over title and body. Apart: a word of the title differs from the same word of the body.",
    choices: [
      { value: "joined", label: "joined" },
      { value: "apart", label: "apart" },
    ],
  },
  vectorizer: {
    kind: "choice",
    default: "vocabulary",
    label: "Columns by",
    help: "Vocabulary: a column for each of the chosen terms. Hashing: the letters of a term say its column, so no list of terms is kept and memory is bounded; some terms share a column.",
    choices: [
      { value: "vocabulary", label: "vocabulary" },
      { value: "hashing", label: "hashing" },
    ],
  },
  nFeatures: {
    kind: "integer",
    default: 262_144,
    min: 16,
    max: 4_194_304,
    label: "Hashed columns",
    help: "That terms may fall in, best a power of two. The fewer there are, the more terms share one.",
    search: { low: 4096, high: 262_144, log: true },
    when: { option: "vectorizer", is: ["hashing"] },
  },
  alternateSign: {
    kind: "boolean",
    default: true,
    label: "Alternate signs",
    help: "The hash also says whether a term counts up or down, so that terms that share a column cancel out on average.",
    when: { option: "vectorizer", is: ["hashing"] },
  },
  maxFeatures: {
    kind: "integer",
    default: 5000,
    min: 1,
    max: 1_000_000,
    nullMeans: "no limit",
    label: "Most terms",
    help: "The most frequent in the training text; ties in alphabetical order.",
    search: { low: 500, high: 20_000, log: true },
    when: { option: "vectorizer", is: ["vocabulary"] },
  },
  ngramMin: {
    kind: "integer",
    default: 1,
    min: 1,
    max: 5,
    label: "Shortest n-gram",
    unit: "words",
    help: "1 takes single words.",
  },
  ngramMax: {
    kind: "integer",
    default: 1,
    min: 1,
    max: 5,
    label: "Longest n-gram",
    unit: "words",
    help: "2 also takes pairs of neighbouring words.",
    search: { low: 1, high: 2 },
  },
  minDf: {
    kind: "number",
    default: 1,
    min: 0,
    max: 10_000_000,
    label: "Rarest term",
    help: "In at least this many training posts; below 1, this share of them.",
    search: { low: 1, high: 10, log: true },
    when: { option: "vectorizer", is: ["vocabulary"] },
  },
  maxDf: {
    kind: "number",
    default: 1,
    above: true,
    min: 0,
    max: 10_000_000,
    label: "Most common term",
    help: "In at most this share of the training posts; above 1, this many posts. 1 is no limit.",
    search: { low: 0.3, high: 1 },
    when: { option: "vectorizer", is: ["vocabulary"] },
  },
  sublinearTf: {
    kind: "boolean",
    default: false,
    label: "Sublinear counts",
    help: "1 + ln(count) instead of the count.",
  },
  binary: {
    kind: "boolean",
    default: false,
    label: "Binary counts",
    help: "Present or not, however often.",
    advanced: true,
  },
  useIdf: {
    kind: "boolean",
    default: true,
    label: "Weigh rare terms",
    help: "Multiply by the inverse document frequency.",
    advanced: true,
  },
  smoothIdf: {
    kind: "boolean",
    default: true,
    label: "Smooth weights",
    help: "As if one more post held every term once.",
    advanced: true,
  },
  norm: {
    kind: "choice",
    default: "l2",
    label: "Row length",
    help: "Scale each post to length 1 (l2), to sum 1 (l1), or not.",
    advanced: true,
    choices: [
      { value: "l2", label: "l2" },
      { value: "l1", label: "l1" },
      { value: "none", label: "none" },
    ],
  },
} as const satisfies OptionSpecs;

/** One-hot coding of categorical columns; values unseen in training become all zeros. */
export const CATEGORICAL_OPTIONS = {
  minCount: {
    kind: "integer",
    default: 1,
    min: 1,
    max: 1_000_000,
    label: "Rarest category",
    unit: "rows",
    help: "Training rows that have it. Rarer values share one column named (rare).",
  },
  missing: {
    kind: "choice",
    default: "category",
    label: "Missing category",
    help: "A category of its own, named Unknown, or all zeros.",
    choices: [
      { value: "category", label: "Unknown" },
      { value: "zeros", label: "all zeros" },
    ],
  },
} as const satisfies OptionSpecs;

export const NUMERIC_OPTIONS = {
  impute: {
    kind: "choice",
    default: "median",
    label: "Missing number",
    help: "Of the training rows. None leaves it missing, for models that take that (boosted trees).",
    choices: [
      { value: "median", label: "median" },
      { value: "mean", label: "mean" },
      { value: "constant", label: "a constant" },
      { value: "none", label: "leave" },
    ],
  },
  fill: {
    kind: "number",
    default: 0,
    min: -1e300,
    max: 1e300,
    label: "Constant",
    help: "What a missing number becomes.",
    when: { option: "impute", is: ["constant"] },
  },
  scale: {
    kind: "choice",
    default: "standard",
    label: "Scale",
    help: "Standard: mean 0, deviation 1 over the training rows. Minmax: 0 to 1.",
    choices: [
      { value: "standard", label: "standard" },
      { value: "minmax", label: "0 to 1" },
      { value: "none", label: "none" },
    ],
  },
  log: { kind: "boolean", default: false, label: "Logarithm", help: "sign(x) ln(1 + |x|) before scaling." },
} as const satisfies OptionSpecs;

/** Parts of each datetime column (UTC), each one number, imputed by the training median and standardised. */
export const DATE_OPTIONS = {
  year: { kind: "boolean", default: true, label: "Year", help: "With its fraction: mid 2020 is 2020.5." },
  month: { kind: "boolean", default: true, label: "Month", help: "1 to 12." },
  weekday: { kind: "boolean", default: true, label: "Weekday", help: "0 Monday to 6 Sunday." },
  hour: { kind: "boolean", default: true, label: "Hour", help: "0 to 23, with its fraction." },
} as const satisfies OptionSpecs;

/** The shape of each text column, measured on the raw text, standardised over the training rows. */
export const SHAPE_OPTIONS = {
  characters: { kind: "boolean", default: true, label: "Characters", help: "ln(1 + characters)." },
  words: { kind: "boolean", default: true, label: "Words", help: "ln(1 + words)." },
  questionMarks: { kind: "boolean", default: true, label: "Question marks", help: "How many ?" },
  exclamationMarks: { kind: "boolean", default: false, label: "Exclamation marks", help: "How many !" },
  links: { kind: "boolean", default: true, label: "Links", help: "How many web addresses." },
  capitals: { kind: "boolean", default: true, label: "Capitals", help: "Share of the letters that are capitals." },
  digits: { kind: "boolean", default: false, label: "Digits", help: "Share of the characters that are digits." },
  lines: { kind: "boolean", default: false, label: "Lines", help: "How many line breaks." },
  empty: { kind: "boolean", default: true, label: "Empty", help: "1 where there is no text." },
} as const satisfies OptionSpecs;

export interface FeatureSettings {
  readonly text: OptionsOf<typeof TFIDF_OPTIONS>;
  readonly categorical: OptionsOf<typeof CATEGORICAL_OPTIONS>;
  readonly numeric: OptionsOf<typeof NUMERIC_OPTIONS>;
  readonly date: OptionsOf<typeof DATE_OPTIONS>;
  readonly shape: OptionsOf<typeof SHAPE_OPTIONS>;
}
