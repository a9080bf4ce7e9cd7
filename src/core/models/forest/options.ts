import type { OptionSpecs, OptionsOf } from "../../options";
import { SEED_OPTION } from "../seed-option";

/** Names and defaults of scikit-learn's RandomForestRegressor and RandomForestClassifier. */
export const FOREST_OPTIONS = {
  trees: {
    kind: "integer",
    default: 100,
    min: 1,
    max: 5000,
    label: "Trees",
    help: "More trees steady the forest and cost time in proportion (n_estimators).",
    search: { low: 50, high: 300, log: true },
  },
  maxDepth: {
    kind: "integer",
    default: null,
    min: 1,
    max: 1000,
    nullMeans: "no limit",
    label: "Deepest level",
    help: "Trees stop at this depth.",
    search: { low: 4, high: 40, log: true },
  },
  minSamplesLeaf: {
    kind: "integer",
    default: 1,
    min: 1,
    max: 1_000_000,
    label: "Smallest leaf",
    unit: "rows",
    help: "Every leaf keeps at least this many rows.",
    search: { low: 1, high: 20, log: true },
  },
  minSamplesSplit: {
    kind: "integer",
    default: 2,
    min: 2,
    max: 1_000_000,
    label: "Smallest split",
    unit: "rows",
    help: "Nodes with fewer rows are not split.",
    advanced: true,
    search: { low: 2, high: 20, log: true },
  },
  maxFeatures: {
    kind: "number",
    default: 1,
    min: 0,
    above: true,
    max: 1,
    label: "Features per split",
    help: "Share of the columns tried at each split. 1 tries all (scikit-learn's default for regression).",
    search: { low: 0.05, high: 1, log: true },
  },
  bootstrap: {
    kind: "boolean",
    default: true,
    label: "Bootstrap",
    help: "Each tree sees rows drawn with replacement.",
    advanced: true,
  },
  maxSamples: {
    kind: "number",
    default: 1,
    min: 0,
    above: true,
    max: 1,
    label: "Rows per tree",
    help: "Share of the rows drawn for each tree.",
    advanced: true,
    when: { option: "bootstrap", is: [true] },
  },
  criterion: {
    kind: "choice",
    default: "squared",
    label: "Criterion",
    help: "What a split lowers. Classification always uses Gini impurity.",
    advanced: true,
    choices: [
      { value: "squared", label: "squared error" },
      { value: "absolute", label: "absolute error" },
      { value: "poisson", label: "Poisson deviance" },
    ],
  },
  seed: SEED_OPTION,
} as const satisfies OptionSpecs;

export type ForestOptions = OptionsOf<typeof FOREST_OPTIONS>;
