import type { OptionSpecs, OptionsOf } from "../../../options";

/** Names and objective of scikit-learn's LogisticRegression. */
export const LOGISTIC_OPTIONS = {
  c: {
    kind: "number",
    default: 1,
    min: 0,
    above: true,
    max: 1e9,
    label: "Freedom",
    help: "Inverse strength of the l2 penalty on the weights (C). Smaller means simpler.",
    search: { low: 0.01, high: 100, log: true },
  },
  fitIntercept: {
    kind: "boolean",
    default: true,
    label: "Intercept",
    help: "A constant for each class, not penalised.",
    advanced: true,
  },
  maxIterations: {
    kind: "integer",
    default: 1000,
    min: 1,
    max: 100_000,
    label: "Most iterations",
    help: "The solver stops here even if it could still gain.",
    advanced: true,
  },
} as const satisfies OptionSpecs;

export type LogisticOptions = OptionsOf<typeof LOGISTIC_OPTIONS>;
