import type { FeatureBlock } from "../core/features/feature-matrix";
import type { CLASSIFICATION_METRICS } from "../core/metrics/bootstrap-classification";
import type { RANKING_METRICS } from "../core/metrics/bootstrap-ranking";
import type { History } from "../core/models/model";
import type { RoleGuesses } from "../core/read/guess-roles";
import type { QualityReport } from "../core/quality/run-checks";
import type { ColumnType, Role } from "../core/table/table";
import type { Experiment } from "../experiment/schema";
import type { BehaviourView } from "./behaviour/behaviour-view";
import type { HashingView } from "./hashing-view";
import type { Lineage, RunFigures, RunMarks } from "./runs/run-marks";
import type { ShipOverride, ValidationView } from "./validate/validation-view";

// What cells show: small values that cross from the engine to the page. Tables and matrices stay in the engine.

/** A histogram: bin `i` spans `edges[i] .. edges[i + 1]`. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** "symlog": edges grow by powers of ten, with a place of its own for zero */
  readonly scale: "linear" | "symlog" | "time";
}

export interface ColumnView {
  readonly name: string;
  readonly type: ColumnType;
  readonly guessedType: ColumnType;
  readonly role: Role;
  readonly guessedRole: Role;
  /** why the role was guessed, or the words of whoever chose it */
  readonly why: string;
  readonly missing: number;
  readonly distinct: number;
  /** false where counting stopped at a cap and `distinct` is an estimate */
  readonly distinctExact: boolean;
  /** cells that do not read as `type`, with the first such rows (0-based) */
  readonly unreadable: { readonly count: number; readonly rows: readonly number[] };
  readonly examples: readonly string[];
  readonly histogram: Histogram | null;
  /** numbers and dates (ms): quantiles 0, .25, .5, .75, 1 and the mean */
  readonly numbers: { readonly quantiles: readonly number[]; readonly mean: number } | null;
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** texts: characters */
  readonly lengths: { readonly mean: number; readonly median: number; readonly longest: number } | null;
}

export interface ReadProblem {
  /** 1-based line of the file */
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly repair: string;
}

export interface Resolved<T> {
  readonly value: T;
  /** "guessed", or "set" by the person */
  readonly by: "guessed" | "set";
  readonly reason: string;
}

export interface DialectView {
  readonly delimiter: Resolved<string>;
  readonly encoding: Resolved<string>;
  readonly header: Resolved<boolean | number>;
  readonly quote: Resolved<string>;
}

export interface DataView {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly ColumnView[];
  readonly dialect: DialectView;
  /** the first of each kind; `problemCounts` counts all */
  readonly problems: readonly ReadProblem[];
  readonly problemCounts: Readonly<Record<string, number>>;
  /** the column that looks like the one to predict, and as what; absent in views kept by an earlier version */
  readonly target?: RoleGuesses["target"];
}

/** Rows as read with a dialect, before anything is opened for good. */
export interface PreviewView {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly dialect: DialectView;
  readonly problems: readonly ReadProblem[];
  /** true where only the beginning of the file was read */
  readonly partial: boolean;
}

export interface CleanExample {
  readonly row: number;
  readonly column: string;
  readonly raw: string;
  /** every token met in the raw text, in order; `removed` says why it went, `to` what it became */
  readonly tokens: readonly { readonly token: string; readonly to: string | null; readonly removed: string | null }[];
}

export interface CleanView {
  readonly columns: readonly string[];
  readonly tokens: number;
  readonly distinct: number;
  readonly emptyTexts: number;
  /** over a sample of rows: how many tokens each reason took */
  readonly removedByReason: Readonly<Record<string, number>>;
  readonly topRemoved: readonly { readonly token: string; readonly count: number; readonly reason: string }[];
  readonly topTokens: readonly { readonly token: string; readonly count: number }[];
  readonly examples: readonly CleanExample[];
}

