import { useSyncExternalStore } from "react";

let busy = false;
const listeners = new Set<() => void>();

/** Says whether the cores are at work on a stage: what is out of view is not to be drawn meanwhile. */
export function tellBusy(isBusy: boolean): void {
  if (isBusy === busy) return;
  busy = isBusy;
  for (const listener of listeners) listener();
}

/** Whether that is so; false where nobody says. */
export function isBusyNow(): boolean {
  return busy;
}

/** The same for a component, which renders again when it changes. */
export function useIsBusy(): boolean {
  return useSyncExternalStore(onBusyChange, isBusyNow);
}

export function onBusyChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
