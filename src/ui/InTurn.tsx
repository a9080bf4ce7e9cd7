import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { takeTurn } from "./take-turns";

export interface InTurnProps {
  /** px kept free until then, so that little moves */
  readonly height?: number;
  readonly children: ReactNode;
}

/** Mounts what it holds in a task of its own, so that a cell with much to show does not hold the page up. */
export function InTurn({ height = 0, children }: InTurnProps): ReactNode {
  const [isMounted, setMounted] = useState(false);
  useEffect(() => takeTurn(() => setMounted(true)), []);
  return isMounted ? children : <div style={{ minHeight: height }} />;
}
