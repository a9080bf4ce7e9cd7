/** What undo brings back: a value, the key under which quick edits melt into one step, and when it was left. */
interface Step<T> {
  readonly value: T;
  readonly key: string | null;
  readonly at: number;
}

/** Past and future values around the present one, as a plain value. */
export interface History<T> {
  readonly past: readonly Step<T>[];
  readonly future: readonly T[];
}

export const EMPTY_HISTORY: History<never> = { past: [], future: [] };

const LONGEST = 200;
const QUICK_MS = 1000;

/**
 * `present` is about to be left for a new value. Leaving again under the same key within a second is the same step, so
 * that typing "100" is undone at once; `key` null never melts. Whatever was undone can no longer be redone.
 */
export function record<T>(history: History<T>, present: T, key: string | null, at: number): History<T> {
  const last = history.past.at(-1);
  if (last && key !== null && last.key === key && at - last.at < QUICK_MS && history.future.length === 0) {
    return { past: [...history.past.slice(0, -1), { ...last, at }], future: [] };
  }
  return { past: [...history.past, { value: present, key, at }].slice(-LONGEST), future: [] };
}

/** The value before `present`, or null where there is none. */
export function back<T>(history: History<T>, present: T): { history: History<T>; value: T } | null {
  const last = history.past.at(-1);
  if (!last) return null;
  return { history: { past: history.past.slice(0, -1), future: [present, ...history.future] }, value: last.value };
}

/** The value that was undone last, or null. */
export function forward<T>(history: History<T>, present: T): { history: History<T>; value: T } | null {
  if (history.future.length === 0) return null;
  const [value, ...future] = history.future;
  return { history: { past: [...history.past, { value: present, key: null, at: -Infinity }], future }, value };
}
