import { useEffect, useRef, useState } from "react";

/** `value`, but at most one change in `everyMs` while that is above 0: a chart need not follow every step of a training. */
export function useThrottled<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  useEffect(() => {
    if (everyMs <= 0) return;
    const timer = setInterval(() => setShown(latest.current), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return everyMs > 0 ? shown : value;
}
