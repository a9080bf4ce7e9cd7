import { Pool } from "../pool";
import { startThread } from "./node-thread";

/** The page's pool over threads of Node, with the page's own tasks. */
export function makeThreadPool(size: number, canShare: boolean): Pool {
  return new Pool({ size, canShare, spawn: () => startThread(new URL("./pool-thread.ts", import.meta.url)) });
}
