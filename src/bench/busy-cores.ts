import { readFileSync, readdirSync } from "node:fs";
import { processTree } from "./chromium-memory";

const WORKER = "DedicatedWorker";
const names = new Map<string, string>();

function isWorker(pid: number, thread: string): boolean {
  let name = names.get(thread);
  if (name === undefined) names.set(thread, (name = readFileSync(`/proc/${pid}/task/${thread}/comm`, "utf8").trim()));
  return name.startsWith(WORKER);
}

/** Nanoseconds of processor time that the workers of these processes have had. */
function processorTime(pids: readonly number[]): number {
  let total = 0;
  for (const pid of pids) {
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        if (!isWorker(pid, thread)) continue;
        total += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
      }
    } catch {
      // it ended while it was looked at
    }
  }
  return total;
}

/**
 * Milliseconds from calling `stop` until the processes' workers keep less than half a core busy for 100 ms, watched for two
 * seconds. What the page draws of the stop is no part of it.
 */
export async function timeUntilIdle(root: number, stop: () => Promise<unknown>): Promise<number> {
  const pids = processTree(root);
  const started = performance.now();
  const stopping = stop();
  let last = { at: performance.now(), used: processorTime(pids) };
  let lastBusy = 0;
  while (performance.now() - started < 2000) {
    await new Promise((done) => setTimeout(done, 10));
    const now = { at: performance.now(), used: processorTime(pids) };
    const cores = (now.used - last.used) / 1e6 / (now.at - last.at);
    if (cores > 0.5) lastBusy = now.at - started;
    else if (now.at - started - lastBusy > 100) break;
    last = now;
  }
  await stopping;
  return lastBusy;
}
