import type { OptionSpecs, OptionsOf } from "../options";
import type { Slice } from "./slice";

export const ERROR_OPTIONS = {
  scoreLoss: {
    kind: "choice",
    default: "absolute",
    label: "Error",
    help: "What makes a slice bad: how far off its posts are on average, or their squared errors, where a few far ones decide.",
    choices: [
      { value: "absolute", label: "absolute error" },
      { value: "squared", label: "squared error" },
    ],
  },
  labelLoss: {
    kind: "choice",
    default: "wrong",
    label: "Error",
    help: "What makes a slice bad: the share of its posts given a wrong label, or the log loss, which also counts how sure it was.",
    choices: [
      { value: "wrong", label: "wrong label" },
      { value: "logLoss", label: "log loss" },
    ],
  },
  minPosts: {
    kind: "integer",
    default: 30,
    min: 5,
    max: 100_000,
    label: "Smallest slice",
    unit: "posts",
    help: "Smaller slices are not looked at: nothing can be said of a few posts.",
  },
  level: {
    kind: "number",
    default: 0.05,
    min: 0.001,
    max: 0.5,
    label: "False slices",
    unit: "share",
    help: "At most this share of the slices found is expected to be chance (Benjamini-Hochberg).",
  },
  conditions: {
    kind: "integer",
    default: 2,
    min: 1,
    max: 2,
    label: "Conditions",
    help: "2 also looks at pairs, such as a tag in one year.",
  },
} as const satisfies OptionSpecs;

export interface ErrorSettings extends OptionsOf<typeof ERROR_OPTIONS> {
  /** slices of one's own, shown for every run */
  readonly slices: readonly Slice[];
}
