import type { Interval } from "../../core/metrics/resample";
import type { Aspect, Condition, Slice } from "../../core/slices/slice";
import type { ErrorPartName } from "./error-rows";

/** Which run and which of its posts. */
export interface ErrorQuery {
  readonly runId: string;
  readonly part: ErrorPartName;
}

/** One slice of a run's errors. */
export interface SliceView {
  readonly slice: Slice;
  /** its name, or its conditions in words */
  readonly words: string;
  readonly n: number;
  /** of all posts of the part */
  readonly share: number;
  /** mae, rmse and bias, or errorRate and logLoss */
  readonly metrics: Readonly<Record<string, Interval>>;
  /** the slice less all other posts; null where there are no others */
  readonly difference: Readonly<Record<string, Interval>> | null;
  /** difference of the mean losses in standard deviations */
  readonly effect: number;
  readonly p: number;
  /** p adjusted for all slices tested beside it; null for one's own, which were not looked for */
  readonly q: number | null;
  readonly lossShare: number;
  /** of the table */
  readonly rows: Uint32Array;
}

export interface SliceReport {
  readonly query: ErrorQuery;
  readonly isClasses: boolean;
  /** "absolute", "squared", "wrong" or "logLoss" */
  readonly loss: string;
  /** the metric that goes with it */
  readonly metric: string;
  readonly n: number;
  readonly all: Readonly<Record<string, Interval>>;
  /** the worst first */
  readonly found: readonly SliceView[];
  /** of which `found` holds the worst; those that say the same counted once */
  readonly foundCount: number;
  readonly tested: readonly [one: number, two: number];
  readonly level: number;
  readonly minPosts: number;
  readonly confidence: number;
  readonly resamples: number;
  /** one's own slices in the order of the experiment; where one cannot be used, why */
  readonly yours: readonly (SliceView | { readonly slice: Slice; readonly words: string; readonly problem: string })[];
  readonly sampled: boolean;
}

/** The error against one column. */
export interface ResidualView {
  readonly query: ErrorQuery;
  readonly column: string;
  readonly of: Aspect;
  readonly isClasses: boolean;
  /** "bias" (actual less predicted) or "errorRate" */
  readonly metric: string;
  readonly all: Interval;
  readonly confidence: number;
  readonly groups: readonly {
    readonly words: string;
    readonly where: readonly Condition[];
    readonly n: number;
    readonly value: Interval;
    readonly rows: Uint32Array;
  }[];
  /** posts of values that are not listed */
  readonly unlisted: number;
  /** what is read of the column, a post, for a scatter plot; null where it is no number */
  readonly values: Float64Array | null;
  readonly residuals: Float64Array | null;
  readonly rows: Uint32Array;
}

/** The errors of two runs on the test posts that both were judged by. */
export interface ErrorComparison {
  readonly rows: Uint32Array;
  readonly isClasses: boolean;
  readonly classes: readonly string[];
  readonly metric: string;
  readonly loss: string;
  readonly actual: Float64Array;
  readonly firstPredicted: Float64Array;
  readonly secondPredicted: Float64Array;
  readonly firstLoss: Float64Array;
  readonly secondLoss: Float64Array;
  /** 1 where the first run is wrong; for scores, further off than `farFrom` */
  readonly firstWrong: Uint8Array;
  readonly secondWrong: Uint8Array;
  /** for scores: the distance that a fifth of the first run's posts lie beyond; 0 for labels */
  readonly farFrom: number;
  readonly confidence: number;
  readonly resamples: number;
  /** second less first, over all posts and by slice */
  readonly slices: readonly {
    readonly words: string;
    readonly slice: Slice;
    readonly n: number;
    readonly first: number;
    readonly second: number;
    readonly difference: Interval;
    readonly rows: Uint32Array;
  }[];
}
