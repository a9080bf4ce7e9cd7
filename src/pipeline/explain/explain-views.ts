import type { ExplainMethod } from "../../core/explain/explain-against";
import type { FeatureBlock } from "../../core/features/feature-matrix";
import type { HighlightedText } from "../../predictor/highlight-text";
import type { PredictionContribution, RowPrediction } from "../../predictor/prediction";

/** Something that a model was told of every post, and whose effect can be looked at: a column, a part of a date, a word. */
export interface ExplainInput {
  readonly block: FeatureBlock;
  readonly column: string;
  /** the part of a date, the measure of a text's shape, the word; the column again for numbers, "" for categories */
  readonly label: string;
}

/** What a run's model can be asked about. */
export interface ExplainInputs {
  readonly runId: string;
  /** all but words */
  readonly inputs: readonly ExplainInput[];
  /** some words of the vocabulary, the most used first */
  readonly words: readonly ExplainInput[];
  readonly classes: readonly string[] | null;
}

export interface DependenceQuery {
  readonly input: ExplainInput;
  /** absent: the run whose predictor is live */
  readonly runId?: string;
  /** held-out posts to average over, 500 by default */
  readonly rows?: number;
  /** points of the curve, 40 by default */
  readonly resolution?: number;
}

/** How a model's answer changes with one input, all else as the posts have it. */
export interface DependenceView {
  readonly runId: string;
  /** of the model: "Random forest" */
  readonly model: string;
  readonly input: ExplainInput;
  readonly target: string;
  /** posts of the test part, of all `partRows` */
  readonly rows: number;
  readonly partRows: number;
  /** labels whose probability is told, in order; null for a score */
  readonly classes: readonly string[] | null;
  /** what the input is set to: numbers in their own unit, or the name of a category, "absent" and "present" of a word */
  readonly points: readonly { readonly at: number | null; readonly name: string; readonly share: number | null }[];
  /** points x outputs: the mean, and the middle 80% of single posts */
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** the same of each post's change since the first point */
  readonly centredLow: Float64Array;
  readonly centredHigh: Float64Array;
  /** points x posts x outputs, of the posts in `individualRows` */
  readonly individual: Float64Array;
  readonly individualRows: readonly number[];
  /** deciles of the input among the posts, numbers only */
  readonly deciles: readonly number[];
  readonly elapsedMs: number;
}

export interface PostQuery {
  /** a row of the open file, or a post as typed */
  readonly post: number | Readonly<Record<string, string>>;
  readonly runId?: string;
  /** the label whose probability is taken apart; absent: the likeliest */
  readonly label?: string;
}

export interface PostContribution extends PredictionContribution {
  /** false for what moved the prediction by not being there */
  readonly present: boolean;
}

/** One prediction taken apart. */
export interface PostExplanation extends RowPrediction {
  readonly runId: string;
  readonly model: string;
  readonly target: string;
  readonly row: number | null;
  readonly record: Readonly<Record<string, string>>;
  /** what the post has, where the file says; null for a typed one */
  readonly actual: string | null;
  readonly method: ExplainMethod;
  /** posts of the training part that trees are compared with */
  readonly background: number;
  readonly explained: string | null;
  /** what is taken apart: base + the sum of the contributions */
  readonly outcome: number;
  readonly base: number;
  /** largest first, the last one "rest" where there are more */
  readonly contributions: readonly PostContribution[];
  readonly texts: readonly HighlightedText[];
  readonly elapsedMs: number;
}
