/** How long events may wait for others, in milliseconds. 0 hands each on at once. */
export interface Patience<E> {
  /** after the first that waits */
  readonly ms: number;
  /** after the first that waits, where all are such as `canWait` says; `ms` if absent */
  readonly longMs?: number;
  readonly canWait?: (event: E) => boolean;
}

/**
 * Hands events on together: each time that the page hears of some it draws a frame, which costs the workers more time than
 * the drawing of several things at once.
 */
export function gatherEvents<E>(
  { ms, longMs = ms, canWait = () => false }: Patience<E>,
  hear: (event: E) => void,
): { readonly add: (event: E) => void; readonly flush: () => void } {
  let waiting: E[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let due = Infinity;
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    due = Infinity;
    const ready = waiting;
    waiting = [];
    ready.forEach(hear);
  };
  return {
    add(event) {
      waiting.push(event);
      if (ms === 0) return flush();
      const now = performance.now();
      const then = now + (canWait(event) ? longMs : ms);
      if (then >= due) return;
      if (timer !== null) clearTimeout(timer);
      due = then;
      timer = setTimeout(flush, then - now);
    },
    flush,
  };
}
