import type { AbortSignalLike } from "../executor";

export interface Deadline {
  readonly signal: AbortSignalLike;
  clear(): void;
}

declare const AbortController: new () => { readonly signal: AbortSignalLike; abort(reason?: unknown): void };
declare function setTimeout(callback: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Aborts with `signal`, and after `ms` where there is an end. */
export function makeDeadline(signal: AbortSignalLike, ms: number | null): Deadline {
  const controller = new AbortController();
  const stop = () => controller.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  const timer = ms === null ? null : setTimeout(() => controller.abort(), Math.max(0, ms));
  return {
    signal: controller.signal,
    clear() {
      signal.removeEventListener("abort", stop);
      if (timer !== null) clearTimeout(timer);
    },
  };
}
