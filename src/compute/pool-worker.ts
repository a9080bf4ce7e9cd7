import { expose, transfer } from "comlink";
import { invariant } from "../core/errors";
import type { Progress, Signal } from "../core/job";
import { resolveShared } from "../pipeline/executor";
import { TASKS } from "../pipeline/tasks";
import type { TaskArgs, TaskFunction, TaskName } from "../pipeline/tasks";
import { bytesOfPlain } from "../pipeline/plain-bytes";
import { collectGarbage, WORTH_COLLECTING } from "./collect-garbage";
import { givingWay } from "./right-of-way";
import { signalOf } from "./stop-flag";
import { thinned } from "./thin-progress";
import { allocateShared, buffersOf, moveToShared } from "./transfer";
import { installWireErrors } from "./wire-errors";

export interface RunOptions {
  /** whether anyone listens to progress */
  readonly reports: boolean;
  /** answer in shared memory; never asked for where there is none */
  readonly shareResult: boolean;
  /** what the task asks memory for lies in shared memory */
  readonly shareAllocated: boolean;
}

/** What a pool worker answers to. */
export function makePoolWorkerApi() {
  const shared = new Map<string, unknown>();
  let report: ((progress: Progress) => void) | null = null;
  let signal: Signal | null = null;
  return {
    /**
     * `stop` turns 1 when this worker is about to be terminated, and `rightOfWay` tells until when the page draws; null
     * where memory is not shared.
     */
    listen(onProgress: (progress: Progress) => void, stop: Int32Array | null, rightOfWay: Int32Array | null): void {
      report = onProgress;
      signal = stop && givingWay(signalOf(stop), rightOfWay);
    },
    share(key: string, value: unknown): void {
      shared.set(key, value);
    },
    forget(key: string): void {
      shared.delete(key);
    },
    collect(): void {
      void collectGarbage();
    },
    async run(
      name: TaskName,
      args: TaskArgs<TaskName>,
      { reports, shareResult, shareAllocated }: RunOptions,
    ): Promise<unknown> {
      // Short tasks never ask whether to go on; they give way to the page before they begin.
      signal?.throwIfAborted();
      const onProgress = thinned((progress) => report?.(progress));
      const resolved = resolveShared(args, (key) => {
        invariant(shared.has(key), `no shared value ${key}`);
        return shared.get(key);
      });
      const result = await (TASKS[name] as unknown as TaskFunction)(resolved, {
        ...(signal && { signal }),
        ...(reports && { onProgress }),
        ...((shareResult || shareAllocated) && { allocate: allocateShared }),
      });
      if (shareResult) {
        const moved = moveToShared(result);
        // What so much was made from is still about.
        if (bytesOfPlain(moved) > WORTH_COLLECTING) void collectGarbage();
        return moved;
      }
      // What a task returns is its own; what it was given stays here for the next task.
      const kept = new Set<ArrayBuffer>();
      for (const value of shared.values()) buffersOf(value, kept);
      return transfer(
        result as object,
        [...buffersOf(result)].filter((buffer) => !kept.has(buffer)),
      );
    },
  };
}

export type PoolWorkerApi = ReturnType<typeof makePoolWorkerApi>;

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  installWireErrors();
  expose(makePoolWorkerApi());
}
