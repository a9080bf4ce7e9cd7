import type { PruneBy } from "../../core/search/rungs";
import type { SearchPoint, SearchSpace } from "../../core/search/space";
import type { FinishedTrial } from "../../core/search/trial";
import type { Metric } from "../../experiment/metrics";

/** A trial that is over, as it is kept and shown. */
export interface TrialView extends FinishedTrial {
  /** mean of the metric over the folds judged; null where it failed */
  readonly value: number | null;
  /** standard deviation over the folds judged, null with fewer than two */
  readonly spread: number | null;
  /** the metric on each fold judged in full */
  readonly folds: readonly number[];
  readonly ms: number;
  /** why it failed */
  readonly error?: string;
}

export type SearchStatus = "running" | "paused" | "done";

/** A search as far as it has come: all it takes to go on, and all the cell shows. */
export interface SearchView {
  /** of everything that its trials depend on; another one is another search */
  readonly key: string;
  readonly status: SearchStatus;
  readonly metric: Metric;
  readonly space: SearchSpace;
  /** by number */
  readonly trials: readonly TrialView[];
  /** number of the best complete trial, null while there is none */
  readonly best: number | null;
  /** trials that the budget allows, null where it is in minutes */
  readonly trialBudget: number | null;
  readonly minutes: number | null;
  readonly sampler: string;
  readonly pruning: PruneBy;
  readonly foldCount: number;
  /** time at work, without the pauses */
  readonly elapsedMs: number;
  /** share of the folds done of trials under way, for the bar */
  readonly underWay: number;
  /** why it ended, in words; null while it has not */
  readonly ended: string | null;
}

export interface Candidate {
  readonly number: number;
  readonly values: SearchPoint;
}
