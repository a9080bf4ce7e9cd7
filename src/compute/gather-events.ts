/**
 * Hands events on together, `ms` after the first of them: each that the page hears of makes it draw a frame, which costs the
 * workers more time than the drawing of several things at once. 0 hands each on at once.
 */
export function gatherEvents<E>(
  ms: number,
  hear: (event: E) => void,
): { readonly add: (event: E) => void; readonly flush: () => void } {
  let waiting: E[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const ready = waiting;
    waiting = [];
    ready.forEach(hear);
  };
  return {
    add(event) {
      waiting.push(event);
      if (ms === 0) flush();
      else timer ??= setTimeout(flush, ms);
    },
    flush,
  };
}
