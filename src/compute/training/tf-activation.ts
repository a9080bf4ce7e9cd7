import type * as Tf from "@tensorflow/tfjs-core";
import type { Activation } from "../../core/models/mlp/activation";
import { assertNever } from "../../core/errors";

export interface TfActivation {
  apply(sums: Tf.Tensor2D): Tf.Tensor2D;
  /** delta times the slope of the activation, told from its output */
  timesSlope(delta: Tf.Tensor2D, out: Tf.Tensor2D): Tf.Tensor2D;
}

/** The activations of `core/models/mlp/activation.ts` in TensorFlow.js's operations. */
export function makeTfActivation(tf: typeof Tf, kind: Activation): TfActivation {
  switch (kind) {
    case "relu":
      return { apply: (sums) => tf.relu(sums), timesSlope: (delta, out) => tf.mul(delta, tf.step(out)) };
    case "tanh":
      return {
        apply: (sums) => tf.tanh(sums),
        timesSlope: (delta, out) => tf.sub(delta, tf.mul(delta, tf.square(out))),
      };
    case "sigmoid":
      return {
        apply: (sums) => tf.sigmoid(sums),
        timesSlope: (delta, out) => tf.mul(delta, tf.sub(out, tf.square(out))),
      };
    case "elu":
      // below zero the slope is 1 + the output, above it is 1
      return {
        apply: (sums) => tf.elu(sums),
        timesSlope: (delta, out) => tf.mul(delta, tf.add(tf.minimum(out, 0), 1)),
      };
    default:
      return assertNever(kind);
  }
}
