const waiting = new Set<() => void>();
const listeners = new Set<() => void>();
let isScheduled = false;
let holds = 0;

/** A frame apart, so that the page answers in between. */
const APART_MS = 16;

/**
 * Runs `work` in a task of its own, one piece of work a frame: charts that all get new data at once are then drawn one
 * after the other instead of in one long task. Returns what takes it back.
 */
export function takeTurn(work: () => void): () => void {
  waiting.add(work);
  tell();
  schedule();
  return () => void waiting.delete(work);
}

/** Nobody gets a turn until what is returned is called: nothing is to move under an open menu. */
export function holdTurns(): () => void {
  holds++;
  return () => {
    holds--;
    schedule();
  };
}

function schedule(): void {
  if (isScheduled || holds > 0 || waiting.size === 0) return;
  isScheduled = true;
  setTimeout(nextTurn, 0);
}

/** Whether work is waiting for its turn. */
export function hasTurns(): boolean {
  return waiting.size > 0;
}

/** `listener` hears of work that waits for its turn, and again each time that a turn comes. */
export function onTurn(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function nextTurn(): void {
  const [work] = waiting;
  if (work === undefined || holds > 0) {
    isScheduled = false;
    return;
  }
  tell();
  waiting.delete(work);
  try {
    work();
  } finally {
    setTimeout(nextTurn, APART_MS);
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}
