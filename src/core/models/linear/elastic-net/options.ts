import type { OptionSpecs, OptionsOf } from "../../../options";

/** Names and objective of scikit-learn's ElasticNet. */
export const ELASTIC_NET_OPTIONS = {
  alpha: {
    kind: "number",
    default: 1,
    min: 0,
    above: true,
    max: 1e9,
    label: "Penalty",
    help: "Strength of the penalty, in the unit of the target (alpha). Larger keeps fewer features.",
    search: { low: 0.01, high: 100, log: true },
  },
  l1Ratio: {
    kind: "number",
    default: 1,
    min: 0,
    max: 1,
    label: "Lasso share",
    help: "1 is the lasso, which drops features; towards 0 it shrinks them together, like ridge (l1_ratio).",
    search: { low: 0.1, high: 1 },
  },
  fitIntercept: {
    kind: "boolean",
    default: true,
    label: "Intercept",
    help: "A constant of its own, not penalised.",
    advanced: true,
  },
} as const satisfies OptionSpecs;

export type ElasticNetOptions = OptionsOf<typeof ELASTIC_NET_OPTIONS>;
