import type { ColumnView, MetricTable, SplitView, TrainView } from "../views";

/** What the person who shares chose to give away beside the model and aggregates. */
export interface ShareChoices {
  /** actual and predicted value of every test post, for the charts of single posts */
  readonly points: boolean;
  /** the texts of so many posts with the largest errors */
  readonly posts: number;
}

export const NOTHING_OF_ROWS: ShareChoices = { points: false, posts: 0 };

/** Test posts in groups of about equal size, from the lowest predictions to the highest. */
export interface PredictionGroup {
  readonly from: number;
  readonly to: number;
  readonly posts: number;
  /** means over the group */
  readonly predicted: number;
  readonly actual: number;
}

export interface SharedPost {
  readonly record: Readonly<Record<string, string>>;
  readonly actual: string;
  readonly predicted: string;
}

/**
 * What a shared page shows beside the run itself: aggregates made before the rows were left out. All of it is plain
 * values.
 */
export interface SharePage {
  /** ISO 8601, UTC */
  readonly madeAt: string;
  /** address of the notebook that made it, where others can reach it */
  readonly home: string | null;
  readonly choices: ShareChoices;
  readonly target: SplitView["target"];
  readonly data: {
    readonly rows: number;
    readonly columns: readonly Pick<ColumnView, "name" | "type" | "role" | "why" | "missing">[];
  } | null;
  /** checks that warned or failed, and how many passed; null where none were made of this file */
  readonly checks: {
    readonly found: readonly { readonly status: "warn" | "fail"; readonly title: string; readonly accepted: boolean }[];
    readonly passed: number;
  } | null;
  /** test posts that repeat a training post, and the metrics with and without them where there are both */
  readonly leak: {
    readonly posts: number;
    readonly halves: { readonly seen: MetricTable; readonly unseen: MetricTable } | null;
  } | null;
  readonly groups: readonly PredictionGroup[] | null;
  readonly residuals: {
    readonly scale: "linear" | "symlog";
    readonly edges: readonly number[];
    readonly counts: readonly number[];
    readonly below: number;
    readonly above: number;
  } | null;
  readonly features: { readonly label: string; readonly listed: TrainView["features"] } | null;
  readonly posts: readonly SharedPost[];
}
