import type { OptionSpecs, OptionsOf } from "../options";

/**
 * How raw text becomes tokens, in the order applied. The defaults are scikit-learn's recipe for English: lower case,
 * tokens of two or more word characters (`(?u)\b\w\w+\b`), English stop words out, Porter stems.
 */
export const CLEANING_OPTIONS = {
  unicode: {
    kind: "choice",
    default: "none",
    label: "Unicode",
    help: "NFC joins letters and accents; NFKC also turns ligatures, full-width letters and ² into plain ones.",
    choices: [
      { value: "none", label: "as is" },
      { value: "NFC", label: "NFC" },
      { value: "NFKC", label: "NFKC" },
    ],
  },
  decodeHtml: { kind: "boolean", default: false, label: "HTML", help: "Turn &amp; into & and drop tags." },
  stripMarkdown: {
    kind: "boolean",
    default: false,
    label: "Markdown",
    help: "Keep the words of links, headings, emphasis and code, drop their marks.",
  },
  urls: {
    kind: "choice",
    default: "keep",
    label: "Web addresses",
    help: "Keep them as they are, remove them, or put the word urltoken in their place.",
    choices: [
      { value: "keep", label: "keep" },
      { value: "remove", label: "remove" },
      { value: "token", label: "one word" },
    ],
  },
  stripReddit: {
    kind: "boolean",
    default: false,
    label: "Reddit marks",
    help: "Drop [removed], [deleted], u/name and r/name, and Edit: lines.",
  },
  lowercase: { kind: "boolean", default: true, label: "Lower case", help: "Post and post become one word." },
  stripAccents: { kind: "boolean", default: false, label: "Strip accents", help: "é becomes e." },
  numbers: {
    kind: "choice",
    default: "keep",
    label: "Numbers",
    help: "Keep them, remove them, or put the word numbertoken in their place.",
    choices: [
      { value: "keep", label: "keep" },
      { value: "remove", label: "remove" },
      { value: "token", label: "one word" },
    ],
  },
  punctuation: {
    kind: "choice",
    default: "split",
    label: "Punctuation",
    help: "Split at it, or keep !, ? and … as words of their own.",
    choices: [
      { value: "split", label: "split at it" },
      { value: "keep", label: "keep ! ? …" },
    ],
  },
  minLength: {
    kind: "integer",
    default: 2,
    min: 1,
    max: 20,
    label: "Shortest word",
    unit: "characters",
    help: "Shorter words are dropped. scikit-learn drops words of one character.",
  },
  stopWords: {
    kind: "choice",
    default: "english",
    label: "Stop words",
    help: "English: the 318 words of scikit-learn's list.",
    choices: [
      { value: "none", label: "keep all" },
      { value: "english", label: "drop English" },
    ],
  },
  extraStopWords: {
    kind: "words",
    default: [],
    label: "Also drop",
    help: "Your own words to drop, one a line, before stemming.",
  },
  keepWords: { kind: "words", default: [], label: "Never drop", help: "Words to keep though a list above drops them." },
  stemmer: {
    kind: "choice",
    default: "porter",
    label: "Stemming",
    help: "Porter: plants, planted and planting become plant.",
    choices: [
      { value: "none", label: "none" },
      { value: "porter", label: "Porter" },
    ],
  },
} as const satisfies OptionSpecs;

export type CleaningSettings = OptionsOf<typeof CLEANING_OPTIONS>;
