import { invariant } from "../core/errors";
import { MEMORY_SHELF, resolveShared } from "./executor";
import type { Executor } from "./executor";
import { TASKS } from "./tasks";
import type { TaskFunction } from "./tasks";

/** Runs every task on this thread, one after the other: for tests, and the reference the pool is compared with. */
export function makeInProcessExecutor(): Executor {
  const shared = new Map<string, unknown>();
  let keys = 0;
  return {
    workers: 1,
    sharesMemory: true,
    run: async (name, args, context) => {
      context?.signal?.throwIfAborted();
      const task = TASKS[name] as unknown as TaskFunction;
      return (await task(
        resolveShared(args, (key) => {
          invariant(shared.has(key), `no shared value ${key}`);
          return shared.get(key);
        }),
        {
          ...(context?.signal && { signal: context.signal }),
          ...(context?.onProgress && { onProgress: context.onProgress }),
        },
      )) as never;
    },
    share: (value) => {
      const sharedKey = `s${keys++}`;
      shared.set(sharedKey, value);
      return { sharedKey };
    },
    release: async ({ sharedKey }) => void shared.delete(sharedKey),
    allocate: (bytes) => new ArrayBuffer(bytes),
    collect: () => Promise.resolve(),
    makeShelf: () => MEMORY_SHELF,
  };
}
