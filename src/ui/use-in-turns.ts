import { useEffect, useState } from "react";
import { takeTurn } from "./take-turns";

/**
 * How many of `count` items to show: `step` at first, and as many more with every turn until all have been shown once. A
 * table of many controls then mounts in several short tasks; what is added to it later shows at once.
 */
export function useInTurns(count: number, step: number): number {
  const [shown, setShown] = useState(step);
  const isWhole = shown >= count;
  useEffect(() => (isWhole ? undefined : takeTurn(() => setShown((before) => before + step))), [isWhole, shown, step]);
  const [wasWhole, setWasWhole] = useState(false);
  if (isWhole && count > 0 && !wasWhole) setWasWhole(true);
  return wasWhole ? count : Math.min(shown, count);
}
