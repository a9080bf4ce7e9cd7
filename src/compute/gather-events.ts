/**
 * Hands events on together: each time that the page hears of some it draws a frame, which costs the workers more time than
 * the drawing of several things at once. `patience` says how long an event may wait, in milliseconds; the first to run out of it
 * takes the others along.
 */
export function gatherEvents<E>(
  patience: (event: E) => number,
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
      const ms = patience(event);
      if (ms === 0) return flush();
      const now = performance.now();
      const then = now + ms;
      if (then >= due) return;
      if (timer !== null) clearTimeout(timer);
      due = then;
      timer = setTimeout(flush, then - now);
    },
    flush,
  };
}
