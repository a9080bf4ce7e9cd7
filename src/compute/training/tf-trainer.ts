import type * as Tf from "@tensorflow/tfjs-core";
import { drawDropoutMask, dropoutStream } from "../../core/models/mlp/dropout";
import type { NetworkState } from "../../core/models/mlp/network-state";
import type { EpochLoss, NetworkTrainer } from "../../core/models/mlp/network-trainer";
import type { TrainingProblem, TrainingRows } from "../../core/models/mlp/training-problem";
import { makeFirstLayer } from "./first-layer";
import type { FirstBatch, FirstLayer } from "./first-layer";
import { makeTfActivation } from "./tf-activation";
import { makeTfLoss } from "./tf-loss";
import { makeTfOptimizer } from "./tf-optimizer";
import type { TfSession } from "./tf-session";

/** Rows on the device: matrix, targets and weights. */
interface DeviceRows {
  readonly first: FirstLayer;
  readonly data: TrainingRows;
}

/**
 * The steps of the typed-array trainer written in TensorFlow.js's operations: same weights to start from, same order,
 * masks, gradients and optimiser, so that any backend can go on where another stopped. Nothing is read back inside an
 * epoch: the losses are summed on the device.
 */
export function makeTfTrainer(problem: TrainingProblem, session: TfSession): NetworkTrainer {
  const { tf } = session;
  const { options, sizes, task } = problem;
  const onGpu = session.backend === "webgpu" || session.backend === "webgl";
  const activation = makeTfActivation(tf, options.activation);
  const loss = makeTfLoss(tf, problem);
  const optimizer = makeTfOptimizer(tf, options);
  const rowsOf = (data: TrainingRows): DeviceRows => ({ first: makeFirstLayer(tf, data.x, onGpu), data });
  const train = rowsOf(problem.train);
  const validation = problem.validation && rowsOf(problem.validation);
  const last = sizes.length - 2;
  let step = 0;

  interface Forward {
    /** output of each layer after its activation, and what the next one was given (the same but for dropout) */
    readonly outs: Tf.Tensor2D[];
    readonly inputs: Tf.Tensor2D[];
    readonly masks: (Tf.Tensor2D | null)[];
  }

  function forward(batch: FirstBatch, count: number, training: boolean): Forward {
    const stream = training && options.dropout > 0 ? dropoutStream(options.seed, step) : null;
    const [outs, inputs, masks]: [Tf.Tensor2D[], Tf.Tensor2D[], (Tf.Tensor2D | null)[]] = [[], [], []];
    for (let l = 0; l <= last; l++) {
      const [weights, bias] = optimizer.layer(l);
      const product = l === 0 ? batch.multiply(weights) : tf.matMul(inputs[l - 1], weights);
      const sums: Tf.Tensor2D = tf.add(product, bias);
      outs.push(l === last ? sums : activation.apply(sums));
      if (l === last) break;
      let mask: Tf.Tensor2D | null = null;
      if (stream) {
        const width = sizes[l + 1];
        const values = new Float32Array(count * width);
        drawDropoutMask(stream, options.dropout, values, { start: 0, count, width, stride: width });
        mask = tf.tensor2d(values, [count, width]);
      }
      masks.push(mask);
      inputs.push(mask ? tf.mul(outs[l], mask) : outs[l]);
    }
    return { outs, inputs, masks };
  }

  /** The gradient of every parameter in the order of the state. */
  function backward(batch: FirstBatch, { outs, inputs, masks }: Forward, slope: Tf.Tensor2D): Tf.Tensor[] {
    const gradients: Tf.Tensor[] = [];
    let delta = slope;
    for (let l = last; l >= 0; l--) {
      const weightGradient = l === 0 ? batch.weightGradient(delta) : tf.matMul(inputs[l - 1], delta, true, false);
      gradients.unshift(weightGradient, tf.sum(delta, 0));
      if (l === 0) break;
      let below: Tf.Tensor2D = tf.matMul(delta, optimizer.layer(l)[0], false, true);
      const mask = masks[l - 1];
      if (mask) below = tf.mul(below, mask);
      delta = activation.timesSlope(below, outs[l - 1]);
    }
    return gradients;
  }

  async function pass(
    rows: DeviceRows,
    order: Uint32Array,
    rate: number | null,
    signal?: AbortLike,
  ): Promise<EpochLoss> {
    rows.first.begin(order);
    const total = order.length;
    const targets = loss.begin(rows.data, order);
    try {
      for (let from = 0; from < total; from += options.batchSize) {
        signal?.throwIfAborted();
        const count = Math.min(options.batchSize, total - from);
        loss.keep(
          tf.tidy(() => {
            const batch = rows.first.batch(from, count);
            const ahead = forward(batch, count, rate !== null);
            const { sums, slope } = targets.judge(ahead.outs[last], from, count, rate !== null);
            if (rate !== null) {
              step++;
              optimizer.update(backward(batch, ahead, slope!), { rate, count, step });
            }
            return sums;
          }),
        );
      }
      const [lossSum, squareSum]: Float32Array = await Promise.race([loss.read(), session.whenLost]);
      const why = session.lost();
      if (why !== null) throw new Error(why);
      const mean = lossSum / targets.weight;
      return { loss: mean, error: task === "regression" ? Math.sqrt(squareSum / targets.weight) : mean };
    } finally {
      targets.dispose();
    }
  }

  return {
    epoch: ({ order, rate, signal }) => pass(train, order, rate, signal),
    validate: () =>
      pass(
        validation!,
        Uint32Array.from(problem.validation!.own, (_, i) => i),
        null,
      ),
    readParameters: () => Promise.race([optimizer.readParameters(), session.whenLost]),
    async readState(): Promise<NetworkState> {
      return { step, ...(await Promise.race([optimizer.read(), session.whenLost])) };
    },
    writeState(state) {
      step = state.step;
      optimizer.write(state, sizes);
    },
    dispose() {
      try {
        for (const part of [train.first, validation?.first, loss, optimizer]) part?.dispose();
      } catch {
        // a lost device cannot free anything, and its memory is gone with it
      }
    },
  };
}

interface AbortLike {
  throwIfAborted(): void;
}
