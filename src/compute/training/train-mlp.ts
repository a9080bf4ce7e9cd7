import { DataError, isDataError } from "../../core/errors";
import type { JobContext } from "../../core/job";
import type { MlpModel } from "../../core/models/mlp/mlp-model";
import type { NetworkTrainer } from "../../core/models/mlp/network-trainer";
import type { MlpOptions } from "../../core/models/mlp/options";
import { makeSparseTrainer } from "../../core/models/mlp/sparse-trainer";
import { trainNetwork } from "../../core/models/mlp/training-loop";
import type { Checkpoint } from "../../core/models/mlp/training-loop";
import { makeTrainingProblem } from "../../core/models/mlp/training-problem";
import type { TrainingProblem } from "../../core/models/mlp/training-problem";
import type { FitData, History } from "../../core/models/model";
import { BACKEND_LABELS } from "./backends";
import type { BackendName } from "./backends";
import { messageOf, probeBackends, timeText } from "./probe-backends";
import { openTfSession } from "./tf-session";
import { makeTfTrainer } from "./tf-trainer";

export interface TrainingContext extends JobContext {
  /** goes on from here; the data and the options must be those it was made with */
  readonly resume?: Checkpoint;
  /** after every epoch, typed arrays outside any backend */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
  /** awaited between epochs */
  readonly pause?: () => Promise<void>;
}

/** For tests and rehearsals: takes the first backend's device away once so many epochs are done. */
export interface Fault {
  readonly afterEpoch: number;
}

export interface Trained {
  readonly model: MlpModel;
  readonly history: History;
}

/**
 * Trains a network on the backend the options name, or on the fastest that is right. A backend that fails on the way
 * is left, and the training goes on from the last epoch on the next one, ending with the typed arrays, which need no
 * device; `history.facts` says so. Same numbers on all of them, to rounding.
 *
 * @throws {DataError} "backend-failed" when the backend asked for cannot be started or fails before its first epoch is
 *   done; and what `makeTrainingProblem` and `trainNetwork` throw
 */
export async function trainMlp(
  data: FitData,
  options: MlpOptions,
  context: TrainingContext = {},
  fault?: Fault,
): Promise<Trained> {
  const problem = makeTrainingProblem(data, options);
  const { order, reason } = await candidates(data, options, context);
  let checkpoint = context.resume;
  let failure = "";
  const losses: string[] = [];
  for (const backend of order) {
    if (failure) losses.push(`${failure}; went on with ${BACKEND_LABELS[backend]}`);
    const run: Run = {
      problem,
      backend,
      fault: backend === order[0] ? fault : undefined,
      context: {
        ...context,
        resume: checkpoint,
        onCheckpoint:
          backend === "sparse"
            ? context.onCheckpoint
            : (next) => {
                checkpoint = next;
                context.onCheckpoint?.(next);
              },
      },
    };
    try {
      const started = performance.now();
      const from = checkpoint?.epoch ?? 0;
      const { model, history } = await trainOn(run);
      const epochs = history.points.length - from;
      const facts = {
        backend,
        reason,
        ...(epochs > 0 ? { "time an epoch": timeText((performance.now() - started) / epochs) } : {}),
        ...(losses.length > 0 ? { "lost device": losses.join(". ") } : {}),
      };
      return { model, history: { ...history, facts } };
    } catch (thrown) {
      if (!(thrown instanceof BackendFailure)) throw thrown;
      if (options.backend !== "auto" && !checkpoint) throw refused(backend, thrown);
      const at = checkpoint ? `after epoch ${checkpoint.epoch}` : "before its first epoch was done";
      failure = `${BACKEND_LABELS[backend]} failed ${at} (${thrown.message})`;
    }
  }
  throw new DataError("backend-failed", `every backend failed; last: ${failure}`);
}

/** The backends to try in turn, and why the first is the first. */
async function candidates(
  { task, classCount, x }: FitData,
  options: MlpOptions,
  { onProgress, signal }: TrainingContext,
): Promise<{ order: readonly BackendName[]; reason: string }> {
  if (options.backend === "sparse") return { order: ["sparse"], reason: "asked for" };
  if (options.backend !== "auto") return { order: [options.backend, "sparse"], reason: "asked for" };
  onProgress?.({ done: 0, total: options.epochs, unit: "epochs", note: "measuring the backends" });
  const shape = { task, classCount, rows: x.rows, columns: x.columns, entries: x.indices.length };
  const { results, choice, reason } = await probeBackends(shape, options);
  signal?.throwIfAborted();
  const rest = results
    .filter(({ ok, backend, atLeast }) => ok && !atLeast && backend !== choice && backend !== "sparse")
    .toSorted((a, b) => a.msPerEpoch! - b.msPerEpoch!)
    .map(({ backend }) => backend);
  return { order: choice === "sparse" ? ["sparse"] : [choice, ...rest, "sparse"], reason };
}

interface Run {
  readonly problem: TrainingProblem;
  readonly backend: BackendName;
  readonly context: TrainingContext;
  readonly fault?: Fault;
}

/** @throws {BackendFailure} when it is the backend that failed, and not the data or the caller */
async function trainOn({ problem, backend, context, fault }: Run): Promise<Trained> {
  if (backend === "sparse") {
    // no device to lose: no copy of the state is made unless the caller wants one
    return trainNetwork(problem, makeSparseTrainer(problem), context);
  }
  const session = await openTfSession(backend).catch((thrown: unknown) => {
    throw new BackendFailure(messageOf(thrown));
  });
  let trainer: NetworkTrainer | undefined;
  try {
    trainer = makeTfTrainer(problem, session);
    return await trainNetwork(problem, trainer, {
      ...context,
      onCheckpoint: (checkpoint) => {
        context.onCheckpoint?.(checkpoint);
        if (checkpoint.epoch === fault?.afterEpoch) session.lose();
      },
    });
  } catch (thrown) {
    context.signal?.throwIfAborted();
    const lost = session.lost();
    if (lost === null && isDataError(thrown)) throw thrown;
    throw new BackendFailure(lost ?? messageOf(thrown));
  } finally {
    trainer?.dispose();
    session.close();
  }
}

class BackendFailure extends Error {}

function refused(backend: BackendName, thrown: BackendFailure): DataError {
  return new DataError(
    "backend-failed",
    `${BACKEND_LABELS[backend]} does not work here (${thrown.message}): choose the backend "auto", or another one`,
    { backend },
  );
}
