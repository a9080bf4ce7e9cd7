import type { Signal } from "../../job";
import { activate, multiplyBySlope } from "./activation";
import { drawDropoutMask, dropoutStream } from "./dropout";
import { ADAM, adamRate, MOMENTUM } from "./learning-rate";
import { layNetwork } from "./network-memory";
import type { LayerPlaces, RowPlaces } from "./network-memory";
import type { NetworkState } from "./network-state";
import type { EpochLoss, NetworkTrainer } from "./network-trainer";
import { outputLoss } from "./output-loss";
import type { LossSums } from "./output-loss";
import type { TrainingProblem, TrainingRows } from "./training-problem";
import type { KernelForm } from "./wasm-kernels";

/**
 * The typed-array trainer: the first layer costs by the non-zero entries of the rows, in both directions; the
 * optimiser is dense and exact, as TensorFlow.js's is. Same seed and machine, same bits.
 *
 * @throws {DataError} "out-of-memory" when the network and its rows do not fit into one block of memory
 */
export function makeSparseTrainer(problem: TrainingProblem, form?: KernelForm): NetworkTrainer {
  const { options, task } = problem;
  const memory = layNetwork(problem, form);
  const { f32 } = memory.heap;
  const { kernels, layers, batch } = memory;
  const last = layers.length - 1;
  const sums: LossSums = { loss: 0, squares: 0, weight: 0 };
  const layout = { start: layers[last].out >>> 2, stride: layers[last].stride, rows: memory.order, from: 0, count: 0 };
  let step = 0;

  function forward(rows: RowPlaces, order: number, count: number, masked: boolean): void {
    const stream = masked && options.dropout > 0 ? dropoutStream(options.seed, step) : null;
    for (let l = 0; l <= last; l++) {
      const layer = layers[l];
      const { weights, bias, stride, out } = layer;
      if (l === 0) {
        kernels.sparseForward(rows.indptr, rows.indices, rows.values, order, count, weights, bias, stride, out);
      } else {
        const input = stream ? layers[l - 1].masked : layers[l - 1].out;
        kernels.denseForward(input, layer.inStride, count, weights, bias, stride, out);
      }
      if (l === last) return;
      activate(options.activation, f32, { start: out >>> 2, count, width: layer.width, stride });
      if (stream) maskOutputs(layer, stream, count);
    }
  }

  function maskOutputs(layer: LayerPlaces, stream: ReturnType<typeof dropoutStream>, count: number): void {
    const { stride, width } = layer;
    const mask = layer.mask >>> 2;
    drawDropoutMask(stream, options.dropout, f32, { start: mask, count, width, stride });
    multiply(f32, layer.masked >>> 2, layer.out >>> 2, mask, count * stride);
  }

  /** The output layer's `out` holds the slope of the loss; leaves the gradient of every parameter. */
  function backward(rows: RowPlaces, order: number, count: number): void {
    for (let l = last; l >= 0; l--) {
      const layer = layers[l];
      const delta = l === last ? layer.out : layer.delta;
      kernels.columnSums(delta, count, layer.stride, layer.biasGradient);
      if (l === 0) {
        const { indptr, indices, values } = rows;
        kernels.sparseWeightGradient(indptr, indices, values, order, count, delta, layer.stride, layer.weightGradient);
        return;
      }
      const below = layers[l - 1];
      const input = options.dropout > 0 ? below.masked : below.out;
      kernels.denseWeightGradient(input, layer.inStride, count, delta, layer.stride, layer.weightGradient);
      kernels.transpose(layer.weights, layer.inStride, layer.stride, memory.scratch);
      kernels.denseForward(delta, layer.stride, count, memory.scratch, memory.zeros, layer.inStride, below.delta);
      const length = count * below.stride;
      if (options.dropout > 0) multiply(f32, below.delta >>> 2, below.delta >>> 2, below.mask >>> 2, length);
      multiplyBySlope(options.activation, f32, below.out >>> 2, below.delta >>> 2, length);
    }
  }

  function update(rate: number, count: number): void {
    step++;
    const decay = options.l2 / count;
    const corrected = adamRate(rate, step);
    for (const part of memory.parameters) {
      const l2 = part.decays ? decay : 0;
      if (options.optimizer === "adam") {
        const { beta1, beta2, epsilon } = ADAM;
        const { place, gradient, first, second, length } = part;
        kernels.adam(place, gradient, first, second, length, l2, corrected, beta1, beta2, epsilon);
      } else {
        kernels.nesterov(part.place, part.gradient, part.first, part.length, l2, rate, MOMENTUM);
      }
    }
  }

  function pass(data: TrainingRows, places: RowPlaces, rate: number | null, signal?: Signal): EpochLoss {
    sums.loss = sums.squares = sums.weight = 0;
    for (let from = 0; from < data.x.rows; from += batch) {
      signal?.throwIfAborted();
      const count = Math.min(batch, data.x.rows - from);
      const order = memory.orderPlace + from * 4;
      forward(places, order, count, rate !== null);
      layout.from = from;
      layout.count = count;
      outputLoss(problem, data, f32, layout, sums, rate !== null);
      if (rate === null) continue;
      backward(places, order, count);
      update(rate, count);
    }
    const loss = sums.loss / sums.weight;
    return { loss, error: task === "regression" ? Math.sqrt(sums.squares / sums.weight) : loss };
  }

  return {
    epoch(plan) {
      memory.order.set(plan.order);
      return pass(problem.train, memory.train, plan.rate, plan.signal);
    },
    validate() {
      for (let i = 0; i < problem.validation!.x.rows; i++) memory.order[i] = i;
      return pass(problem.validation!, memory.validation!, null);
    },
    readParameters: () => memory.parameters.map((part) => part.read(f32, part.place)),
    readState(): NetworkState {
      const read = (place: "place" | "first" | "second") =>
        memory.parameters.map((part) => (part[place] === 0 ? new Float32Array(0) : part.read(f32, part[place])));
      return { step, parameters: read("place"), first: read("first"), second: read("second") };
    },
    writeState(state) {
      step = state.step;
      memory.parameters.forEach((part, p) => {
        part.write(f32, part.place, state.parameters[p]);
        part.write(f32, part.first, state.first[p]);
        if (part.second !== 0) part.write(f32, part.second, state.second[p]);
        f32.fill(0, part.gradient >>> 2, (part.gradient >>> 2) + part.length);
      });
    },
    // the heap goes with the last reference to this trainer
    dispose: () => undefined,
  };
}

function multiply(f32: Float32Array, out: number, a: number, b: number, length: number): void {
  for (let k = 0; k < length; k++) f32[out + k] = f32[a + k] * f32[b + k];
}
