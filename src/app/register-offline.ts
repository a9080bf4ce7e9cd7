const RELOADED = "scorebook-isolated-once";

/**
 * Registers the service worker of the build. Where the host sets no isolation headers, the worker adds them from the next
 * load on: the page reloads once, if nothing would be interrupted by it. Storage that is blocked only means no reload.
 * The other files are kept one by one while the page is `quiet`: they are many, and the cores are few.
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
    if (!active) return;
    do await quiet();
    while (await keepOne(active));
  } catch {
    // Without a worker the page still works: it needs the network to load, and copies memory between its workers.
  }
}

/** Has the worker keep the next of its files; whether there are more. */
function keepOne(worker: ServiceWorker): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      port1.close();
      resolve(data === true);
    };
    worker.postMessage("keep", [port2]);
  });
}
