import type { FittedFeatures } from "../core/features/fit-features";
import type { ProbabilityCorrection } from "../core/metrics/probability-correction";
import type { ResidualIntervals } from "../core/metrics/residual-intervals";
import type { ModelKindName } from "../core/models/kinds";
import type { Task } from "../core/models/model";
import type { CleaningSettings } from "../core/text/cleaning-options";

/** One field of a form that scores posts. */
export interface PredictorInput {
  readonly column: string;
  readonly kind: "text" | "category" | "number" | "date";
  /** categories seen in training, most frequent first (at most 200) */
  readonly categories?: readonly string[];
  /** a typical value: the median of the training rows */
  readonly typical?: string;
}

/**
 * A trained pipeline as one value: plain JSON and typed arrays, no code, no TensorFlow.js. It can be posted to a
 * worker, packed into a file, and scores a post by itself.
 */
export interface PredictorValue {
  readonly version: 1;
  readonly target: string;
  readonly task: Task;
  readonly inputs: readonly PredictorInput[];
  readonly cleaning: CleaningSettings;
  readonly features: FittedFeatures;
  readonly modelKind: ModelKindName;
  readonly model: unknown;
  /** residuals of held-out rows, for the interval beside a score; null without any */
  readonly intervals: ResidualIntervals | null;
  /** names of the classes; null or, in files of an earlier version, absent for regression */
  readonly classes?: readonly string[] | null;
  /** what the model's probabilities come to; null or absent where they are given as they are */
  readonly correction?: ProbabilityCorrection | null;
}