export interface SplitView {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  /** `unsampled` is absent where all rows were wanted, `missing` where none was left out for a value it lacks */
  readonly dropped: {
    readonly repeats: number;
    readonly noTarget: number;
    readonly missing?: number;
    readonly unsampled?: number;
  };
  /** the target on shared edges, by part; null for classes */
  readonly target: {
    readonly edges: readonly number[];
    readonly scale: Histogram["scale"];
    readonly train: readonly number[];
    readonly test: readonly number[];
  } | null;
  /** rows of each class, by part; absent for numbers */
  readonly classes?: {
    readonly labels: readonly string[];
    readonly train: readonly number[];
    readonly test: readonly number[];
  };
  readonly summary: { readonly train: readonly number[]; readonly test: readonly number[] };
  /** test rows that repeat a training row: by equal text, and by each id column */
  readonly leaks: readonly {
    readonly by: string;
    readonly columns: readonly string[];
    readonly count: number;
    readonly share: number;
    readonly rows: readonly number[];
  }[];
}

export interface FeaturesView {
  readonly rows: number;
  readonly columns: number;
  readonly nonZeros: number;
  /** share of the entries that are not zero */
  readonly density: number;
  readonly bytes: number;
  readonly blocks: readonly { readonly block: FeatureBlock; readonly column: string; readonly columns: number }[];
  /** rows of the list of terms */
  readonly terms: number;
  /** absent where a vocabulary is made, and in views of an earlier version */
  readonly hashing?: HashingView;
}

export interface TermView {
  readonly term: string;
  readonly column: string;
  readonly documents: number;
  readonly idf: number;
  /** sum of the weights over the training rows */
  readonly weight: number;
}

export interface TrainView {
  readonly kind: string;
  readonly label: string;
  readonly history: History;
  /** numbers that make up the model */
  readonly parameters: number;
  readonly modelBytes: number;
  readonly trainRows: number;
  readonly validationRows: number;
  readonly features: readonly {
    readonly label: string;
    readonly column: string;
    readonly block: FeatureBlock;
    readonly weight: number;
  }[];
}

/** What is known of the data beside any run: findings, the target, where values are missing, what goes with the target. */
export type QualityView = QualityReport;

/** A metric with its bootstrap interval (equal to the value where none was drawn). */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export type PartName = "train" | "validation" | "test";

interface EvaluationOf<Table, Points> {
  readonly metrics: { readonly train: Table; readonly validation: Table | null; readonly test: Table };
  readonly confidence: number;
  /** resamples of the test rows behind its intervals and the baselines'; fewer than asked for where rows are many */
  readonly bootstrap: number;
  /** the same of the training rows */
  readonly bootstrapTrain: number;
  /** the problem's bar and whether the test part meets it; null without a bar */
  readonly bar: { readonly metric: string; readonly value: number; readonly met: boolean } | null;
  /** rows of the table, target and prediction: test first, then validation, then train (sampled past 20,000, and said) */
  readonly points: { readonly test: Points; readonly validation: Points | null; readonly train: Points };
  /** test rows that repeat a training row */
  readonly leakedRows: Uint32Array;
  readonly latency: LatencyView;
  /** rows a second, text to score, in one batch on one thread */
  readonly throughput: number;
  /** bytes held by the output of each stage */
  readonly memory: Run["memory"];
}

/** What came of predicting a number. Runs kept by an earlier version have no `task`: ask with {@link isClassView}. */
export interface RegressionView extends EvaluationOf<MetricTable, PointSet> {
  readonly task: "regression";
  readonly baselines: { readonly mean: MetricTable; readonly median: MetricTable };
  /** of the 80% intervals given with predictions: the coverage they were fitted for */
  readonly intervalCoverage: number;
}

