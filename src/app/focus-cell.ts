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
  const { top } = element.getBoundingClientRect();
  if (top < 48 || top > innerHeight - 120) element.scrollIntoView({ block: "start" });
}

/** After React has drawn what was just changed. */
export function focusCellSoon(cellId: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusCell(cellId)));
}
