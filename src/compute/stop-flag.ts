import type { Signal } from "../core/job";
import { abortError } from "./wire-errors";

/**
 * Memory that tells a worker to stop by itself, or null where memory is not shared. Browsers give a terminated worker a while
 * to end what it runs (Chromium two seconds), which keeps a core busy.
 */
export function makeStopFlag(canShare: boolean): Int32Array | null {
  return canShare ? new Int32Array(new SharedArrayBuffer(4)) : null;
}

export function raise(flag: Int32Array | null): void {
  if (flag) Atomics.store(flag, 0, 1);
}

/** For the next job, once the one that was to stop has. */
export function lower(flag: Int32Array | null): void {
  if (flag) Atomics.store(flag, 0, 0);
}

/** The flag as long loops ask it. */
export function signalOf(flag: Int32Array): Signal {
  const isRaised = () => Atomics.load(flag, 0) !== 0;
  return {
    get aborted() {
      return isRaised();
    },
    throwIfAborted: () => {
      if (isRaised()) throw abortError();
    },
  };
}
