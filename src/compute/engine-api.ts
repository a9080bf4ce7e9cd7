import type { Progress } from "../core/job";
import type { Aspect, Condition, Slice } from "../core/slices/slice";
import type { PartialExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";
import type { ErrorComparison, ErrorQuery, ResidualView, SliceReport } from "../pipeline/errors/errors-view";
import type { StageError, StageName, StageStates } from "../pipeline/stage-state";
import type {
  DependenceQuery,
  DependenceView,
  ExplainInputs,
  PostExplanation,
  PostQuery,
} from "../pipeline/explain/explain-views";
import type { RowPrediction } from "../predictor/prediction";
import type { WhatIf, WhatIfQuery } from "../predictor/what-if";
import type { BehaviourView } from "../pipeline/behaviour/behaviour-view";
import type { AutopilotOptions, AutopilotView } from "../pipeline/autopilot/autopilot-view";
import type { SearchOutline } from "../pipeline/search/search-outline";
import type { SearchView } from "../pipeline/search/search-view";
import type { Reproduction } from "../pipeline/runs/reproduction";
import type { RunSummary } from "../pipeline/runs/run-summary";
import type { FileCheck } from "../pipeline/file-check";
import type { MissingView } from "../pipeline/missing/missing-view";
import type { RunComparison } from "../pipeline/validate/compare-task";
import type { SharePage } from "../pipeline/share/share-page";
import type { ValidationView } from "../pipeline/validate/validation-view";
import type { PredictorInput } from "../predictor/predictor-value";
import type { PenaltyPathView } from "../pipeline/penalty-path-view";
import type { ImportanceView } from "../pipeline/importance-view";
import type { Forecast } from "../pipeline/forecast-view";
import type {
  CleanView,
  DataView,
  EvaluateView,
  FeaturesView,
  Neighbour,
  Prediction,
  PreviewView,
  QualityView,
  Run,
  SplitView,
  TermView,
  TrainView,
} from "../pipeline/views";

import type { RunChange, RunsFormat } from "./engine-runs";
import type { NamedExperiment } from "./engine-variants";

export type Source =
  | { readonly kind: "bytes"; readonly name: string; readonly bytes: Uint8Array }
  /** a `File` or `Blob`: crosses to the engine without being copied */
  | { readonly kind: "blob"; readonly name: string; readonly blob: Blob }
  | { readonly kind: "text"; readonly name: string; readonly text: string }
  | { readonly kind: "url"; readonly url: string; readonly name?: string };

export type DialectChange = Partial<Pick<Experiment["data"], "delimiter" | "encoding" | "header" | "quote">>;

/** The latest result of each stage; stale ones stay until replaced. */
export interface StageViews {
  readonly read?: DataView;
  readonly clean?: CleanView;
  readonly split?: SplitView;
  readonly features?: FeaturesView;
  readonly train?: TrainView;
  readonly evaluate?: EvaluateView;
  readonly quality?: QualityView;
  readonly validate?: ValidationView;
  readonly behaviour?: BehaviourView;
}

/** What the engine tells the page as it happens. */
export type EngineEvent =
  | { readonly type: "states"; readonly states: StageStates }
  | { readonly type: "view"; readonly stage: StageName; readonly view: StageViews[StageName] }
  /** a live point of the training curve; only for drawing while it runs */
  | { readonly type: "progress"; readonly stage: StageName; readonly progress: Progress }
  | { readonly type: "experiment"; readonly experiment: Experiment }
  /** the whole list, the oldest first; those with a `deletedAt` are in the bin */
  | { readonly type: "runs"; readonly runs: readonly RunSummary[] }
  /** added to the list or changed in it, and gone from it for good */
  | { readonly type: "runs-changed"; readonly put: readonly RunSummary[]; readonly removed: readonly string[] }
  | { readonly type: "predictor"; readonly runId: string | null }
  | { readonly type: "search"; readonly search: SearchView }
  /** of the search that an earlier visit kept */
  | { readonly type: "search-kept"; readonly outline: SearchOutline }
  | { readonly type: "autopilot"; readonly autopilot: AutopilotView | null }
  /** something could not be kept for the next visit; the work itself goes on */
  | { readonly type: "storage-failed"; readonly error: StageError };

/**
 * The one thing cells talk to. Every method rejects with an Error whose `name` is "DataError" (`code`, `details`),
 * "AbortError" or "WorkerCrashError". Calls do not queue behind a run: predictions and rows answer while a model trains.
 */
export interface EngineClient {
  subscribe(listener: (event: EngineEvent) => void): () => void;
  /**
   * Brings back what an earlier visit kept: the file the experiment names, results whose settings still hold, runs and
   * the live predictor. Resolves with whether the file was there.
   */
  restore(experiment: Experiment): Promise<boolean>;
  /**
   * The same, if the engine has not been asked for anything yet. In any case its code and that of the pool are fetched and made
   * ready for the first file, which takes the cores for some seconds unless work is asked for.
   */
  wake(experiment: Experiment): Promise<void>;
  /** Reads a file and makes it the notebook's data. Column settings for columns it has are kept. */
  open(source: Source, dialect?: DialectChange, signal?: AbortSignal): Promise<DataView>;
  /** The first rows of the open file under another dialect, at once. */
  preview(dialect: DialectChange, source?: Source): Promise<PreviewView>;
  rows(start: number, end: number): Promise<Record<string, string>[]>;
  rowsAt(positions: ArrayLike<number>): Promise<Record<string, string>[]>;
  /** Merged, validated, and the stages that depend on it marked stale. */
  configure(changes: PartialExperiment): Promise<Experiment>;
  /** Replaces the whole document (undo, presets, import). */
  setExperiment(experiment: Experiment): Promise<Experiment>;
  /**
   * Runs `upTo` (default: evaluate) and what it needs; fresh stages are not run again. Resolves with the run once evaluated.
   * `onProgress` is told of every stage that begins, and of how far it has come.
   */
  run(options?: {
    upTo?: StageName;
    onProgress?: (stage: StageName, progress: Progress) => void;
    signal?: AbortSignal;
  }): Promise<Run | null>;
  /** Interrupts what runs; cores are free within 200 ms. */
  cancel(): void;
  forecast(): Promise<Forecast>;
  /** Cleaning shown on the given rows under the current settings, without running the stage. */
  cleanExamples(rows: readonly number[]): Promise<CleanView["examples"]>;
  /** Terms of the fitted vocabulary matching `filter`, sorted, one page. */
  vocabulary(query: {
    filter?: string;
    sort: "term" | "documents" | "idf" | "weight";
    descending: boolean;
    start: number;
    end: number;
  }): Promise<{ total: number; terms: readonly TermView[] }>;
  /** The regularisation path of the chosen linear model, judged on the validation rows. */
  penaltyPath(): Promise<PenaltyPathView>;
  /** What each input is worth to the trained model, on rows it was not fitted on. Aborting frees the cores. */
  importance(
    onProgress?: (progress: Progress) => void,
    signal?: AbortSignal,
    repeats?: number,
  ): Promise<ImportanceView>;
  /** What a kept run's model (the live one's where none is named) can be asked about; null without a model. */
  explainInputs(runId?: string): Promise<ExplainInputs | null>;
  /** How the model's answer changes with one input, over posts of the test part. Aborting frees the cores. */
  partialDependence(
    query: DependenceQuery,
    onProgress?: (progress: Progress) => void,
    signal?: AbortSignal,
  ): Promise<DependenceView>;
  /** What moved the prediction of one post, word by word. */
  explainPost(query: PostQuery, signal?: AbortSignal): Promise<PostExplanation>;
  /** What happens to the live prediction if a word goes, or a category or date changes. A newer question ends an older one. */
  whatIf(query: WhatIfQuery, signal?: AbortSignal): Promise<WhatIf>;
  /** Scores one post with the current predictor. Latest wins is the caller's: pass a signal. `explain` names the label to take apart. */
  predict(record: Readonly<Record<string, string>>, signal?: AbortSignal, explain?: string): Promise<Prediction>;
  nearest(record: Readonly<Record<string, string>>, count: number): Promise<readonly Neighbour[]>;
  /** The same rows in, with a column `predicted_<target>` and the interval added; as CSV text guarded against formulas. */
  predictCsv(
    source: Source,
    onProgress?: (progress: Progress) => void,
    signal?: AbortSignal,
  ): Promise<{ csv: string; rows: number }>;
  predictBatch(rows: readonly Readonly<Record<string, string>>[]): Promise<readonly RowPrediction[]>;
  /** Judges a file that is to be scored by the expectations of the experiment. */
  checkFile(source: Source, signal?: AbortSignal): Promise<FileCheck>;
  /** Scores of every row of a CSV. */
  predictRecords(source: Source): Promise<readonly RowPrediction[]>;
  /** Trains a small network on every backend there is: which work here, how far they agree, how fast they are. */
  backends(): Promise<unknown>;
  /** What the live form needs: inputs the current predictor takes, with known categories. */
  predictorInputs(): Promise<readonly PredictorInput[] | null>;
  /** The records of all runs but those in the bin, the oldest first. */
  runs(): Promise<readonly RunSummary[]>;
  /** A run with its predictions, curve and lineage. Rejects with "not-ready" where those were removed to make room. */
  loadRun(runId: string): Promise<Run>;
  /** Makes the predictor of an earlier run the live one. */
  usePredictor(runId: string): Promise<void>;
  changeRun(runId: string, change: RunChange): Promise<RunSummary>;
  /** Into the bin, from which {@link restoreRun} brings it back. */
  deleteRun(runId: string): Promise<void>;
  restoreRun(runId: string): Promise<void>;
  /** Removes what is in the bin for good. */
  emptyBin(): Promise<void>;
  /** Removes predictions and models of these runs to make room; settings, metrics and notes stay. */
  slimRuns(runIds: readonly string[]): Promise<void>;
  /** Rejects with "held-back" for a run that misses the bar and was not let out. */
  exportRun(runId: string): Promise<Uint8Array>;
  /**
   * Runs as one file: to open in Scorebook (rejects with "held-back" as {@link exportRun}), or as a zip of an MLflow file
   * store or of TensorBoard event files, in which runs that are held back have no model.
   */
  exportRuns(runIds: readonly string[], format?: RunsFormat): Promise<Uint8Array>;
  /**
   * Runs a run again from its experiment and says whether every number is the same. Rejects with "other-file" where the open
   * file is not the one it was made from.
   */
  reproduce(runId: string, onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<Reproduction>;
  /**
   * Runs experiments one after another beside the notebook, which stays as it is, and tags their runs; resolves with the ids in
   * this order. Aborting keeps the runs that are over. Rejects with "missing-column" before anything is run.
   */
  runVariants(
    list: readonly NamedExperiment[],
    tag: string,
    onProgress?: (progress: Progress) => void,
    signal?: AbortSignal,
  ): Promise<readonly string[]>;
  /** Takes in a file of one run or of several; resolves with the last of them. */
  importRun(bytes: Uint8Array): Promise<Run>;
  /** The data of a shared page: the run without its rows, but for those chosen, and its model; packed and compressed. */
  shareRun(runId: string, page: SharePage): Promise<Uint8Array>;
  /** How two kept runs differ on the test rows that both were judged by. */
  compareRuns(firstId: string, secondId: string): Promise<RunComparison>;
  /** The worst slices of a run's errors, and one's own. Aborting frees the cores. */
  slices(query: ErrorQuery, onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<SliceReport>;
  /** Ways to treat missing values, each cross-validated on the training rows and set against the settings as they stand. */
  missingChoices(onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<MissingView>;
  /** The errors of a run against one column. */
  residuals(query: ErrorQuery & { readonly column: string; readonly of: Aspect }): Promise<ResidualView>;
  /** The errors of two runs on the same test posts, over all and by slice. */
  compareErrors(firstId: string, secondId: string, slices: readonly Slice[]): Promise<ErrorComparison>;
  /** Rows of a part of a run that meet all conditions, in the order of the part. */
  rowsWhere(query: ErrorQuery, where: readonly Condition[]): Promise<Uint32Array>;
  /** The latest autopilot, and whether it is of the settings as they stand, whatever the features and the model. */
  autopilotState(): Promise<{ readonly autopilot: AutopilotView | null; readonly isCurrent: boolean }>;
  /**
   * Tries pipelines of all models until the time is up. Rejects with "invalid-option" for a budget of nothing and with
   * "search-failed" where every pipeline failed.
   */
  autopilot(options?: AutopilotOptions): Promise<AutopilotView>;
  /** Ends it with the best so far. */
  stopAutopilot(): Promise<void>;
  /** The latest search, and whether it is of the settings as they stand. */
  searchState(): Promise<{ readonly search: SearchView | null; readonly isCurrent: boolean }>;
  /**
   * Goes on with the search of the settings as they stand, or begins one (`anew`: in any case). Resolves when it is
   * over or paused; events tell how it goes.
   */
  search(anew?: boolean): Promise<SearchView>;
  /** The trials that are over stay; `search` goes on from there, also after a reload. */
  pauseSearch(): Promise<void>;
  /** Ends it, with the best so far. */
  stopSearch(): Promise<void>;
  /** Keeps with the run that it may be shipped although it misses the bar, or takes that back. */
  allowShipping(runId: string, allow: boolean): Promise<void>;
}

export type { PredictorInput } from "../predictor/predictor-value";
