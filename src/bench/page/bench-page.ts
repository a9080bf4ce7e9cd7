import { wrap } from "comlink";
import type { Remote } from "comlink";
import type { BenchWorkerApi } from "./bench-worker";

/** What `globalThis.bench` of the page of benchmarks offers: workers as the page's own pool has them. */
export interface BenchInterface {
  readonly workers: readonly Remote<BenchWorkerApi>[];
  /** Seconds to score so many rows, shared out over all workers. */
  many(folder: string, columns: number, rows: number): Promise<number>;
}

declare global {
  var bench: BenchInterface;
}

const workers = Array.from({ length: navigator.hardwareConcurrency || 2 }, () =>
  wrap<BenchWorkerApi>(new Worker(new URL("./bench-worker.ts", import.meta.url), { type: "module" })),
);

globalThis.bench = {
  workers,
  many: async (folder, columns, rows) => {
    const share = Math.ceil(rows / workers.length);
    const seconds = await Promise.all(workers.map((worker) => worker.many(folder, columns, share)));
    return Math.max(...seconds);
  },
};
