import type { Signal } from "../core/job";

/**
 * Memory by which the page asks the pool's workers for a core while it draws: it holds until when, in the low bits of
 * `Date.now()`. Threads that all want to run get equal parts of too few cores, and a task of 25 ms then takes the page
 * 100. A time and not a switch: a page that is hidden, or forgets, holds nobody up.
 */
export function makeRightOfWay(canShare: boolean): Int32Array | null {
  return canShare ? new Int32Array(new SharedArrayBuffer(4)) : null;
}

/** The page draws for the next `ms`, or no more where 0. */
export function claim(right: Int32Array | null, ms: number): void {
  if (!right) return;
  Atomics.store(right, 0, ms > 0 ? (Date.now() + ms) | 0 : 0);
  if (ms === 0) Atomics.notify(right, 0);
}

/** The longest that a worker waits at a time: a page that draws without end slows it down, and does not stop it. */
const PATIENCE_MS = 80;

/** The shortest that it works before it waits again, however long the page draws. */
const TURN_MS = 15;

/** For a worker: what waits while the page draws. */
export function makeGiveWay(right: Int32Array): () => void {
  let waited = -Infinity;
  return () => {
    const until = Atomics.load(right, 0);
    if (until === 0) return;
    const now = Date.now();
    if (now - waited < TURN_MS) return;
    // The difference in 32 bits is right across the wrap of either.
    const left = (until - now) | 0;
    if (left <= 0) return;
    Atomics.wait(right, 0, until, Math.min(left, PATIENCE_MS));
    waited = Date.now();
  };
}

/** The longest that a run waits for the page. */
const MOST_MS = 500;
const LOOK_MS = 10;

/**
 * Until the page has drawn what it was told last. For what is going to want all cores: a run that is asked for right after a file
 * was opened would otherwise make each piece of its drawing twice as long.
 */
export async function untilDrawn(right: Int32Array | null): Promise<void> {
  if (!right) return;
  const isDrawing = () => {
    const until = Atomics.load(right, 0);
    return until !== 0 && ((until - Date.now()) | 0) > 0;
  };
  for (let waited = 0; isDrawing() && waited < MOST_MS; waited += LOOK_MS) {
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
}

/** `signal` for long loops that give way to the page whenever they ask whether to go on. */
export function givingWay(signal: Signal, right: Int32Array | null): Signal {
  if (!right) return signal;
  const giveWay = makeGiveWay(right);
  return {
    get aborted() {
      giveWay();
      return signal.aborted;
    },
    throwIfAborted: () => {
      giveWay();
      signal.throwIfAborted();
    },
  };
}