/** What came of predicting a label. */
export interface ClassView extends EvaluationOf<ClassMetricTable, ClassPoints> {
  readonly task: "classification";
  /** names of the classes, in the order of every table below */
  readonly classes: readonly string[];
  /** always the most frequent class for sure, and the shares of the training rows; scored on the test rows */
  readonly baselines: { readonly majority: ClassMetricTable; readonly prior: ClassMetricTable };
  /** how often each class (row) was taken for each (column), by part, row by row */
  readonly confusions: {
    readonly train: readonly number[];
    readonly validation: readonly number[] | null;
    readonly test: readonly number[];
  };
  /** how probabilities were corrected on the validation rows */
  readonly correction: "none" | "platt" | "isotonic";
}

export type EvaluateView = RegressionView | ClassView;

export function isClassView(view: EvaluateView): view is ClassView {
  return view.task === "classification";
}

export interface PointSet {
  readonly rows: Uint32Array;
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
  readonly sampled: boolean;
}

export interface ClassPoints {
  readonly rows: Uint32Array;
  /** index of the class */
  readonly actual: Uint16Array;
  /** row by row, rows x classes */
  readonly probabilities: Float64Array;
  readonly sampled: boolean;
}

export type MetricTable = Readonly<Record<"rmse" | "mse" | "mae" | "medianAe" | "r2", Interval>>;

/** Figures of ranking are null where all rows are of one class. */
export type ClassMetricTable = Readonly<Record<(typeof CLASSIFICATION_METRICS)[number], Interval>> &
  Readonly<Record<(typeof RANKING_METRICS)[number], Interval | null>>;

/** Milliseconds of single predictions, text to score. */
export interface LatencyView {
  readonly coldMs: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly samplesMs: readonly number[];
}

export interface RunEnvironment {
  readonly userAgent: string;
  readonly cores: number;
  readonly isolated: boolean;
  readonly backend: string;
  readonly scorebook: string;
}

/** Everything kept of one training but its predictor. Lists hold the light part of it: `RunSummary`. */
export type Run = RegressionRun | ClassRun;
export type RegressionRun = RunOf<RegressionView>;
export type ClassRun = RunOf<ClassView>;

interface RunOf<View extends EvaluateView> extends RunMarks {
  readonly id: string;
  readonly name: string;
  /** ISO 8601, UTC */
  readonly createdAt: string;
  readonly hash: string;
  readonly experiment: Experiment;
  readonly environment: RunEnvironment;
  readonly metrics: View["metrics"];
  readonly baselines: View["baselines"];
  /** milliseconds each stage took when its result was made, also where this run reused it */
  readonly timings: {
    readonly parse: number;
    readonly clean: number;
    readonly split: number;
    readonly features: number;
    readonly train: number;
    readonly evaluate: number;
  };
  /** bytes held by the stage's output */
  readonly memory: {
    readonly parse: number;
    readonly clean: number;
    readonly features: number;
    readonly train: number;
  };
  readonly split: { readonly trainRows: number; readonly testRows: readonly number[] };
  readonly history: History;
  readonly evaluate: View;
  readonly figures: RunFigures;
  /** absent in runs of an earlier version */
  readonly lineage?: Lineage;
  /** the latest cross-validation of this very model; absent where there was none */
  readonly validation?: ValidationView;
  /** what this model did in the behavioural tests when they were last run on it; absent where there was none */
  readonly behaviour?: BehaviourView;
  /** absent while the run is not let out against its gate */
  readonly override?: ShipOverride;
  /** how many models, this one included, had been judged by this test part; absent in runs of an earlier version */
  readonly testLook?: number;
}

export function isClassRun(run: Run): run is ClassRun {
  return run.experiment.problem.task === "classification";
}

export type { Prediction, PredictionContribution } from "../predictor/prediction";

export interface Neighbour {
  readonly row: number;
  readonly cosine: number;
  /** a number, or the label */
  readonly target: number | string;
  /** text of the post as read, by column */
  readonly record: Readonly<Record<string, string>>;
}
