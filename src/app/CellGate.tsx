import { useEffect, useMemo } from "react";
import type { ReactNode } from "react";
import { SeenThrough, useNotebookItself } from "../cells/use-notebook";
import { makeCellGate } from "../notebook/cell-gate";
import type { Notebook } from "../notebook/notebook-store";
import { isBusyNow, onBusyChange } from "../ui/busy";
import { takeTurn } from "../ui/take-turns";
import { cellElementId } from "./focus-cell";
import { makeHold } from "./hold-away";

export interface CellGateProps {
  readonly cellId: string;
  readonly children?: ReactNode;
}

/**
 * Around one cell: what the engine tells reaches it in a task of its own. A cell that is out of view and without the focus
 * waits, above all while stages run: each change of a cell is a frame, for which the run's workers give up a core.
 */
export function CellGate({ cellId, children }: CellGateProps) {
  const notebook = useNotebookItself();
  const { gate, watch } = useMemo(() => gateOf(cellId, notebook), [cellId, notebook]);
  useEffect(watch, [watch]);
  return <SeenThrough gate={gate}>{children}</SeenThrough>;
}

/** px above and below the screen that count as in view: what is about to be scrolled to is up to date. */
const MARGIN = 200;

function gateOf(cellId: string, notebook: Notebook) {
  const findElement = () => document.getElementById(cellElementId(cellId));
  let isNear = true;
  const held = makeHold({
    isLookedAt: () => isNear || (findElement()?.contains(document.activeElement) ?? false),
    isBusy: isBusyNow,
    takeTurn,
  });
  const watch = () => {
    const element = findElement();
    const observer = new IntersectionObserver(
      (entries) => {
        isNear = entries[entries.length - 1].isIntersecting;
        if (isNear) held.release();
      },
      { rootMargin: `${MARGIN}px 0px` },
    );
    if (element) observer.observe(element);
    const stop = onBusyChange(held.onBusyChange);
    return () => {
      observer.disconnect();
      stop();
      held.stop();
    };
  };
  return { gate: makeCellGate(notebook, held), watch };
}
