import type { StoreApi } from "zustand/vanilla";
import type { NotebookState } from "./notebook";
import type { Notebook } from "./notebook-store";

export type ReadableStore = Pick<StoreApi<NotebookState>, "getState" | "getInitialState" | "subscribe">;

type Listener = Parameters<ReadableStore["subscribe"]>[0];

export interface CellGateOptions {
  readonly later?: (work: () => void) => void;
  /** Asked when something is told: true where it calls `catchUp` itself, in its own time. */
  readonly hold?: (catchUp: () => void) => boolean;
}

/**
 * The notebook as one cell sees it. What a person changes is there at once; what the engine tells comes to each cell in a task
 * of its own, so that a new table or a finished run is not drawn into all of them in one long task. Within a cell everybody
 * sees the same state, and cells are apart by a few milliseconds. What is told before the cell's turn comes is seen
 * together: a stage that runs for a moment need not be seen to run. `hold` may have a cell wait that nobody looks at.
 */
export function makeCellGate(
  { store, isTold }: Pick<Notebook, "store" | "isTold">,
  { later = inATaskOfItsOwn, hold = () => false }: CellGateOptions = {},
): ReadableStore {
  const listeners = new Set<Listener>();
  let seen = store.getState();
  let stop: (() => void) | null = null;
  const catchUp = () => {
    const before = seen;
    seen = store.getState();
    if (seen !== before) for (const listener of listeners) listener(seen, before);
  };
  const onChange = () => {
    if (!isTold()) catchUp();
    else if (!hold(catchUp)) later(catchUp);
  };
  return {
    getState: () => (stop ? seen : store.getState()),
    getInitialState: store.getInitialState,
    subscribe(listener) {
      listeners.add(listener);
      if (!stop) {
        seen = store.getState();
        stop = store.subscribe(onChange);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
      };
    },
  };
}

const waiting = new Set<() => void>();
let channel: MessageChannel | null = null;
let isAsked = false;

/** Not by a timer: those of pages out of sight come once a second. */
function inATaskOfItsOwn(work: () => void): void {
  waiting.add(work);
  if (isAsked) return;
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = next;
  }
  ask();
}

function ask(): void {
  isAsked = waiting.size > 0;
  if (isAsked) channel?.port2.postMessage(null);
}

function next(): void {
  const [work] = waiting;
  waiting.delete(work);
  ask();
  work();
}
