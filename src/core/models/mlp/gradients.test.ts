import { describe, expect, it } from "vitest";
import { randomCsr } from "../../../testing/csr-of";
import { makeRng } from "../../random/xoshiro";
import { defaultOptions } from "../../options";
import { MOMENTUM } from "./learning-rate";
import { drawNetwork } from "./network-state";
import type { EpochLoss } from "./network-trainer";
import { MLP_OPTIONS } from "./options";
import type { MlpOptions } from "./options";
import { makeSparseTrainer } from "./sparse-trainer";
import { makeTrainingProblem } from "./training-problem";
import type { KernelForm } from "./wasm-kernels";

const ROWS = 11;
const x = randomCsr(ROWS, 6, 0.6, 1);
const rng = makeRng(2);
const y = Float64Array.from({ length: ROWS }, () => 3 * rng.float());

/**
 * One step of plain descent at rate 1 from a standstill moves the weights by -(1 + momentum) times the gradient, so the
 * gradient can be read off; beside it the difference quotient of the loss, both halves of it from the same trainer.
 */
function gradients(options: Partial<MlpOptions>, form: KernelForm, classCount = 0) {
  const settings: MlpOptions = {
    ...defaultOptions(MLP_OPTIONS),
    hiddenLayers: [5, 3],
    optimizer: "sgd",
    l2: 0,
    batchSize: 64,
    target: "as-is",
    ...options,
  };
  const data = {
    task: classCount > 0 ? ("classification" as const) : ("regression" as const),
    classCount,
    x,
    y: classCount > 0 ? y.map((value, i) => (i + Math.floor(value)) % classCount) : y,
  };
  const problem = makeTrainingProblem({ ...data, validation: data }, settings);
  const trainer = makeSparseTrainer(problem, form);
  const { state } = drawNetwork(problem.sizes, ROWS, settings);
  trainer.writeState(state);
  trainer.epoch({ epoch: 0, rate: 1, order: Uint32Array.from({ length: ROWS }, (_, i) => i) });
  const moved = trainer.readParameters() as Float32Array[];
  const pairs: [analytic: number, numeric: number][] = [];
  state.parameters.forEach((array, p) => {
    for (let k = 0; k < array.length; k++) {
      const at = (change: number): number => {
        const parameters = state.parameters.map((other) => other.slice());
        parameters[p][k] += change;
        trainer.writeState({ ...state, parameters });
        const penalty = p % 2 === 0 ? (settings.l2 / ROWS / 2) * parameters[p][k] ** 2 : 0;
        return (trainer.validate() as EpochLoss).loss + penalty;
      };
      const h = 1e-2;
      pairs.push([(array[k] - moved[p][k]) / (1 + MOMENTUM), (at(h) - at(-h)) / (2 * h)]);
    }
  });
  return pairs;
}

const CASES: [string, Partial<MlpOptions>, number][] = [
  ["tanh, squared loss", { activation: "tanh" }, 0],
  ["sigmoid, Huber loss", { activation: "sigmoid", loss: "huber" }, 0],
  ["elu, l2", { activation: "elu", l2: 2 }, 0],
  ["tanh, 3 classes", { activation: "tanh" }, 3],
  ["one hidden layer of 1", { activation: "tanh", hiddenLayers: [1] }, 0],
];

describe.each(["plain", "wasm-simd"] as const)("gradients of the %s kernels", (form) => {
  it.each(CASES)("equal the difference quotient of the loss: %s", (_, options, classCount) => {
    for (const [analytic, numeric] of gradients(options, form, classCount)) {
      // a central difference of a float32 loss: h^2 and 1e-7 / h
      expect(Math.abs(analytic - numeric)).toBeLessThan(5e-4);
    }
  });
});
