import type { OptionSpecs, OptionsOf } from "../options";

/** Cross-validation over the training rows, and what is tried beside it. */
export const VALIDATION_OPTIONS = {
  scheme: {
    kind: "choice",
    default: "kfold",
    label: "Folds drawn",
    help: "How the training rows are dealt out. The test part is never touched.",
    choices: [
      { value: "kfold", label: "at random" },
      { value: "stratified", label: "stratified by target" },
      { value: "group", label: "by group" },
      { value: "time", label: "forward in time" },
    ],
  },
  column: {
    kind: "column",
    default: null,
    label: "Column",
    help: "By group: rows with an equal value are never in both parts. Forward in time: each fold is judged on later rows than it was trained on.",
    when: { option: "scheme", is: ["group", "time"] },
  },
  folds: {
    kind: "integer",
    default: 5,
    min: 2,
    max: 50,
    label: "Folds",
    help: "Each holds out one part of the training rows and trains on the others.",
  },
  repeats: {
    kind: "integer",
    default: 1,
    min: 1,
    max: 50,
    label: "Repeats",
    help: "Deals the folds again this often: steadier, and as many times as long.",
    when: { option: "scheme", is: ["kfold", "stratified"] },
  },
  seed: {
    kind: "integer",
    default: 42,
    min: 0,
    max: 4294967295,
    label: "Seed",
    help: "The same seed deals the same folds.",
  },
  gate: {
    kind: "boolean",
    default: true,
    label: "Hold back what misses the bar",
    help: "A model whose mean over the folds misses the problem's bar is not offered by Ship unless you say so.",
  },
  permutations: {
    kind: "integer",
    default: 30,
    min: 0,
    max: 1000,
    label: "Shuffles",
    help: "Trains this often on a shuffled target, to see what chance alone reaches. 0 leaves the test out.",
    advanced: true,
  },
  curve: {
    kind: "boolean",
    default: true,
    label: "Learning curve",
    help: "Trains on parts of the training rows too, to see whether more posts would help.",
    advanced: true,
  },
} as const satisfies OptionSpecs;

export type ValidationSettings = OptionsOf<typeof VALIDATION_OPTIONS>;
