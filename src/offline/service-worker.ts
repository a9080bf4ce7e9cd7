const worker = self as unknown as ServiceWorkerGlobalScope;

/** Put in by the build: every file of the page but TensorFlow.js, and a name that changes with any of them. */
declare const __PRECACHE__: { readonly version: string; readonly files: readonly string[] };

const CACHE = `scorebook-${__PRECACHE__.version}`;

// The page itself is all that a page needs to be isolated, and isolation is wanted before anything runs in it. The rest
// follows file by file, whenever the page says that nothing is going on in it: it then works with the network off, and what is fetched
// later (TensorFlow.js) is kept when it comes.
worker.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      await (await caches.open(CACHE)).add(fresh("./"));
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keepOne().then((more) => event.ports[0]?.postMessage(more)));
});

const fresh = (file: string) => new Request(new URL(file, worker.registration.scope), { cache: "no-cache" });

/** Between two files, so that keeping them takes a small part of one core for some seconds. */
const APART_MS = 20;

/** Files that are not known to be kept; a worker that was stopped looks through all of them again. */
const unkept = [...__PRECACHE__.files];

/** Keeps one more file of this version, or removes what older ones kept; whether there is more to do. */
async function keepOne(): Promise<boolean> {
  try {
    // A page that is still loading gets its files sooner without this worker between.
    await worker.clients.claim();
    const cache = await caches.open(CACHE);
    for (let file = unkept.pop(); file !== undefined; file = unkept.pop()) {
      const request = fresh(file);
      if (await cache.match(request, { ignoreVary: true })) continue;
      await cache.add(request).catch((thrown: unknown) => {
        unkept.push(file);
        throw thrown;
      });
      await new Promise((resolve) => setTimeout(resolve, APART_MS));
      return true;
    }
    const names = await caches.keys();
    await Promise.all(
      names.filter((name) => name.startsWith("scorebook-") && name !== CACHE).map((name) => caches.delete(name)),
    );
  } catch {
    // without the network, or without room: again at the next visit
  }
  return false;
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
  event.respondWith(answer(request, (keeping) => event.waitUntil(keeping)));
});

/** `meanwhile` is given what goes on after the answer, to which nobody listens. */
async function answer(request: Request, meanwhile: (keeping: Promise<unknown>) => void): Promise<Response> {
  const cache = await caches.open(CACHE);
  const wanted = request.mode === "navigate" ? new Request(new URL("./", worker.registration.scope)) : request;
  // Many hosts vary their answers by request headers that differ between a page and its worker; the files do not.
  const kept = await cache.match(wanted, { ignoreSearch: request.mode === "navigate", ignoreVary: true });
  if (kept) return isolated(kept);
  const response = await fetch(request);
  // Without room it is not kept.
  if (response.ok && response.status === 200) meanwhile(cache.put(wanted, response.clone()).catch(() => undefined));
  return isolated(response);
}

const ISOLATION = [
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Embedder-Policy", "require-corp"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
] as const;

/** With these headers the page is cross-origin isolated, so workers can share memory, on hosts that set none. */
function isolated(response: Response): Response {
  if (response.type === "opaque" || response.type === "opaqueredirect") return response;
  // As it came, the browser keeps with it what it has compiled of it.
  if (ISOLATION.every(([name, value]) => response.headers.get(name) === value)) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of ISOLATION) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

export {};
