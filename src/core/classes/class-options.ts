import type { OptionSpecs, OptionsOf } from "../options";

/** How labels are treated: the weight of rare classes in training, and the correction of probabilities. */
export const CLASS_OPTIONS = {
  weights: {
    kind: "choice",
    default: "none",
    label: "Class weights",
    help: "Balanced lets every class weigh the same in training, however many rows it has.",
    choices: [
      { value: "none", label: "every row alike" },
      { value: "balanced", label: "every class alike" },
    ],
  },
  sampling: {
    kind: "choice",
    default: "none",
    label: "Sampling",
    help: "Of training rows alone: repeat rows of rare classes, or leave out rows of common ones, until all have as many.",
    choices: [
      { value: "none", label: "rows as they are" },
      { value: "over", label: "repeat rare classes" },
      { value: "under", label: "thin out common classes" },
    ],
  },
  correction: {
    kind: "choice",
    default: "none",
    label: "Correction",
    help: "Fits probabilities to what happened on the validation rows, which are then kept out of training. Platt bends the log odds along a line, isotonic along steps and wants some hundred rows.",
    choices: [
      { value: "none", label: "probabilities as they are" },
      { value: "platt", label: "Platt" },
      { value: "isotonic", label: "isotonic" },
    ],
  },
  seed: {
    kind: "integer",
    default: 0,
    min: 0,
    max: 4294967295,
    label: "Seed",
    help: "Of the rows that are repeated or left out.",
    when: { option: "sampling", is: ["over", "under"] },
  },
  order: {
    kind: "words",
    default: [],
    label: "Order of the labels",
    help: "Least first, one a line: with scores to predict, the labels become 0, 1, 2 and so on.",
    advanced: true,
  },
} as const satisfies OptionSpecs;

export type ClassSettings = OptionsOf<typeof CLASS_OPTIONS>;
