import type { FeatureBlock } from "../core/features/feature-matrix";

/** Linear models over many penalties, strongest first. */
export interface PenaltyPathView {
  readonly kind: "ridge" | "elasticNet";
  readonly alphas: readonly number[];
  /** RMSE in the target's unit */
  readonly train: readonly number[];
  readonly validation: readonly number[];
  /** features with a weight */
  readonly kept: readonly number[];
  /** index of the penalty with the least validation RMSE */
  readonly best: number;
  /** the features that weigh most at the best penalty, with their coefficient at every penalty */
  readonly lines: readonly {
    readonly label: string;
    readonly column: string;
    readonly block: FeatureBlock;
    readonly coefficients: readonly number[];
  }[];
  readonly trainRows: number;
  readonly validationRows: number;
  readonly elapsedMs: number;
}
