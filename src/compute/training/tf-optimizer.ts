import type * as Tf from "@tensorflow/tfjs-core";
import { ADAM, adamRate, MOMENTUM } from "../../core/models/mlp/learning-rate";
import type { NetworkState } from "../../core/models/mlp/network-state";
import type { MlpOptions } from "../../core/models/mlp/options";

/** The parameters and the optimiser's memory of them, on the device. */
export interface TfOptimizer {
  layer(index: number): [weights: Tf.Tensor2D, bias: Tf.Tensor1D];
  /** one step along gradients in the order of the state; call inside `tidy` */
  update(gradients: readonly Tf.Tensor[], at: { rate: number; count: number; step: number }): void;
  readParameters(): Promise<Float32Array[]>;
  read(): Promise<Omit<NetworkState, "step">>;
  write(state: NetworkState, sizes: readonly number[]): void;
  dispose(): void;
}

/** Adam and Nesterov's momentum as `core/models/mlp/kernels.ts` writes them, in TensorFlow.js's operations. */
export function makeTfOptimizer(tf: typeof Tf, options: MlpOptions): TfOptimizer {
  let parameters: Tf.Tensor[] = [];
  let first: Tf.Tensor[] = [];
  let second: Tf.Tensor[] = [];
  // made once: a number given to an operation becomes a new tensor each time
  const [beta1, beta2, rest1, rest2, epsilon, momentum] = [
    ADAM.beta1,
    ADAM.beta2,
    1 - ADAM.beta1,
    1 - ADAM.beta2,
    ADAM.epsilon,
    MOMENTUM,
  ].map((value) => tf.scalar(value));

  function replace(list: Tf.Tensor[], index: number, next: Tf.Tensor): void {
    list[index].dispose();
    list[index] = tf.keep(next);
  }

  function dispose(): void {
    tf.dispose([...parameters, ...first, ...second]);
    parameters = [];
    first = [];
    second = [];
  }

  const readAll = (list: readonly Tf.Tensor[]) =>
    Promise.all(list.map(async (tensor) => Float32Array.from(await tensor.data())));

  return {
    layer: (index) => [parameters[2 * index] as Tf.Tensor2D, parameters[2 * index + 1] as Tf.Tensor1D],

    update(gradients, { rate, count, step }) {
      const size = tf.scalar(options.optimizer === "adam" ? adamRate(rate, step) : rate);
      const decay = options.l2 > 0 ? tf.scalar(options.l2 / count) : null;
      gradients.forEach((gradient, p) => {
        const weight = parameters[p];
        const slope = decay && p % 2 === 0 ? tf.add(gradient, tf.mul(weight, decay)) : gradient;
        if (options.optimizer === "adam") {
          const mean = tf.add(tf.mul(first[p], beta1), tf.mul(slope, rest1));
          const square = tf.add(tf.mul(second[p], beta2), tf.mul(tf.square(slope), rest2));
          const move = tf.div(tf.mul(mean, size), tf.add(tf.sqrt(square), epsilon));
          replace(parameters, p, tf.sub(weight, move));
          replace(first, p, mean);
          replace(second, p, square);
        } else {
          const push = tf.mul(slope, size);
          const velocity = tf.sub(tf.mul(first[p], momentum), push);
          replace(parameters, p, tf.add(weight, tf.sub(tf.mul(velocity, momentum), push)));
          replace(first, p, velocity);
        }
      });
    },

    readParameters: () => readAll(parameters),

    async read() {
      const [p, f, s] = await Promise.all([readAll(parameters), readAll(first), readAll(second)]);
      return { parameters: p, first: f, second: options.optimizer === "adam" ? s : p.map(() => new Float32Array(0)) };
    },

    write(state, sizes) {
      dispose();
      const shape = (p: number): number[] => (p % 2 === 0 ? [sizes[p / 2], sizes[p / 2 + 1]] : [sizes[(p + 1) / 2]]);
      // copies: a backend may keep the array it is given, and upload it only later
      const up = (list: readonly Float32Array[]) => list.map((array, p) => tf.tensor(array.slice(), shape(p)));
      parameters = up(state.parameters);
      first = up(state.first);
      second = options.optimizer === "adam" ? up(state.second) : [];
    },

    dispose() {
      dispose();
      tf.dispose([beta1, beta2, rest1, rest2, epsilon, momentum]);
    },
  };
}
