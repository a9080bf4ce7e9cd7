import type { FeatureBlock } from "../core/features/feature-matrix";

/** How far one feature moved a score from the base. "rest" sums those not listed. */
export interface PredictionContribution {
  readonly block: FeatureBlock | "rest";
  readonly column: string;
  readonly label: string;
  readonly value: number;
}

/** The answer for one post. */
export interface Prediction {
  readonly score: number;
  readonly interval: { readonly low: number; readonly high: number; readonly coverage: number };
  /** base + the sum of the contributions is the score */
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
