import { proxy, releaseProxy, wrap } from "comlink";
import type { Progress } from "../core/job";
import type { TrainNetwork } from "../pipeline/stages/stage-run";
import type { WorkerHandle } from "./pool";
import type { TrainingWorkerApi } from "./training/training-worker";
import { abortError, crashError } from "./wire-errors";

/**
 * Trains in a worker of its own, started for the first network (TensorFlow.js is not loaded before) and kept for the
 * next. Cancelling terminates it: nothing of it is needed any more.
 */
export function makeTraining(spawn: () => WorkerHandle): {
  readonly trainNetwork: TrainNetwork;
  readonly compareBackends: () => Promise<unknown>;
} {
  let current: {
    handle: WorkerHandle;
    api: ReturnType<typeof wrap<TrainingWorkerApi>>;
    crashed: Promise<never>;
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
    return { handle, api, crashed };
  }

  function stop(): void {
    if (!current) return;
    current.api[releaseProxy]();
    current.handle.terminate();
    current = null;
  }

  const trainNetwork: TrainNetwork = async (data, options, { signal, onProgress }) => {
    signal?.throwIfAborted();
    current ??= start();
    const { api, crashed } = current;
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
      return await Promise.race([api.train(data, options, report), aborted, crashed]);
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
