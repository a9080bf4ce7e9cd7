import { readFileSync, readdirSync } from "node:fs";
import { processTree } from "./chromium-memory";

/** Nanoseconds of processor time that a process and all below it have had. */
function processorTime(pids: readonly number[]): number {
  let total = 0;
  for (const pid of pids) {
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        total += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
      }
    } catch {
      // it ended while it was looked at
    }
  }
  return total;
}

/**
 * Milliseconds from calling `stop` until the processes keep less than half a core busy, watched for two seconds; what
 * they do after their first 100 quiet milliseconds is drawing, and not counted.
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
