import type * as Tf from "@tensorflow/tfjs-core";
import type { TrainingProblem, TrainingRows } from "../../core/models/mlp/training-problem";

/** Two sums over rows, on the device: the loss, and the squared error in the target's own unit. */
export interface Judgement {
  readonly sums: Tf.Tensor1D;
  /** slope of the batch's mean loss with respect to the outputs */
  readonly slope: Tf.Tensor2D | null;
}

export interface TfTargets {
  /** of all rows of the pass */
  readonly weight: number;
  judge(outputs: Tf.Tensor2D, from: number, count: number, slopes: boolean): Judgement;
  dispose(): void;
}

export interface TfLoss {
  /** puts the targets on the device in the order of the pass, and starts the sums at zero */
  begin(data: TrainingRows, order: Uint32Array): TfTargets;
  /** replaces the sums by what `judge` returned */
  keep(sums: Tf.Tensor1D): void;
  /** the only readback of a pass */
  read(): Promise<Float32Array>;
  dispose(): void;
}

/** The losses of `core/models/mlp/output-loss.ts` in TensorFlow.js's operations. */
export function makeTfLoss(tf: typeof Tf, problem: TrainingProblem): TfLoss {
  let sums = tf.zeros<Tf.Rank.R1>([2]);

  return {
    begin(data, order) {
      sums.dispose();
      sums = tf.zeros([2]);
      const column = (from: ArrayLike<number>) =>
        tf.tensor2d(
          Float32Array.from(order, (row) => from[row]),
          [order.length, 1],
        );
      const put = column(data.put);
      const own = column(data.own);
      const weights = column(data.weights);
      let weight = 0;
      for (let i = 0; i < order.length; i++) weight += data.weights[order[i]];
      const slice = (all: Tf.Tensor2D, from: number, count: number) => tf.slice2d(all, [from, 0], [count, 1]);
      return {
        weight,
        judge(outputs, from, count, slopes) {
          const rowWeights = slice(weights, from, count);
          const labels = slice(put, from, count);
          const judged =
            problem.task === "regression"
              ? judgeValues(tf, problem, outputs, labels, slice(own, from, count))
              : judgeClasses(tf, problem, outputs, labels);
          const rowSums = tf.concat([judged.losses, judged.squares], 1);
          return {
            sums: tf.add(sums, tf.sum(tf.mul(rowSums, rowWeights), 0)),
            slope: slopes ? tf.mul(judged.slopes, tf.mul(rowWeights, 1 / count)) : null,
          };
        },
        dispose: () => tf.dispose([put, own, weights]),
      };
    },
    keep(next) {
      sums.dispose();
      sums = next;
    },
    read: () => sums.data<"float32">(),
    dispose: () => sums.dispose(),
  };
}

interface RowLosses {
  readonly losses: Tf.Tensor2D;
  readonly squares: Tf.Tensor2D;
  readonly slopes: Tf.Tensor2D;
}

function judgeValues(
  tf: typeof Tf,
  { options, huberDelta, target }: TrainingProblem,
  outputs: Tf.Tensor2D,
  put: Tf.Tensor2D,
  own: Tf.Tensor2D,
): RowLosses {
  const errors: Tf.Tensor2D = tf.sub(outputs, put);
  const inUnit: Tf.Tensor2D =
    target.kind === "log1p"
      ? tf.sub(tf.expm1(tf.add(tf.mul(outputs, target.scale), target.mean)), own)
      : tf.mul(errors, target.scale);
  const squares = tf.square(inUnit);
  if (options.loss === "squared") return { losses: tf.mul(tf.square(errors), 0.5), squares, slopes: errors };
  // clipped * (error - clipped / 2) is the square near zero and the line beyond
  const clipped = tf.clipByValue(errors, -huberDelta, huberDelta);
  return { losses: tf.mul(clipped, tf.sub(errors, tf.mul(clipped, 0.5))), squares, slopes: clipped };
}

function judgeClasses(tf: typeof Tf, problem: TrainingProblem, outputs: Tf.Tensor2D, labels: Tf.Tensor2D): RowLosses {
  const rows = outputs.shape[0];
  const probabilities = tf.softmax(outputs);
  const wanted = tf.oneHot(tf.reshape(tf.cast(labels, "int32"), [rows]), problem.classCount) as Tf.Tensor2D;
  const hits = tf.sum(tf.mul(probabilities, wanted), 1, true) as Tf.Tensor2D;
  const losses: Tf.Tensor2D = tf.neg(tf.log(tf.maximum(hits, 1e-38)));
  return { losses, squares: tf.zerosLike(losses), slopes: tf.sub(probabilities, wanted) };
}
