import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";

/**
 * The measured width of an element in whole px, 0 before it is known; follows its resizing. The observer tells the first
 * width too, after the browser has laid the page out by itself: asking at once would have it laid out within our task.
 */
export function useWidth<T extends Element>(): readonly [RefObject<T | null>, number] {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
