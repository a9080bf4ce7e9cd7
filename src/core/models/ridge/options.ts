import type { OptionSpecs, OptionsOf } from "../../options";

export const RIDGE_OPTIONS = {
  alpha: {
    kind: "number",
    default: 1,
    min: 0,
    above: true,
    max: 1e9,
    label: "Penalty",
    help: "Strength of the l2 penalty on the weights (alpha). Larger means simpler.",
    search: { low: 0.01, high: 1000, log: true },
  },
  fitIntercept: {
    kind: "boolean",
    default: true,
    label: "Intercept",
    help: "A constant of its own, not penalised.",
    advanced: true,
  },
} as const satisfies OptionSpecs;

export type RidgeOptions = OptionsOf<typeof RIDGE_OPTIONS>;
