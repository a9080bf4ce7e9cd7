import { useEffect, useRef, useState } from "react";
import { isAbort } from "../core/errors";

export interface Loaded<T> {
  /** the last that came, also while the next is on its way */
  readonly value: T | null;
  readonly loading: boolean;
  readonly error: Error | null;
}

/**
 * What `load` answers for `key`, asked again whenever the key changes; null asks for nothing. Answers to an older key are
 * dropped. A value belongs to the key it was asked for, so where an old one would mislead, look at `loading`.
 */
export function useLoaded<T>(key: string | null, load: () => Promise<T>, delayMs = 0): Loaded<T> {
  const [state, setState] = useState<{ key: string | null; value: T | null; error: Error | null }>({
    key: null,
    value: null,
    error: null,
  });
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  useEffect(() => {
    if (key === null) return;
    let current = true;
    const timer = setTimeout(async () => {
      try {
        const value = await latest.current();
        if (current) setState({ key, value, error: null });
      } catch (thrown) {
        if (!current || isAbort(thrown)) return;
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        setState((old) => ({ key, value: old.value, error }));
      }
    }, delayMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [key, delayMs]);
  if (key === null) return { value: null, loading: false, error: null };
  return { value: state.value, loading: state.key !== key, error: state.key === key ? state.error : null };
}
