import { readFileSync, readdirSync } from "node:fs";

export interface MemoryReading {
  /** resident bytes summed over the processes; memory they share is counted in each */
  readonly rss: number;
  /** as `rss`, with shared memory divided among those who hold it */
  readonly pss: number;
}

/** Memory of a process and all below it, from /proc. */
export function readProcessTree(root: number): MemoryReading {
  let rss = 0;
  let pss = 0;
  for (const pid of processTree(root)) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      rss += kilobytes(rollup, "Rss") * 1024;
      pss += kilobytes(rollup, "Pss") * 1024;
    } catch {
      // it ended while it was looked at
    }
  }
  return { rss, pss };
}

const MS_BETWEEN_READINGS = 100;
/** Reading a process of gigabytes takes the kernel a while, which is not to slow down what is measured. */
const PAUSE_PER_READING = 15;

/** Reads ten times a second, less often where a reading takes long, until stopped; answers the highest of each. */
export function watchPeak(root: number): { stop(): MemoryReading; peak(): MemoryReading } {
  let peak: MemoryReading = { rss: 0, pss: 0 };
  let timer: ReturnType<typeof setTimeout>;
  const read = () => {
    const started = performance.now();
    const now = readProcessTree(root);
    peak = { rss: Math.max(peak.rss, now.rss), pss: Math.max(peak.pss, now.pss) };
    timer = setTimeout(read, Math.max(MS_BETWEEN_READINGS, PAUSE_PER_READING * (performance.now() - started)));
  };
  read();
  return {
    peak: () => peak,
    stop: () => {
      read();
      clearTimeout(timer);
      return peak;
    },
  };
}

/** A process and all below it. */
export function processTree(root: number): number[] {
  const childrenOf = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)]);
    } catch {
      // it ended while it was looked at
    }
  }
  const found = [root];
  for (let i = 0; i < found.length; i++) found.push(...(childrenOf.get(found[i]) ?? []));
  return found;
}

function kilobytes(rollup: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(rollup)?.[1] ?? 0);
}
