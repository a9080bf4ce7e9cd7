// for its own gradients, which the trainer does without
import "@tensorflow/tfjs";
import type * as Tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { defaultOptions } from "../../core/options";
import type { NetworkTrainer } from "../../core/models/mlp/network-trainer";
import { drawNetwork } from "../../core/models/mlp/network-state";
import { ADAM, MOMENTUM } from "../../core/models/mlp/learning-rate";
import { MLP_OPTIONS } from "../../core/models/mlp/options";
import type { MlpOptions } from "../../core/models/mlp/options";
import { makeSparseTrainer } from "../../core/models/mlp/sparse-trainer";
import { trainNetwork } from "../../core/models/mlp/training-loop";
import { makeTrainingProblem } from "../../core/models/mlp/training-problem";
import type { TrainingProblem } from "../../core/models/mlp/training-problem";
import { randomCsr } from "../../testing/csr-of";
import { makeSmallData } from "./small-problem";
import { openTfSession } from "./tf-session";
import { makeTfTrainer } from "./tf-trainer";

const session = await openTfSession("cpu");
const { tf } = session;

function problemOf(change: Partial<MlpOptions>, classCount = 0, density = 0.5): TrainingProblem {
  const options = { ...defaultOptions(MLP_OPTIONS), hiddenLayers: [7, 5], batchSize: 8, epochs: 3, learningRate: 0.01 };
  const x = randomCsr(30, 12, density, 6);
  const y = Float64Array.from({ length: 30 }, (_, i) => (classCount > 0 ? i % classCount : 50 + 20 * Math.sin(i)));
  const task = classCount > 0 ? "classification" : "regression";
  const weights = Float64Array.from(y, (_, i) => 1 + (i % 3));
  const data = {
    task,
    classCount,
    x,
    y,
    weights,
    validation: { x: randomCsr(9, 12, density, 7), y: y.slice(0, 9) },
  } as const;
  return makeTrainingProblem(data, { ...options, ...change });
}

async function curve(problem: TrainingProblem, trainer: NetworkTrainer): Promise<number[]> {
  const { model, history } = await trainNetwork(problem, trainer);
  trainer.dispose();
  return [...history.points.flatMap(({ train, validation }) => [train, validation]), ...model.layers[1].weights];
}

const CASES: [string, Partial<MlpOptions>, number?, number?][] = [
  ["the defaults", {}],
  ["tanh, momentum, as it is", { activation: "tanh", optimizer: "sgd", target: "as-is", learningRate: 1e-4 }],
  ["sigmoid, Huber, l2", { activation: "sigmoid", loss: "huber", l2: 1 }],
  ["elu, log1p, dropout", { activation: "elu", target: "log1p", dropout: 0.4 }],
  ["relu, dropout, cosine", { dropout: 0.3, schedule: "cosine" }],
  ["4 classes", { activation: "tanh" }, 4],
  ["rows so empty that entries are gathered", {}, 0, 0.04],
  ["rows without entries", {}, 0, 0],
];

describe("makeTfTrainer", () => {
  it.each(CASES)("trains what the typed arrays train: %s", async (_, change, classCount, density) => {
    const problem = problemOf(change, classCount, density);
    const expected = await curve(problem, makeSparseTrainer(problem, "plain"));
    const found = await curve(problem, makeTfTrainer(problem, session));
    // float32 on both sides, in another order
    expected.forEach((value, i) => expect(Math.abs(found[i] - value)).toBeLessThan(1e-4 * (1 + Math.abs(value))));
  });

  it("keeps no tensor after it is disposed of", async () => {
    const before = tf.memory().numTensors;
    const problem = problemOf({ dropout: 0.2 });
    await curve(problem, makeTfTrainer(problem, session));
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe.each(["tanh", "elu", "sigmoid", "relu"] as const)(
  "makeSparseTrainer against TensorFlow.js itself: %s",
  (activation) => {
    const data = makeSmallData(20, 10, 4);
    const order = Uint32Array.from({ length: 20 }, (_, i) => i);

    /** one batch of all rows, from the same weights on both sides */
    function bothSides(optimizer: MlpOptions["optimizer"]) {
      const options = {
        ...problemOf({}).options,
        activation,
        optimizer,
        target: "as-is",
        l2: 0,
        batchSize: 64,
      } as const;
      const problem = makeTrainingProblem(data, options);
      const { state } = drawNetwork(problem.sizes, 20, options);
      const trainer = makeSparseTrainer(problem);
      trainer.writeState(state);
      const shapes = [[10, 7], [7], [7, 5], [5], [5, 1], [1]];
      const variables = state.parameters.map((array, p) => tf.variable(tf.tensor(array, shapes[p])));
      const written = new Float32Array(200);
      data.x.indices.forEach((column, e) => (written[Math.floor(e / 4) * 10 + column] = data.x.values[e]));
      const x = tf.tensor2d(written, [20, 10]);
      const y = tf.tensor2d(Float32Array.from(data.y), [20, 1]);
      const loss = () => {
        let h = x;
        for (let l = 0; l < 3; l++) {
          h = tf.add(tf.matMul(h, variables[2 * l] as Tf.Tensor2D), variables[2 * l + 1]);
          if (l < 2) h = tf[activation](h);
        }
        return tf.mul(tf.mean(tf.square(tf.sub(h, y))), 0.5) as Tf.Scalar;
      };
      return { state, trainer, variables, loss };
    }

    it("has the gradients it derives", async () => {
      const { state, trainer, variables, loss } = bothSides("sgd");
      // from a standstill, one step at rate 1 is 1 + momentum times the gradient
      await trainer.epoch({ epoch: 0, rate: 1, order });
      const moved = await trainer.readParameters();
      const { grads } = tf.variableGrads(loss);
      for (const [p, variable] of variables.entries()) {
        const expected = await grads[variable.name].data();
        expected.forEach((gradient, k) => {
          expect(Math.abs((state.parameters[p][k] - moved[p][k]) / (1 + MOMENTUM) - gradient)).toBeLessThan(1e-6);
        });
      }
    });

    it("moves as its Adam does", async () => {
      const { trainer, variables, loss } = bothSides("adam");
      const adam = tf.train.adam(0.01, 0.9, 0.999, 1e-8);
      for (let epoch = 0; epoch < 5; epoch++) {
        await trainer.epoch({ epoch, rate: 0.01, order });
        // its epsilon stands inside of the bias correction, ours (the paper's section 2, and scikit-learn's) outside
        Object.assign(adam, { epsilon: ADAM.epsilon / Math.sqrt(1 - ADAM.beta2 ** (epoch + 1)) });
        adam.minimize(loss);
      }
      const found = await trainer.readParameters();
      for (const [p, variable] of variables.entries()) {
        const expected = await variable.data();
        expected.forEach((value, k) => expect(Math.abs(found[p][k] - value)).toBeLessThan(2e-5));
      }
    });
  },
);
