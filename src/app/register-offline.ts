const RELOADED = "scorebook-isolated-once";

/**
 * Registers the service worker of the build. Where the host sets no isolation headers, the worker adds them from the next
 * load on: the page reloads once, if nothing would be interrupted by it. Storage that is blocked only means no reload.
 * The other files are kept once the page is `quiet`: they are many, and the cores are few.
 */
export async function registerOffline(mayReload: () => boolean, quiet: () => Promise<void>): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(new URL("./sw.js", document.baseURI), {
      scope: new URL("./", document.baseURI).pathname,
    });
    const { active } = await navigator.serviceWorker.ready;
    if (!crossOriginIsolated && !sessionStorage.getItem(RELOADED) && mayReload()) {
      sessionStorage.setItem(RELOADED, "1");
      location.reload();
      return;
    }
    await quiet();
    active?.postMessage("keep");
  } catch {
    // Without a worker the page still works: it needs the network to load, and copies memory between its workers.
  }
}
