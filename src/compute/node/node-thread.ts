import nodeEndpoint from "comlink/dist/umd/node-adapter.js";
import { buildSync } from "esbuild";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { WorkerHandle } from "../pool";

/** The code of each entry, compiled into one piece once a process: module by module took every thread seconds. */
const compiled = new Map<string, string>();

/** A thread of Node that runs a TypeScript file, as the pool and the training see a worker. */
export function startThread(entry: URL): WorkerHandle {
  const worker = new Worker(codeOf(entry), { eval: true });
  return {
    endpoint: nodeEndpoint(worker as never),
    terminate: () => void worker.terminate(),
    onCrash: (listener) => void worker.once("error", (error) => listener((error as Error).message)),
  };
}

function codeOf(entry: URL): string {
  let code = compiled.get(entry.href);
  if (code === undefined) {
    const { outputFiles } = buildSync({
      entryPoints: [fileURLToPath(entry)],
      bundle: true,
      write: false,
      platform: "node",
      format: "cjs",
      target: "node20",
      logLevel: "silent",
    });
    compiled.set(entry.href, (code = outputFiles[0].text));
  }
  return code;
}
