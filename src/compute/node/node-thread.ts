import nodeEndpoint from "comlink/dist/umd/node-adapter.js";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { WorkerHandle } from "../pool";

const TSX = pathToFileURL(
  join(dirname(createRequire(import.meta.url).resolve("tsx/package.json")), "dist/esm/api/index.mjs"),
).href;

/** A thread of Node that runs a TypeScript file, as the pool and the training see a worker. */
export function startThread(entry: URL): WorkerHandle {
  // Threads know no TypeScript until tsx is registered in them.
  const start = `import(${JSON.stringify(TSX)}).then(({ register }) => (register(), import(${JSON.stringify(entry.href)})))`;
  const worker = new Worker(start, { eval: true });
  return {
    endpoint: nodeEndpoint(worker as never),
    terminate: () => void worker.terminate(),
    onCrash: (listener) => void worker.once("error", (error) => listener((error as Error).message)),
  };
}
