import type { OptionSpecs, OptionsOf } from "../../options";

export const BASELINE_OPTIONS = {
  statistic: {
    kind: "choice",
    default: "mean",
    label: "Predict",
    help: "The mean is best for squared error, the median for absolute error. Classes always get their share of the training rows.",
    choices: [
      { value: "mean", label: "the mean" },
      { value: "median", label: "the median" },
    ],
  },
} as const satisfies OptionSpecs;

export type BaselineOptions = OptionsOf<typeof BASELINE_OPTIONS>;
