import { isAbort } from "../../core/errors";

export interface LatestOnly<T> {
  /** Starts at once, or as soon as what is under way has ended; then only the last one pushed. */
  push(input: T): void;
  /** Nothing is answered any more. */
  stop(): void;
}

/**
 * Answers the latest of many quick questions, one at a time. A newer one aborts the one under way and waits until it has
 * ended, so that no more than one is ever in flight; answers to older ones are dropped.
 */
export function makeLatestOnly<T, R>(
  work: (input: T, signal: AbortSignal) => Promise<R>,
  onAnswer: (answer: R, input: T) => void,
  onError: (thrown: unknown, input: T) => void,
): LatestOnly<T> {
  let current: AbortController | null = null;
  let waiting: { readonly input: T } | null = null;
  let stopped = false;

  async function start(input: T): Promise<void> {
    const controller = new AbortController();
    current = controller;
    try {
      const answer = await work(input, controller.signal);
      if (!controller.signal.aborted) onAnswer(answer, input);
    } catch (thrown) {
      if (!controller.signal.aborted && !isAbort(thrown)) onError(thrown, input);
    }
    current = null;
    const next = waiting;
    waiting = null;
    if (next && !stopped) void start(next.input);
  }

  return {
    push(input) {
      if (stopped) return;
      if (!current) return void start(input);
      waiting = { input };
      current.abort();
    },
    stop() {
      stopped = true;
      waiting = null;
      current?.abort();
    },
  };
}
