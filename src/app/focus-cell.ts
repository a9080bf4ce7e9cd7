/** Ids of elements, so that links and focus find cells. */
export function cellElementId(cellId: string): string {
  return `cell-${cellId}`;
}

/** Puts the focus on a cell, or on the field it is being written in, and brings its top into view. */
export function focusCell(cellId: string): void {
  const element = document.getElementById(cellElementId(cellId));
  if (!element) return;
  const field = element.querySelector<HTMLElement>("[data-focus-first]");
  (field ?? element).focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
  keepInView(element);
}

/** After React has drawn what was just changed. */
export function focusCellSoon(cellId: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusCell(cellId)));
}

/** What a person does to look elsewhere. */
const LEAVING = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/** Charts of cells above are drawn when they come into view, and push down what is below them. */
const SETTLES_WITHIN_MS = 1000;

let leave: AbortController | null = null;

function keepInView(element: HTMLElement): void {
  leave?.abort();
  const watch = new AbortController();
  leave = watch;
  for (const type of LEAVING) {
    addEventListener(type, () => watch.abort(), { capture: true, passive: true, signal: watch.signal });
  }
  const until = performance.now() + SETTLES_WITHIN_MS;
  const look = (): void => {
    if (watch.signal.aborted) return;
    const { top } = element.getBoundingClientRect();
    if (top < 48 || top > innerHeight / 2) element.scrollIntoView({ block: "start" });
    if (performance.now() < until) requestAnimationFrame(look);
    else watch.abort();
  };
  look();
}
