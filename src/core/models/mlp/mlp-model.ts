import type { Task } from "../model";
import type { Activation } from "./activation";
import type { TargetTransform } from "./target-transform";

export interface MlpLayer {
  /** `inSize` rows of `outSize` weights: entry (i, o) stands at `i * outSize + o` */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly inSize: number;
  readonly outSize: number;
}

/** A trained network: plain arrays, whichever backend they came from. */
export interface MlpModel {
  readonly task: Task;
  /** 0 for regression */
  readonly classCount: number;
  /** of every layer but the last, which is linear for regression and softmax for classification */
  readonly activation: Activation;
  readonly layers: readonly MlpLayer[];
  /** how the output becomes a prediction in the target's own unit; as it is for classification */
  readonly target: TargetTransform;
}
