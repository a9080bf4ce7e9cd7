import type { OptionSpecs, OptionsOf } from "../../options";
import { SEED_OPTION } from "../seed-option";

/** How the answers of several models become one; names follow scikit-learn's Voting and Stacking estimators. */
export const ENSEMBLE_OPTIONS = {
  combine: {
    kind: "choice",
    default: "weighted",
    label: "Put together by",
    help: "Average: all alike. Weighted: weights of at least 0 that would have been best on posts held out of the fit. Stacking: a ridge or logistic regression of what they said of such posts.",
    choices: [
      { value: "average", label: "average" },
      { value: "weighted", label: "weights" },
      { value: "stacking", label: "stacking" },
    ],
  },
  folds: {
    kind: "integer",
    default: 5,
    min: 2,
    max: 20,
    label: "Inner folds",
    help: "Of the training posts, to see what each model says of posts it was not fitted on.",
    when: { option: "combine", is: ["weighted", "stacking"] },
  },
  seed: { ...SEED_OPTION, help: "Of the inner folds. The same seed gives the same model, on any number of workers." },
} as const satisfies OptionSpecs;

/** A model of the ensemble: its kind and that kind's options. */
export type EnsembleMember = { readonly kind: string; readonly [option: string]: unknown };

export interface EnsembleOptions extends OptionsOf<typeof ENSEMBLE_OPTIONS> {
  /** null or absent: boosted trees, a forest and a linear model with their defaults */
  readonly members?: readonly EnsembleMember[] | null;
}
