import { DataError } from "../../errors";
import type { JobContext } from "../../job";
import type { History } from "../model";
import { learningRate } from "./learning-rate";
import type { MlpModel } from "./mlp-model";
import { drawNetwork } from "./network-state";
import type { NetworkState } from "./network-state";
import type { EpochLoss, NetworkTrainer } from "./network-trainer";
import type { TrainingProblem } from "./training-problem";

/** Where a training stood after an epoch, free of any backend: enough to go on, on another one if need be. */
export interface Checkpoint {
  /** epochs done */
  readonly epoch: number;
  readonly state: NetworkState;
  readonly points: readonly EpochPoint[];
  readonly best: BestEpoch | null;
}

export type EpochPoint = Readonly<Record<string, number>>;

interface BestEpoch {
  /** index into the points */
  readonly index: number;
  readonly loss: number;
  readonly parameters: readonly Float32Array[];
  /** epochs since the last gain worth counting, and the loss that gain reached */
  readonly wait: number;
  readonly mark: number;
}

export interface LoopContext extends JobContext {
  readonly resume?: Checkpoint;
  /** after every epoch; what it is given is not changed later */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
  /** awaited between epochs, for a thread that wants to take other tasks now and then */
  readonly pause?: () => Promise<void>;
}

/** A smaller part of the loss than this is no gain. */
const GAIN = 1e-4;

/**
 * Trains for the epochs the options ask for, on whichever backend `trainer` is: order of the rows, learning rates,
 * early stopping, progress and checkpoints are the same on all of them.
 *
 * With early stopping the parameters of the epoch with the lowest validation loss are kept, and training ends after
 * `patience` epochs in which that loss did not fall by a ten-thousandth; without a validation part the training loss
 * is watched instead. Points hold `epoch` (from 1), `train` and `validation`: root mean squared error in the target's
 * own unit, or cross-entropy. `train` is summed while the weights move.
 *
 * @throws {DataError} "not-finite" when the loss is no longer a number: the learning rate is too large
 */
export async function trainNetwork(
  problem: TrainingProblem,
  trainer: NetworkTrainer,
  context: LoopContext = {},
): Promise<{ model: MlpModel; history: History }> {
  const { options } = problem;
  const draws = drawNetwork(problem.sizes, problem.train.x.rows, options);
  const points: EpochPoint[] = [...(context.resume?.points ?? [])];
  let best = context.resume?.best ?? null;
  let epoch = context.resume?.epoch ?? 0;
  for (let e = 0; e < epoch; e++) draws.nextOrder();
  trainer.writeState(context.resume?.state ?? draws.state);

  let stopped = `all ${options.epochs} epochs done`;
  for (; epoch < options.epochs; epoch++) {
    if (options.earlyStopping && best && best.wait >= options.patience) {
      stopped = `no gain on the ${watched(problem)} part for ${options.patience} epochs`;
      break;
    }
    context.signal?.throwIfAborted();
    const rate = learningRate(options, epoch);
    const train = await trainer.epoch({ epoch, rate, order: draws.nextOrder(), signal: context.signal });
    const validation = problem.validation ? await trainer.validate() : null;
    const loss = (validation ?? train).loss;
    if (!Number.isFinite(loss) || !Number.isFinite(train.loss)) throw diverged(epoch, options.learningRate);

    points.push(pointOf(epoch, train, validation));
    if (options.earlyStopping) best = await judge(best, loss, points.length - 1, trainer);
    context.onCheckpoint?.({ epoch: epoch + 1, state: await trainer.readState(), points: [...points], best });
    context.onProgress?.({ done: epoch + 1, total: options.epochs, unit: "epochs", point: points.at(-1)! });
    await context.pause?.();
  }

  const parameters = best ? best.parameters : await trainer.readParameters();
  const history: History = {
    unit: "epoch",
    points,
    ...(best ? { best: best.index } : {}),
    stopped: best && best.index < points.length - 1 ? `${stopped}; weights of epoch ${best.index + 1} kept` : stopped,
  };
  return { model: modelOf(problem, parameters), history };
}

async function judge(best: BestEpoch | null, loss: number, index: number, trainer: NetworkTrainer): Promise<BestEpoch> {
  const gained = best === null || loss < best.mark * (1 - GAIN);
  const wait = gained ? 0 : best.wait + 1;
  const mark = gained ? loss : best.mark;
  if (best && loss >= best.loss) return { ...best, wait, mark };
  return { index, loss, parameters: await trainer.readParameters(), wait, mark };
}

function pointOf(epoch: number, train: EpochLoss, validation: EpochLoss | null): EpochPoint {
  return { epoch: epoch + 1, train: train.error, ...(validation ? { validation: validation.error } : {}) };
}

function watched(problem: TrainingProblem): string {
  return problem.validation ? "validation" : "training";
}

function diverged(epoch: number, rate: number): DataError {
  return new DataError(
    "not-finite",
    `the loss must stay a finite number, but is not after epoch ${epoch + 1}: try a learning rate below ${rate}, or a standardised target`,
    { epoch: epoch + 1 },
  );
}

function modelOf(problem: TrainingProblem, parameters: readonly Float32Array[]): MlpModel {
  const { sizes, task, classCount, options, target } = problem;
  const layers = sizes.slice(1).map((outSize, l) => ({
    weights: parameters[2 * l],
    bias: parameters[2 * l + 1],
    inSize: sizes[l],
    outSize,
  }));
  return { task, classCount, activation: options.activation, layers, target };
}
