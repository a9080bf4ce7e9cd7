import type { OptionSpecs, OptionsOf } from "../options";

export const EVALUATION_OPTIONS = {
  bootstrap: {
    kind: "integer",
    default: 1000,
    min: 0,
    max: 20_000,
    label: "Bootstrap",
    unit: "resamples",
    help: "How often the test rows are drawn again for the intervals. 0 leaves them out.",
  },
  confidence: {
    kind: "number",
    default: 0.95,
    min: 0.5,
    max: 0.999,
    label: "Confidence",
    help: "Of the intervals beside the metrics.",
  },
  seed: { kind: "integer", default: 0, min: 0, max: 4294967295, label: "Seed", help: "Of the resampling." },
} as const satisfies OptionSpecs;

export type EvaluationSettings = OptionsOf<typeof EVALUATION_OPTIONS>;
