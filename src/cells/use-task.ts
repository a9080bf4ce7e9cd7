import { useCallback, useEffect, useRef, useState } from "react";
import { isAbort } from "../core/errors";

export interface Task<A extends readonly unknown[]> {
  readonly busy: boolean;
  /** what the last one failed with; a cancelled one did not fail */
  readonly error: Error | null;
  run(...args: A): Promise<void>;
  cancel(): void;
  clear(): void;
}

/** Work that a person starts from a cell: the latest call wins, its failure is kept for the cell to show. */
export function useTask<A extends readonly unknown[]>(
  work: (signal: AbortSignal, ...args: A) => Promise<unknown>,
): Task<A> {
  const [state, setState] = useState<{ busy: boolean; error: Error | null }>({ busy: false, error: null });
  const controller = useRef<AbortController | null>(null);
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(() => () => controller.current?.abort(), []);

  const run = useCallback(async (...args: A) => {
    controller.current?.abort();
    const mine = new AbortController();
    controller.current = mine;
    setState({ busy: true, error: null });
    let error: Error | null = null;
    try {
      await latest.current(mine.signal, ...args);
    } catch (thrown) {
      if (!isAbort(thrown)) error = thrown instanceof Error ? thrown : new Error(String(thrown));
    }
    if (controller.current !== mine) return;
    controller.current = null;
    setState({ busy: false, error });
  }, []);

  const cancel = useCallback(() => {
    controller.current?.abort();
    controller.current = null;
    setState({ busy: false, error: null });
  }, []);
  const clear = useCallback(() => setState((old) => ({ ...old, error: null })), []);
  return { ...state, run, cancel, clear };
}
