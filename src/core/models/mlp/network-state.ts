import { makeMt19937 } from "../../random/mt19937";
import type { MlpOptions } from "./options";

/** Everything a training step changes, outside of any backend: enough to go on elsewhere. */
export interface NetworkState {
  /** steps taken so far */
  readonly step: number;
  /** weights and bias of each layer in turn: W1, b1, W2, b2, ... (weights row-major, inputs x outputs) */
  readonly parameters: readonly Float32Array[];
  /** Adam's running mean, or the velocity of plain descent, in the same order */
  readonly first: readonly Float32Array[];
  /** Adam's running square; empty arrays for plain descent */
  readonly second: readonly Float32Array[];
}

/** Widths of the layers from the columns of the matrix to the outputs. */
export function layerSizes(columns: number, options: Pick<MlpOptions, "hiddenLayers">, outputs: number): number[] {
  return [columns, ...options.hiddenLayers, outputs];
}

/** What is drawn from the seed, in scikit-learn's order: first the parameters, then one order of the rows an epoch. */
export interface Draws {
  readonly state: NetworkState;
  /** shuffles the order further and returns it; the array is reused */
  nextOrder(): Uint32Array;
}

/**
 * Uniform Glorot initialisation (Glorot and Bengio, 2010) and shuffles, number for number what scikit-learn's
 * MLPRegressor and MLPClassifier draw from `random_state=seed` when they hold back no validation part of their own.
 */
export function drawNetwork(
  sizes: readonly number[],
  rows: number,
  options: Pick<MlpOptions, "seed" | "activation" | "optimizer">,
): Draws {
  const random = makeMt19937(options.seed);
  const parameters: Float32Array[] = [];
  for (let layer = 1; layer < sizes.length; layer++) {
    const factor = options.activation === "sigmoid" ? 2 : 6;
    const bound = Math.sqrt(factor / (sizes[layer - 1] + sizes[layer]));
    const uniform = () => -bound + 2 * bound * random.float();
    parameters.push(Float32Array.from({ length: sizes[layer - 1] * sizes[layer] }, uniform));
    parameters.push(Float32Array.from({ length: sizes[layer] }, uniform));
  }
  const zeros = () => parameters.map((array) => new Float32Array(array.length));
  const second = options.optimizer === "adam" ? zeros() : parameters.map(() => new Float32Array(0));

  let order = Uint32Array.from({ length: rows }, (_, i) => i);
  let spare = new Uint32Array(rows);
  const positions = new Uint32Array(rows);
  return {
    state: { step: 0, parameters, first: zeros(), second },
    nextOrder() {
      // scikit-learn shuffles fresh positions and takes the last order through them
      for (let i = 0; i < rows; i++) positions[i] = i;
      random.shuffle(positions);
      for (let i = 0; i < rows; i++) spare[i] = order[positions[i]];
      [order, spare] = [spare, order];
      return order;
    },
  };
}
