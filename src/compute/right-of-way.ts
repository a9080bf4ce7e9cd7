import type { Signal } from "../core/job";

/**
 * Memory by which the page asks the pool's workers for a core while it draws: it holds until when, in the low bits of
 * `Date.now()`. Threads that all want to run get equal parts of too few cores, and a task of 25 ms then takes the page
 * 100. A time and not a switch: a page that is hidden, or forgets, holds nobody up. Beside it stands how many of the workers
 * are at work, for where there is a core for the page as it is they wait only for a frame that takes long all the same: the
 * browser's own threads, which compile what the workers run, may have taken that core.
 */
export function makeRightOfWay(canShare: boolean): Int32Array | null {
  return canShare ? new Int32Array(new SharedArrayBuffer(16)) : null;
}

const UNTIL = 0;
const AT_WORK = 1;
/** when the page asked for it last */
const ASKED = 2;
/** when it began the frame that it is drawing; 0 between frames */
const FRAME = 3;

/** For the pool: so many of its workers have a job. */
export function tellAtWork(right: Int32Array | null, workers: number): void {
  if (right) Atomics.store(right, AT_WORK, workers);
}

/** The page draws for the next `ms`, or no more where 0. */
export function claim(right: Int32Array | null, ms: number): void {
  if (!right) return;
  if (ms > 0) Atomics.store(right, ASKED, Date.now() | 0);
  Atomics.store(right, UNTIL, ms > 0 ? (Date.now() + ms) | 0 : 0);
  if (ms === 0) Atomics.notify(right, UNTIL);
}

/** The page begins a frame, or has drawn it. */
export function tellFrame(right: Int32Array | null, isBegun: boolean): void {
  if (!right) return;
  Atomics.store(right, FRAME, isBegun ? Date.now() | 0 : 0);
  if (!isBegun) Atomics.notify(right, FRAME);
}

function coresHere(): number {
  return typeof navigator === "undefined" ? 1 : navigator.hardwareConcurrency || 2;
}

/** The longest that a worker waits at a time: a page that draws without end slows it down, and does not stop it. */
const PATIENCE_MS = 80;

/** The shortest that it works before it waits again, however long the page draws. */
const TURN_MS = 15;

/** A frame that takes longer goes before any worker. */
const FRAME_MS = 8;

/** For a worker: what waits while the page draws, if there are no more than so many cores for the workers and the page. */
export function makeGiveWay(right: Int32Array, cores = coresHere()): () => void {
  let waited = -Infinity;
  const wait = (place: number, value: number, ms: number) => {
    Atomics.wait(right, place, value, Math.min(ms, PATIENCE_MS));
    waited = Date.now();
  };
  return () => {
    const until = Atomics.load(right, UNTIL);
    if (until === 0) return;
    const now = Date.now();
    if (now - waited < TURN_MS) return;
    // Differences in 32 bits are right across the wrap of either side.
    const left = (until - now) | 0;
    if (left <= 0) return;
    if (Atomics.load(right, AT_WORK) >= cores) return wait(UNTIL, until, left);
    const frame = Atomics.load(right, FRAME);
    if (frame !== 0 && ((now - frame) | 0) > FRAME_MS) wait(FRAME, frame, left);
  };
}

/** What is drawn in parts has a moment between them. */
const QUIET_MS = 40;
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
    const now = Date.now();
    const until = Atomics.load(right, UNTIL);
    return (until !== 0 && ((until - now) | 0) > 0) || ((now - Atomics.load(right, ASKED)) | 0) < QUIET_MS;
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
