import { useState } from "react";

/** Counts up whenever `value` is another one, by identity: a short key for what a large object says. */
export function useVersion(value: unknown): number {
  const [held, setHeld] = useState({ value, count: 0 });
  if (held.value === value) return held.count;
  const next = { value, count: held.count + 1 };
  setHeld(next);
  return next.count;
}
