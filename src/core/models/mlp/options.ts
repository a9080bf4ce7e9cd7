import type { OptionSpecs, OptionsOf } from "../../options";
import { SEED_OPTION } from "../seed-option";

/** Names and defaults of scikit-learn's MLPRegressor where it has one; backends are TensorFlow.js's. */
export const MLP_OPTIONS = {
  hiddenLayers: {
    kind: "integers",
    default: [100, 50],
    min: 1,
    max: 4096,
    maxLength: 6,
    label: "Hidden layers",
    help: "Widths, first to last, such as 100, 50.",
  },
  activation: {
    kind: "choice",
    default: "relu",
    label: "Activation",
    help: "Of the hidden layers.",
    choices: [
      { value: "relu", label: "ReLU" },
      { value: "tanh", label: "tanh" },
      { value: "sigmoid", label: "sigmoid" },
      { value: "elu", label: "ELU" },
    ],
  },
  dropout: {
    kind: "number",
    default: 0,
    min: 0,
    max: 0.9,
    label: "Dropout",
    help: "Share of each hidden layer left out at every step.",
    search: { low: 0, high: 0.5 },
  },
  l2: {
    kind: "number",
    default: 0.0001,
    min: 0,
    max: 10,
    label: "L2 penalty",
    help: "On the weights (alpha).",
    search: { low: 1e-6, high: 0.1, log: true },
  },
  optimizer: {
    kind: "choice",
    default: "adam",
    label: "Optimiser",
    help: "Adam, or plain gradient descent with momentum 0.9.",
    choices: [
      { value: "adam", label: "Adam" },
      { value: "sgd", label: "SGD" },
    ],
  },
  learningRate: {
    kind: "number",
    default: 0.001,
    min: 0,
    above: true,
    max: 10,
    label: "Learning rate",
    help: "Size of the first steps.",
    search: { low: 1e-4, high: 0.03, log: true },
  },
  schedule: {
    kind: "choice",
    default: "constant",
    label: "Schedule",
    help: "How the learning rate changes over the epochs.",
    advanced: true,
    choices: [
      { value: "constant", label: "constant" },
      { value: "cosine", label: "cosine to zero" },
      { value: "step", label: "halved each tenth" },
    ],
  },
  batchSize: { kind: "integer", default: 200, min: 1, max: 65536, label: "Batch size", unit: "rows", help: "Rows per step." },
  epochs: { kind: "integer", default: 200, min: 1, max: 10_000, label: "Most epochs", help: "Passes over the training rows." },
  earlyStopping: {
    kind: "boolean",
    default: true,
    label: "Early stopping",
    help: "Stop when the validation part gains nothing, and keep the best weights.",
  },
  patience: {
    kind: "integer",
    default: 10,
    min: 1,
    max: 1000,
    label: "Patience",
    unit: "epochs",
    help: "Epochs without a gain before stopping.",
    when: { option: "earlyStopping", is: [true] },
  },
  loss: {
    kind: "choice",
    default: "squared",
    label: "Loss",
    help: "Huber counts large errors less. Classification always uses cross-entropy.",
    choices: [
      { value: "squared", label: "squared" },
      { value: "huber", label: "Huber" },
    ],
  },
  target: {
    kind: "choice",
    default: "standardised",
    label: "Target",
    help: "How the target is put to the network. Metrics are always in the target's own unit.",
    choices: [
      { value: "as-is", label: "as it is" },
      { value: "standardised", label: "standardised" },
      { value: "log1p", label: "ln(1 + target)" },
    ],
  },
  backend: {
    kind: "choice",
    default: "auto",
    label: "Backend",
    help: "Auto measures each on this shape and takes the fastest that agrees with the CPU.",
    choices: [
      { value: "auto", label: "fastest that is right" },
      { value: "webgpu", label: "WebGPU" },
      { value: "webgl", label: "WebGL" },
      { value: "wasm", label: "WebAssembly" },
      { value: "cpu", label: "TensorFlow.js CPU" },
      { value: "sparse", label: "sparse CPU (typed arrays)" },
    ],
  },
  seed: SEED_OPTION,
} as const satisfies OptionSpecs;

export type MlpOptions = OptionsOf<typeof MLP_OPTIONS>;
