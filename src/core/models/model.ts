import type { JobContext, Signal } from "../job";
import type { OptionSpecs } from "../options";
import type { CsrMatrix } from "../sparse/csr";
import type { Team } from "./team";

export type Task = "regression" | "classification";

/** What a model is fitted on. `y` is the target, or the class index for classification. */
export interface FitData {
  readonly task: Task;
  /** 0 for regression */
  readonly classCount: number;
  readonly x: CsrMatrix;
  readonly y: Float64Array;
  /** one non-negative weight a row; absent means 1 each */
  readonly weights?: Float64Array;
  /** what the kind's preparation made of `x`, whose entries are left out then */
  readonly prepared?: unknown;
  /** rows held back for early stopping, apart from `x`; only where `usesValidation` says so */
  readonly validation?: { readonly x: CsrMatrix; readonly y: Float64Array };
  /** only the predictions are wanted: what is measured on the way for the history may be left out */
  readonly isTrial?: boolean;
}

/** A curve of the training: one point a step (`epoch`, `tree`, `iteration`), each a table of numbers by series. */
export interface History {
  readonly unit: string;
  readonly points: readonly Readonly<Record<string, number>>[];
  /** index into `points` of the step whose state was kept */
  readonly best?: number;
  /** in plain words, why it ended: "no gain for 10 epochs" */
  readonly stopped?: string;
  /** facts worth showing: backend and why, out-of-bag error, solver iterations ... */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** A curve that grows with the parts of a fit, whatever their order; only for drawing while it runs. */
export interface LiveCurve<Part> {
  /** a point with the names of the history's, of all parts given so far; null while there is nothing to tell */
  add(part: Part): Readonly<Record<string, number>> | null;
}

/** Parts of one prediction: `base + sum(values)` is the prediction. Columns of the matrix, present or absent in the row. */
export interface Contributions {
  readonly base: number;
  readonly columns: Uint32Array;
  readonly values: Float64Array;
}

/**
 * A kind of model, everything about it in one folder. Fitting is cut into jobs that know nothing of each other, so
 * that they can run on any number of workers with the same result: `jobs` must not depend on how many there are.
 *
 * `Model` and `Part` are plain objects of JSON and typed arrays: they cross workers and are packed into files as is.
 * `predict` and `explain` run in the page, in Node and in exported files, so they import nothing heavy.
 */
export interface ModelKind<Options = never, Model = unknown, Part = unknown, Job = unknown> {
  readonly kind: string;
  /** as a person calls it: "Random forest" */
  readonly label: string;
  /** one line: what it is good at */
  readonly purpose: string;
  readonly tasks: readonly Task[];
  readonly options: OptionSpecs;
  /** "pool": `fitJob` runs in the stateless pool. "training": the training worker fits it (TensorFlow.js) */
  readonly runsIn: "pool" | "training";
  usesValidation(options: Options): boolean;
  jobs(shape: FitShape, options: Options): readonly Job[];
  /** whether `fitJob` can do with what `preparation` makes, which saves each worker its own copy */
  readonly isPrepared?: boolean;
  /** what the jobs are counted in, and how many of them a job does; absent: each job is one part of the whole */
  readonly steps?: { readonly unit: string; of(job: Job): number };
  /** the one job takes a `team` of workers that call `assist`, where they share memory */
  readonly isTeamwork?: boolean;
  /** helps with a fit under way, as the `helper`th from 1 on, until it is over or `isWanted` elsewhere; whether to come again */
  assist?(team: Team, helper: number, isWanted: () => boolean, signal?: Signal): boolean;
  /** what all jobs read, made once; only where workers share memory, and of kinds that are prepared */
  readonly preparation?: Preparation;
  /** pure; the same job on the same data gives the same bits */
  fitJob(data: FitData, options: Options, job: Job, context?: JobContext): Part | Promise<Part>;
  /** the error as parts finish; absent where they tell of none before they are combined */
  live?(shape: FitShape, options: Options): LiveCurve<Part>;
  /** takes `parts` apart; a large model lies in memory from `allocate` where that is given */
  combine(
    parts: readonly Part[],
    shape: FitShape,
    options: Options,
    allocate?: (bytes: number) => ArrayBufferLike,
  ): { model: Model; history: History };
  /** rows x 1 for regression, rows x classes (probabilities summing to 1) for classification, row by row */
  predict(model: Model, x: CsrMatrix, signal?: Signal): Float64Array;
  /** exact for linear and tree models, occlusion for networks; of `output` (class index) for classification */
  explain(model: Model, row: CsrMatrix, output: number): Contributions;
  /** weight of every column of the matrix over all, non-negative, or null where there is none */
  importance(model: Model): Float64Array | null;
}

/** A kind of model without what fits it: all it takes to predict, explain and put fitted parts together. */
export type FittedModelKind<Options = never, Model = unknown, Part = unknown, Job = unknown> = Omit<
  ModelKind<Options, Model, Part, Job>,
  "fitJob" | "assist" | "preparation"
>;

/** Rows of a matrix, those at `positions` in that order, or all. */
export interface MatrixRows {
  readonly matrix: CsrMatrix;
  readonly positions: Uint32Array | null;
}

/** Turns rows into what all jobs of a kind read, in memory that workers share. */
export interface Preparation {
  /** takes the memory, for so many workers */
  begin(source: MatrixRows, workers: number, signal?: Signal): unknown;
  /** makes one of `count` parts, which together are the whole; side by side with the others */
  fill(
    prepared: unknown,
    source: MatrixRows,
    part: { readonly index: number; readonly count: number },
    signal?: Signal,
  ): void;
}

export interface FitShape {
  readonly task: Task;
  readonly classCount: number;
  readonly rows: number;
  readonly columns: number;
  readonly entries: number;
}
