import { useEffect, useState } from "react";

/**
 * `value` as it was when the last frame was drawn: what repeats elsewhere on the page what has just changed is drawn a
 * frame after it, so that neither holds the page up.
 */
export function useAFrameLater<T>(value: T): T {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setShown(value), 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return shown;
}
