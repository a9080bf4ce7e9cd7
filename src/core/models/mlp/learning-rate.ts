import { assertNever } from "../../errors";
import type { MlpOptions } from "./options";

/**
 * The learning rate of an epoch, counted from 0. "cosine" falls from the full rate towards zero at the last epoch;
 * "step" halves it each tenth of the epochs.
 *
 * @example learningRate({ schedule: "step", learningRate: 0.01, epochs: 20, ... }, 2) // 0.005
 */
export function learningRate(options: Pick<MlpOptions, "schedule" | "learningRate" | "epochs">, epoch: number): number {
  const share = epoch / options.epochs;
  switch (options.schedule) {
    case "constant":
      return options.learningRate;
    case "cosine":
      return (options.learningRate * (1 + Math.cos(Math.PI * share))) / 2;
    case "step":
      return options.learningRate * 0.5 ** Math.floor(share * 10);
    default:
      return assertNever(options.schedule);
  }
}

export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
export const MOMENTUM = 0.9;

/** Adam's rate of step `step`, counted from 1, with both bias corrections in it. */
export function adamRate(rate: number, step: number): number {
  return (rate * Math.sqrt(1 - ADAM.beta2 ** step)) / (1 - ADAM.beta1 ** step);
}
