import type { Notebook } from "../notebook/notebook-store";

const QUIET_MS = 3000;
/** How often it is looked whether that is over. */
const LOOK_MS = 500;

/**
 * Says when nothing has run and nothing has changed in the notebook for some seconds: at once while that is so. What is
 * to be done in many steps asks before each.
 */
export function watchQuiet({ store }: Pick<Notebook, "store">): () => Promise<void> {
  let changed = Date.now();
  store.subscribe(() => void (changed = Date.now()));
  const isQuiet = () =>
    Date.now() - changed >= QUIET_MS &&
    !Object.values(store.getState().stages).some(({ state }) => state === "running");
  return () =>
    new Promise((resolve) => {
      if (isQuiet()) return resolve();
      const timer = setInterval(() => {
        if (!isQuiet()) return;
        clearInterval(timer);
        resolve();
      }, LOOK_MS);
    });
}
