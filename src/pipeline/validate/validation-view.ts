import type { FoldSummary } from "../../core/metrics/fold-summary";
import type { Task } from "../../core/models/model";
import type { ModelKindName } from "../../core/models/kinds";
import type { FoldSettings } from "../../core/split/draw-folds";
import type { Metric } from "../../experiment/metrics";

/** Every metric of the task; null where it is undefined for these rows (one class only). */
export type FoldMetrics = Readonly<Partial<Record<Metric, number | null>>>;

export interface FoldView {
  readonly trainRows: number;
  readonly testRows: number;
  /** on the rows held out */
  readonly metrics: FoldMetrics;
  /** on the rows it was fitted on */
  readonly trainMetrics: FoldMetrics;
}

/** How a model fares after training on a shuffled target, where there is nothing to learn. */
export interface ChanceView {
  readonly metric: Metric;
  readonly kind: ModelKindName;
  /** another model took the place of the chosen one, which takes too long to train this often */
  readonly isStandIn: boolean;
  /** with the target as it is, on the first fold */
  readonly value: number;
  /** with it shuffled */
  readonly shuffled: readonly number[];
  /** share of targets, the real one included, with which it is at least as good: (1 + those) / (1 + shuffles) */
  readonly p: number;
}

export interface CurvePointView {
  /** training rows, mean over the folds */
  readonly rows: number;
  /** on the rows held out, of the folds together */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** on the rows it was fitted on, mean over the folds */
  readonly train: number;
}

/** A cross-validation over the training rows. The test part had no hand in it. */
export interface ValidationView {
  /** of the model it is about: see `hashModel` */
  readonly modelHash: string;
  readonly kind: ModelKindName;
  readonly task: Task;
  readonly metric: Metric;
  readonly settings: FoldSettings;
  readonly rows: number;
  readonly folds: readonly FoldView[];
  readonly confidence: number;
  readonly summary: Readonly<Partial<Record<Metric, FoldSummary | null>>>;
  readonly chance: ChanceView | null;
  readonly curve: {
    readonly metric: Metric;
    readonly folds: number;
    readonly points: readonly CurvePointView[];
  } | null;
}

/** A person let a model out that misses the bar, knowing by how much. */
export interface ShipOverride {
  /** ISO 8601, UTC */
  readonly at: string;
  readonly metric: Metric;
  readonly bar: number;
  /** of the cross-validation */
  readonly mean: number;
}
