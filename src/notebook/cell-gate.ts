import type { StoreApi } from "zustand/vanilla";
import { STAGES } from "../pipeline/stage-state";
import type { NotebookState } from "./notebook";
import type { Notebook } from "./notebook-store";

export type ReadableStore = Pick<StoreApi<NotebookState>, "getState" | "getInitialState" | "subscribe">;

type Listener = Parameters<ReadableStore["subscribe"]>[0];

/**
 * The notebook as one cell sees it. What a person changes is there at once; what the engine tells comes to each cell in a task
 * of its own, so that a new table or a finished run is not drawn into all of them in one long task. Within a cell everybody
 * sees the same state, and cells are apart by a few milliseconds. What is told before the cell's turn comes is seen together,
 * but for a stage that begins or ends: one that runs for a moment is seen to run.
 */
export function makeCellGate(
  { store, isTold }: Pick<Notebook, "store" | "isTold">,
  later: (work: () => void) => void = inATaskOfItsOwn,
): ReadableStore {
  const listeners = new Set<Listener>();
  let seen = store.getState();
  let told: NotebookState[] = [];
  let stop: (() => void) | null = null;
  const show = (state: NotebookState) => {
    const before = seen;
    seen = state;
    if (seen !== before) for (const listener of listeners) listener(seen, before);
  };
  const showNext = () => {
    const next = told.shift();
    if (told.length > 0) later(showNext);
    if (next) show(next);
  };
  const onChange = (state: NotebookState) => {
    if (!isTold()) {
      told = [];
      return show(state);
    }
    const last = told.at(-1);
    if (last && standAlike(last, state)) told.pop();
    told.push(state);
    later(showNext);
  };
  return {
    getState: () => (stop ? seen : store.getState()),
    getInitialState: store.getInitialState,
    subscribe(listener) {
      listeners.add(listener);
      if (!stop) {
        seen = store.getState();
        told = [];
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

function standAlike(a: NotebookState, b: NotebookState): boolean {
  return a.stages === b.stages || STAGES.every((stage) => a.stages[stage].state === b.stages[stage].state);
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
