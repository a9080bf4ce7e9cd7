import type { FeatureBlock } from "../core/features/feature-matrix";

/** How far one feature moved a score from the base. "rest" sums those not listed. */
export interface PredictionContribution {
  readonly block: FeatureBlock | "rest";
  readonly column: string;
  readonly label: string;
  readonly value: number;
}

/** The probability of one label. */
export interface LabelProbability {
  readonly label: string;
  readonly p: number;
}

/** The answer for one row of many. For labels, `score` is the probability of the label given. */
export interface RowPrediction {
  readonly score: number;
  /** the likeliest; only where labels are predicted */
  readonly label?: string;
  /** every label in the order of the classes, summing to 1; only where labels are predicted */
  readonly probabilities?: readonly LabelProbability[];
}

/** The answer for one post. */
export interface Prediction extends RowPrediction {
  /** the label that `base` and `contributions` are of: the likeliest unless another was asked for */
  readonly explained?: string;
  readonly interval: { readonly low: number; readonly high: number; readonly coverage: number };
  /** base + the sum of the contributions is the score, or the probability of `explained` */
  readonly base: number;
  /** largest first, the last one "rest" where there are more */
  readonly contributions: readonly PredictionContribution[];
  /** inputs that were absent */
  readonly missing: readonly string[];
  readonly unseenTokens: readonly string[];
  readonly unseenCategories: readonly { readonly column: string; readonly value: string }[];
  /** text to score, without the trip between workers */
  readonly latencyMs: number;
  readonly cached: boolean;
}
