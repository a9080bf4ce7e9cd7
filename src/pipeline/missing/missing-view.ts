import type { FoldSummary } from "../../core/metrics/fold-summary";
import type { ModelKindName } from "../../core/models/kinds";
import type { Metric } from "../../experiment/metrics";
import type { MetricDifference } from "../validate/compare-task";
import type { MissingChoice } from "./missing-choices";

export interface MeasuredChoice extends Pick<
  MissingChoice,
  "id" | "kind" | "columns" | "label" | "rows" | "isPresent" | "change"
> {
  /** the problem's metric over the folds; null where it could not be measured */
  readonly summary: FoldSummary | null;
  /** this choice minus the settings as they stand, on the same held-out rows; null for those, and where either failed */
  readonly difference: MetricDifference | null;
  /** why it could not be measured */
  readonly failed: string | null;
}

/** Ways to treat missing values, judged by one cross-validation of the training rows. */
export interface MissingView {
  /** the model that was trained */
  readonly kind: ModelKindName;
  /** whether it stands in for a slower one */
  readonly isStandIn: boolean;
  readonly metric: Metric;
  readonly folds: number;
  /** rows that all choices are judged on */
  readonly rows: number;
  readonly confidence: number;
  /** empty where no input misses a value */
  readonly choices: readonly MeasuredChoice[];
}
