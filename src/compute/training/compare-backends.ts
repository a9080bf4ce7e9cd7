import { predictMlp } from "../../core/models/mlp/predict";
import { makeSparseTrainer } from "../../core/models/mlp/sparse-trainer";
import { BACKENDS } from "./backends";
import type { BackendName } from "./backends";
import { AGREES_WITHIN, difference, SMALL_PROBLEM, trainSmall } from "./check-agreement";
import type { Outcome } from "./check-agreement";
import { messageOf } from "./probe-backends";
import { makeSmallData, SMALL_OPTIONS } from "./small-problem";
import { openTfSession } from "./tf-session";
import { makeTfTrainer } from "./tf-trainer";
import { trainMlp } from "./train-mlp";

export interface BackendComparison {
  readonly backend: BackendName;
  /** it trains here, agrees with every other backend that does, and a training survives its loss */
  readonly ok: boolean;
  /** in words, what is wrong; empty when nothing is */
  readonly reason: string;
  /** root mean squared error of the first epoch of a small network, as this backend summed it */
  readonly loss: number | null;
  /** largest relative difference, in predictions or loss after that epoch, from any other backend that trains here */
  readonly agreesWithin: number | null;
  /** the same for a training whose device was taken away half way, against one left alone; null for the typed arrays */
  readonly resumesWithin: number | null;
}

/** Trains the same small network on every backend and compares: what the page offers as a self-test. */
export async function compareBackends(): Promise<BackendComparison[]> {
  const outcomes = new Map<BackendName, Outcome>();
  const failures = new Map<BackendName, string>();
  for (const backend of BACKENDS) {
    try {
      outcomes.set(backend, await outcomeOn(backend));
    } catch (thrown) {
      failures.set(backend, messageOf(thrown));
    }
  }
  const comparisons: BackendComparison[] = [];
  for (const backend of BACKENDS) {
    const mine = outcomes.get(backend);
    if (!mine) {
      const reason = `not available: ${failures.get(backend)}`;
      comparisons.push({ backend, ok: false, reason, loss: null, agreesWithin: null, resumesWithin: null });
      continue;
    }
    const agreesWithin = Math.max(...[...outcomes.values()].map((other) => difference(mine, other)));
    const resumesWithin = backend === "sparse" ? null : await resumeDifference(backend);
    const wrong = [
      agreesWithin <= AGREES_WITHIN ? "" : `${agreesWithin.toExponential(1)} away from another backend`,
      resumesWithin === null || resumesWithin <= AGREES_WITHIN
        ? ""
        : `${resumesWithin.toExponential(1)} off after a lost device`,
    ];
    const reason = wrong.filter(Boolean).join("; ");
    comparisons.push({ backend, ok: reason === "", reason, loss: mine.loss, agreesWithin, resumesWithin });
  }
  return comparisons;
}

async function outcomeOn(backend: BackendName): Promise<Outcome> {
  if (backend === "sparse") return trainSmall(makeSparseTrainer(SMALL_PROBLEM));
  const session = await openTfSession(backend);
  try {
    const trainer = makeTfTrainer(SMALL_PROBLEM, session);
    const outcome = await trainSmall(trainer);
    trainer.dispose();
    return outcome;
  } finally {
    session.close();
  }
}

/** Loses the device of `backend` after two of four epochs. */
async function resumeDifference(backend: BackendName): Promise<number> {
  const data = makeSmallData(90, 60, 6);
  const options = { ...SMALL_OPTIONS, epochs: 4, backend };
  const whole = await trainMlp(data, { ...options, backend: "sparse" });
  const broken = await trainMlp(data, options, {}, { afterEpoch: 2 });
  const outcome = ({ model, history }: typeof whole): Outcome => ({
    predictions: predictMlp(model, data.x),
    loss: history.points.at(-1)!.train,
  });
  // without the note it was never lost, and nothing was rehearsed
  return broken.history.facts?.["lost device"] === undefined ? Infinity : difference(outcome(broken), outcome(whole));
}
