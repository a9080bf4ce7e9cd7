import type { Signal } from "../../job";
import type { NetworkState } from "./network-state";

/** Means over rows, weighted as the rows are. */
export interface EpochLoss {
  /** the loss that is lowered, without the penalty on the weights: what early stopping watches */
  readonly loss: number;
  /** root mean squared error in the target's own unit; for classification the cross-entropy again */
  readonly error: number;
}

export interface EpochPlan {
  /** counted from 0 */
  readonly epoch: number;
  readonly rate: number;
  /** positions of the training rows; batches are cut from it in turn */
  readonly order: Uint32Array;
  readonly signal?: Signal;
}

/** One network on one backend. The typed-array trainer answers at once, TensorFlow.js later. */
export interface NetworkTrainer {
  /** One pass over the training rows. Its loss is summed while the weights move, as scikit-learn reports it. */
  epoch(plan: EpochPlan): EpochLoss | Promise<EpochLoss>;
  /** Over the validation rows; never called when there are none. */
  validate(): EpochLoss | Promise<EpochLoss>;
  /** A copy of the parameters alone: see {@link NetworkState}. */
  readParameters(): Float32Array[] | Promise<Float32Array[]>;
  readState(): NetworkState | Promise<NetworkState>;
  writeState(state: NetworkState): void;
  dispose(): void;
}
