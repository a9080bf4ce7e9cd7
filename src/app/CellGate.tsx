import { useEffect, useMemo } from "react";
import type { ReactNode } from "react";
import { SeenThrough, useNotebookItself } from "../cells/use-notebook";
import { makeCellGate } from "../notebook/cell-gate";
import type { Notebook } from "../notebook/notebook-store";
import { isBusyNow, onBusyChange } from "../ui/busy";
import { takeTurn } from "../ui/take-turns";
import { cellElementId } from "./focus-cell";

export interface CellGateProps {
  readonly cellId: string;
  readonly children?: ReactNode;
}

/**
 * Around one cell: what the engine tells reaches it in a task of its own. While stages run, a cell that is out of view and
 * without the focus waits until it comes into view, the run ends, or some seconds have passed: each change of a cell is a
 * frame, for which the run's workers give up a core.
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
  const hasFocus = () => findElement()?.contains(document.activeElement) ?? false;
  let isNear = true;
  let isDue = false;
  const gate = makeCellGate(notebook, { isAway: () => (isBusyNow() || isDue) && !isNear && !hasFocus() });
  const comeBack = () => {
    isDue = false;
    gate.catchUp();
  };
  const watch = () => {
    const element = findElement();
    const observer = new IntersectionObserver(
      (entries) => {
        isNear = entries[entries.length - 1].isIntersecting;
        if (isNear) comeBack();
      },
      { rootMargin: `${MARGIN}px 0px` },
    );
    if (element) observer.observe(element);
    let takeBack = (): void => {};
    const stop = onBusyChange(() => {
      takeBack();
      isDue = !isBusyNow();
      if (isDue) takeBack = takeTurn(comeBack);
    });
    return () => {
      observer.disconnect();
      stop();
      takeBack();
    };
  };
  return { gate, watch };
}
