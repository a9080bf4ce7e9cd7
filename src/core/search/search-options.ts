import type { OptionSpecs, OptionsOf } from "../options";
import type { SearchSpace } from "./space";

/** How settings are looked for; what is tried is the space beside it. */
export const SEARCH_OPTIONS = {
  sampler: {
    kind: "choice",
    default: "tpe",
    label: "Method",
    help: "TPE looks near what went well so far. Random draws every trial anew. Grid tries every combination.",
    choices: [
      { value: "tpe", label: "TPE" },
      { value: "random", label: "random" },
      { value: "grid", label: "grid" },
    ],
  },
  budget: {
    kind: "choice",
    default: "trials",
    label: "Budget in",
    help: "A number of trials gives the same trials on every machine; minutes end when they are over.",
    choices: [
      { value: "trials", label: "trials" },
      { value: "minutes", label: "minutes" },
    ],
  },
  trials: {
    kind: "integer",
    default: 40,
    min: 1,
    max: 10_000,
    label: "Trials",
    help: "Settings that are tried.",
    when: { option: "budget", is: ["trials"] },
  },
  minutes: {
    kind: "number",
    default: 3,
    min: 0,
    above: true,
    max: 1440,
    label: "Minutes",
    help: "No trial starts after them, and those under way are dropped.",
    when: { option: "budget", is: ["minutes"] },
  },
  pruning: {
    kind: "choice",
    default: "none",
    label: "Break off by",
    help: "Successive halving: a trial gets a part at first, and goes on if it is among the best third of those before it.",
    choices: [
      { value: "none", label: "nothing, judge all fully" },
      { value: "folds", label: "folds" },
      { value: "rows", label: "training posts" },
      { value: "steps", label: "trees or epochs" },
    ],
  },
  folds: {
    kind: "integer",
    default: 5,
    min: 2,
    max: 20,
    label: "Folds",
    help: "Each trial is judged on this many folds of the training posts, dealt as Validate deals them.",
  },
  seed: {
    kind: "integer",
    default: 0,
    min: 0,
    max: 4294967295,
    label: "Seed",
    help: "The same seed draws the same trials, on any number of workers.",
    advanced: true,
  },
} as const satisfies OptionSpecs;

export interface SearchSettings extends OptionsOf<typeof SEARCH_OPTIONS> {
  /** null: what the chosen model proposes */
  readonly space: SearchSpace | null;
}
