import type { ModelKindName } from "../../core/models/kinds";
import type { SearchPoint } from "../../core/search/space";
import type { PartialExperiment } from "../../experiment/experiment";
import type { ModelSettings } from "../../experiment/schema";
import type { Metric } from "../../experiment/metrics";

/** What a model is given to learn from, by kind of column and what is made of it. */
export const BLOCKS = ["words", "shape", "dates", "categories", "numbers"] as const;
export type Block = (typeof BLOCKS)[number];

/** A pipeline that was tried. */
export interface AutopilotLine {
  readonly number: number;
  /** chosen beforehand, the best of those with or without a block, that one tuned, or several together */
  readonly origin: "portfolio" | "ablation" | "tuned" | "ensemble";
  readonly model: ModelSettings;
  readonly blocks: readonly Block[];
  /** what makes the experiment this pipeline */
  readonly changes: PartialExperiment;
  /** number of the line that it is a variant of */
  readonly base?: number;
  /** of an ablation: the block that it has and its base has not, or the other way round */
  readonly block?: Block;
  /** of a tuned one: the settings drawn */
  readonly tuned?: SearchPoint;
  /** mean of the metric over the folds; null where it failed */
  readonly value: number | null;
  /** the mean as a loss, lower is better; null where it failed */
  readonly loss: number | null;
  readonly spread: number | null;
  readonly folds: readonly number[];
  readonly ms: number;
  readonly error?: string;
}

/** How two lines differ, fold by fold. */
export interface Gain {
  /** by how much the first does better on average, in the unit of the metric */
  readonly mean: number;
  /** its standard error, enlarged for folds that share training rows (Nadeau and Bengio 2003) */
  readonly error: number;
  readonly isClear: boolean;
}

export type Finding =
  | { readonly about: "chance"; readonly gain: Gain; readonly share: number }
  | { readonly about: "block"; readonly block: Block; readonly gain: Gain }
  | { readonly about: "model"; readonly kind: ModelKindName; readonly next: ModelKindName; readonly gain: Gain }
  | { readonly about: "tuning"; readonly kind: ModelKindName; readonly count: number; readonly gain: Gain }
  | { readonly about: "ensemble"; readonly gain: Gain };

/** The pipeline to take: the simplest of those that the best does not beat by more than one standard error. */
export interface Choice {
  readonly number: number;
  /** of the best over it */
  readonly gain: Gain;
  /** how many others are within one standard error of the best */
  readonly within: number;
  /** leaves or weights, about, of it and of the best */
  readonly size: number;
  readonly bestSize: number;
}

/** An autopilot as far as it has come. */
export interface AutopilotView {
  /** of the settings that its lines depend on */
  readonly key: string;
  readonly status: "running" | "done";
  readonly metric: Metric;
  readonly minutes: number;
  readonly elapsedMs: number;
  readonly foldCount: number;
  /** by number */
  readonly lines: readonly AutopilotLine[];
  readonly best: number | null;
  /** once it is over; those kept by earlier versions have none */
  readonly chosen?: Choice | null;
  /** what helped, once it is over */
  readonly findings: readonly Finding[];
  /** why it ended; null while it has not */
  readonly ended: "time" | "stopped" | "count" | null;
}

export interface AutopilotOptions {
  /** for all of it; default 3 */
  readonly minutes?: number;
  /** of what is drawn when the best are tuned; default 0 */
  readonly seed?: number;
  /** at most so many pipelines, where the time allows them */
  readonly pipelines?: number;
}
