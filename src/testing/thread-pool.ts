import nodeEndpoint from "comlink/dist/umd/node-adapter.js";
import { Worker } from "node:worker_threads";
import { Pool } from "../compute/pool";

const ENTRY = new URL("./pool-thread.ts", import.meta.url).href;

/** Threads know no TypeScript until tsx is registered in them. */
const START = `import("tsx/esm/api").then(({ register }) => (register(), import(${JSON.stringify(ENTRY)})))`;

/** The page's pool over threads of Node, with the page's own tasks. */
export function makeThreadPool(size: number, canShare: boolean): Pool {
  return new Pool({
    size,
    canShare,
    spawn: () => {
      const worker = new Worker(START, { eval: true });
      return {
        endpoint: nodeEndpoint(worker as never),
        terminate: () => void worker.terminate(),
        onCrash: (listener) => void worker.once("error", (error) => listener((error as Error).message)),
      };
    },
  });
}
