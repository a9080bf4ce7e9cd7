import { proxy, releaseProxy, wrap } from "comlink";
import type { Progress } from "../core/job";
import type { TrainNetwork } from "../pipeline/stages/stage-run";
import type { WorkerHandle } from "./pool";
import type { TrainingWorkerApi } from "./training/training-worker";
import { makeStopFlag, raise } from "./stop-flag";
import { abortError, crashError } from "./wire-errors";

/**
 * Trains in a worker of its own, started for the first network (TensorFlow.js is not loaded before) and kept for the
 * next. Cancelling terminates it: nothing of it is needed any more.
 */
export function makeTraining(
  spawn: () => WorkerHandle,
  canShare: boolean,
): {
  readonly trainNetwork: TrainNetwork;
  readonly compareBackends: () => Promise<unknown>;
} {
  let current: {
    handle: WorkerHandle;
    api: ReturnType<typeof wrap<TrainingWorkerApi>>;
    crashed: Promise<never>;
    /** where memory is shared: tells the training under way to stop by itself */
    stopFlag: Int32Array | null;
  } | null = null;

  function start() {
    const handle = spawn();
    const api = wrap<TrainingWorkerApi>(handle.endpoint);
    const crashed = new Promise<never>((_, reject) => {
      handle.onCrash((message) => {
        stop();
        reject(crashError(message));
      });
    });
    crashed.catch(() => undefined);
    return { handle, api, crashed, stopFlag: makeStopFlag(canShare) };
  }

  function stop(): void {
    if (!current) return;
    current.api[releaseProxy]();
    raise(current.stopFlag);
    current.handle.terminate();
    current = null;
  }

  const trainNetwork: TrainNetwork = async (data, options, { signal, onProgress }) => {
    signal?.throwIfAborted();
    current ??= start();
    const { api, crashed, stopFlag } = current;
    let onAbort = () => {};
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => {
        stop();
        reject(abortError());
      };
      signal?.addEventListener("abort", onAbort);
    });
    const report = proxy((progress: Progress) => onProgress(progress));
    try {
      return await Promise.race([api.train(data, options, report, stopFlag), aborted, crashed]);
    } finally {
      signal?.removeEventListener("abort", onAbort);
    }
  };
  return {
    trainNetwork,
    compareBackends: () => {
      const { api, crashed } = (current ??= start());
      return Promise.race([api.compareBackends(), crashed]);
    },
  };
}
