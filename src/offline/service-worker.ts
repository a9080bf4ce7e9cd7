const worker = self as unknown as ServiceWorkerGlobalScope;

/** Put in by the build: every file of the page but TensorFlow.js, and a name that changes with any of them. */
declare const __PRECACHE__: { readonly version: string; readonly files: readonly string[] };

const CACHE = `scorebook-${__PRECACHE__.version}`;

// The page itself is all that a page needs to be isolated, and isolation is wanted before anything runs in it. The rest
// follows when the page says that nothing is going on in it: it then works with the network off, and what is fetched
// later (TensorFlow.js) is kept when it comes.
worker.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      await (await caches.open(CACHE)).add(fresh("./"));
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keepAll());
});

const fresh = (file: string) => new Request(new URL(file, worker.registration.scope), { cache: "no-cache" });

/** Between two files, so that keeping them takes a small part of one core for some seconds. */
const APART_MS = 20;

let keeping: Promise<void> | null = null;

/** Every file of this version, then none of older ones. Broken off, it goes on at the next visit. */
function keepAll(): Promise<void> {
  return (keeping ??= (async () => {
    try {
      const cache = await caches.open(CACHE);
      for (const file of __PRECACHE__.files) {
        const request = fresh(file);
        if (await cache.match(request, { ignoreVary: true })) continue;
        await cache.add(request);
        await new Promise((resolve) => setTimeout(resolve, APART_MS));
      }
      const names = await caches.keys();
      await Promise.all(
        names.filter((name) => name.startsWith("scorebook-") && name !== CACHE).map((name) => caches.delete(name)),
      );
    } catch {
      keeping = null;
    }
  })());
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (
    request.method !== "GET" ||
    url.origin !== worker.location.origin ||
    !url.href.startsWith(worker.registration.scope)
  )
    return;
  event.respondWith(answer(request));
});

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const wanted = request.mode === "navigate" ? new Request(new URL("./", worker.registration.scope)) : request;
  // Many hosts vary their answers by request headers that differ between a page and its worker; the files do not.
  const kept = await cache.match(wanted, { ignoreSearch: request.mode === "navigate", ignoreVary: true });
  if (kept) return isolated(kept);
  const response = await fetch(request);
  if (response.ok && response.status === 200) await cache.put(wanted, response.clone());
  return isolated(response);
}

/** With these headers the page is cross-origin isolated, so workers can share memory, on hosts that set none. */
function isolated(response: Response): Response {
  if (response.type === "opaque" || response.type === "opaqueredirect") return response;
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

export {};
