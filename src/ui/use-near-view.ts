import { useEffect, useState } from "react";
import type { RefObject } from "react";

/** Whether an element is in view or at most `margin` px above or below it. */
export function useNearView(ref: RefObject<Element | null>, margin: number): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!ref.current) return;
    const observer = new IntersectionObserver((entries) => setNear(entries[entries.length - 1].isIntersecting), {
      rootMargin: `${margin}px 0px`,
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref, margin]);
  return isNear;
}
