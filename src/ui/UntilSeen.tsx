import { useCallback, useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { useIsBusy } from "./busy";
import { takeTurn } from "./take-turns";
import { useNearView } from "./use-near-view";

/** So long it has to be in view: what is above may still be on its way and push it down. */
const SEEN_MS = 100;

export interface UntilSeenProps {
  /** px kept free, so that little moves */
  readonly height: number;
  /** What is out of view is mounted all the same once nothing has run for so long. */
  readonly quietMs: number;
  /** Called in a task of its own; must stay the same function. */
  readonly onSeen: () => void;
}

/**
 * Keeps the place of what is to be mounted once it comes into view, or once the cores have nothing better to do: a large
 * table below the screen is not to be drawn while stages run.
 */
export function UntilSeen({ height, quietMs, onSeen }: UntilSeenProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const isSeen = useNearView(box, 0);
  const isBusy = useIsBusy();
  useEffect(() => {
    if (!isSeen && isBusy) return;
    let takeBack = (): void => {};
    const timer = setTimeout(() => (takeBack = takeTurn(onSeen)), isSeen ? SEEN_MS : quietMs);
    return () => {
      clearTimeout(timer);
      takeBack();
    };
  }, [isSeen, isBusy, quietMs, onSeen]);
  return <div ref={box} style={{ minHeight: height }} />;
}

/** Mounts what it holds as {@link UntilSeen} says, and keeps it from then on. */
export function WhenSeen({
  children,
  ...place
}: Omit<UntilSeenProps, "onSeen"> & { readonly children: ReactNode }): ReactNode {
  const [isShown, setShown] = useState(false);
  const show = useCallback(() => setShown(true), []);
  return isShown ? children : <UntilSeen {...place} onSeen={show} />;
}
