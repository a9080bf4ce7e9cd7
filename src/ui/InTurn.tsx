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

export interface EachInTurnProps<T> {
  readonly of: T;
  /** px kept free until the first turn */
  readonly height?: number;
  readonly children: (value: T) => ReactNode;
}

/** Draws each new `of` in a task of its own; what was drawn before stays until then. */
export function EachInTurn<T>({ of, height = 0, children }: EachInTurnProps<T>): ReactNode {
  const [drawn, setDrawn] = useState<{ readonly value: T } | null>(null);
  useEffect(() => takeTurn(() => setDrawn({ value: of })), [of]);
  return drawn ? children(drawn.value) : <div style={{ minHeight: height }} />;
}
