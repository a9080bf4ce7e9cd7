import { wrap } from "comlink";
import type { Remote } from "comlink";
import { makeTeam } from "../../core/models/team";
import type { BenchWorkerApi } from "./bench-worker";

/** What `globalThis.bench` of the page of benchmarks offers: workers as the page's own pool has them. */
export interface BenchInterface {
  readonly workers: readonly Remote<BenchWorkerApi>[];
  /** One boosting with HistGradientBoostingRegressor's settings, led by one worker with the help of all others. */
  boosted(folder: string, columns: number, seed: number): Promise<{ seconds: number; rmse: number }>;
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
  boosted: async (folder, columns, seed) => {
    const team = makeTeam(workers.length);
    workers.slice(1).forEach((worker, i) => void worker.assist(team!, i + 1));
    return workers[0].boosted(folder, columns, seed, team);
  },
  many: async (folder, columns, rows) => {
    const share = Math.ceil(rows / workers.length);
    const seconds = await Promise.all(workers.map((worker) => worker.many(folder, columns, share)));
    return Math.max(...seconds);
  },
};
