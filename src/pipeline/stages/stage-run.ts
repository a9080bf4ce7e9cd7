import type { FittedFeatures } from "../../core/features/fit-features";
import type { Progress } from "../../core/job";
import type { FitData, History } from "../../core/models/model";
import type { MlpOptions } from "../../core/models/mlp/options";
import type { CsrMatrix } from "../../core/sparse/csr";
import type { SplitRows } from "../../core/split/split-rows";
import type { Table } from "../../core/table/table";
import type { Tokens } from "../../core/text/tokens";
import type { Experiment } from "../../experiment/schema";
import type { PredictorValue } from "../../predictor/predictor-value";
import type { BehaviourView } from "../behaviour/behaviour-view";
import type { AbortSignalLike, Executor } from "../executor";
import type { StageName } from "../stage-state";
import type { ValidationView } from "../validate/validation-view";
import type { CleanView, DataView, EvaluateView, FeaturesView, QualityView, SplitView, TrainView } from "../views";

/** A file's bytes, wherever they lie: `Blob` and `File` are this. */
export interface BlobLike {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What each stage leaves for the next ones, with the small part a cell shows as `view`. */
export interface StageOutputs {
  readonly read: { readonly table: Table; readonly view: DataView };
  readonly clean: { readonly tokens: Tokens; readonly view: CleanView };
  readonly split: { readonly rows: SplitRows; readonly view: SplitView };
  readonly features: {
    readonly fitted: FittedFeatures;
    readonly matrix: CsrMatrix;
    /** by column of the matrix: the sum of its entries over the training rows, whatever their signs */
    readonly weights: Float64Array;
    readonly view: FeaturesView;
  };
  readonly train: {
    readonly model: unknown;
    readonly history: History;
    readonly backend: string;
    readonly view: TrainView;
  };
  readonly evaluate: { readonly predictor: PredictorValue; readonly view: EvaluateView };
  readonly quality: { readonly view: QualityView };
  readonly validate: { readonly view: ValidationView };
  readonly behaviour: { readonly view: BehaviourView };
}

/** Trains a network where TensorFlow.js lives. */
export type TrainNetwork = (
  data: FitData,
  options: MlpOptions,
  context: { readonly signal?: AbortSignalLike; readonly onProgress: (progress: Progress) => void },
) => Promise<{ model: unknown; history: History }>;

/** What a stage's function is given. `outputs` holds the stages it needs; asking for another is a bug. */
export interface StageRun {
  readonly experiment: Experiment;
  readonly file: { readonly name: string; readonly blob: BlobLike } | null;
  /** the file's bytes where somebody has read them and needs them no more; the reading stage takes them away */
  readonly bytes?: ArrayBuffer;
  readonly outputs: StageOutputs;
  /** the result of the same stage under earlier settings, to start from where that is cheaper */
  readonly previous: Partial<StageOutputs>;
  readonly executor: Executor;
  readonly trainNetwork: TrainNetwork;
  readonly signal: AbortSignalLike | undefined;
  readonly onProgress: (progress: Progress) => void;
}

export type StageFunctions = { readonly [S in StageName]: (run: StageRun) => Promise<StageOutputs[S]> };
