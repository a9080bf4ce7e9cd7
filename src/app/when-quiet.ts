import type { Notebook } from "../notebook/notebook-store";

const QUIET_MS = 3000;

/** Resolves once nothing has run and nothing has changed in the notebook for some seconds. */
export function whenQuiet({ store }: Pick<Notebook, "store">): Promise<void> {
  return new Promise((resolve) => {
    let hasChanged = false;
    const unsubscribe = store.subscribe(() => void (hasChanged = true));
    const timer = setInterval(() => {
      const isRunning = Object.values(store.getState().stages).some(({ state }) => state === "running");
      if (!hasChanged && !isRunning) {
        clearInterval(timer);
        unsubscribe();
        resolve();
      }
      hasChanged = false;
    }, QUIET_MS);
  });
}
