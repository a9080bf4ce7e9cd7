import { expose, transfer } from "comlink";
import type { Progress } from "../core/job";
import { makeEngine } from "./engine";
import type { Engine, EngineHost } from "./engine";
import type { EngineEvent, Source } from "./engine-api";
import { makeDiskShelf } from "./disk-shelf";
import { findLargeFiles } from "./large-files";
import { Pool } from "./pool";
import { rehearse, untilWanted } from "./rehearse";
import { untilDrawn } from "./right-of-way";
import { makeRunPeers } from "./run-peers";
import { makeIndexedDbSearchStorage } from "./search-storage";
import { makeIndexedDbStorage, makeMemoryStorage } from "./storage";
import { makeTraining } from "./train-network";
import { handleOf } from "./worker-handle";
import { installWireErrors } from "./wire-errors";

declare const __SCOREBOOK_VERSION__: string;

/** What the page asks for when it starts the engine. */
export interface EngineStart {
  /** workers of the pool; null: one a core */
  readonly workers: number | null;
  /** false keeps memory unshared even where it could be shared */
  readonly share: boolean;
  /** what the page draws by; null where memory is not shared */
  readonly rightOfWay: Int32Array | null;
}

installWireErrors();

let engine: Engine | null = null;
let host: EngineHost | null = null;
let pool: Pool | null = null;
/** the page has asked for work: whatever is done ahead of it stops */
let isWanted = false;

/** What the page is told, on the channel of the answers: it hears of what a call caused before it hears that it is over. */
export interface Told {
  readonly told: EngineEvent;
}

const api = {
  start(options: EngineStart): void {
    const cores = navigator.hardwareConcurrency || 2;
    const canShare = options.share && crossOriginIsolated;
    pool = new Pool({
      size: Math.max(1, Math.min(options.workers ?? cores, 16)),
      spawn: () =>
        handleOf(new Worker(new URL("./pool-worker.ts", import.meta.url), { type: "module", name: "scorebook-pool" })),
      canShare,
      rightOfWay: options.rightOfWay,
      makeShelf: () => makeDiskShelf(() => navigator.storage.getDirectory()),
    });
    const drawn = () => untilDrawn(options.rightOfWay);
    host = {
      executor: pool,
      ...makeTraining(
        () =>
          handleOf(
            new Worker(new URL("./training/training-worker.ts", import.meta.url), {
              type: "module",
              name: "scorebook-training",
            }),
          ),
        canShare,
      ),
      ...(typeof indexedDB !== "undefined" && { searchStorage: makeIndexedDbSearchStorage() }),
      storage:
        typeof indexedDB === "undefined"
          ? makeMemoryStorage()
          : makeIndexedDbStorage({ largeFiles: findLargeFiles(drawn) }),
      ...(typeof BroadcastChannel !== "undefined" && { peers: makeRunPeers() }),
      emit: (event) => postMessage({ told: event } satisfies Told),
      environment: {
        userAgent: navigator.userAgent,
        cores,
        isolated: crossOriginIsolated,
        scorebook: __SCOREBOOK_VERSION__,
      },
      now: () => performance.now(),
      fetch: (url) => fetch(url),
      memoryLimit: 2 ** 31 * 2,
      untilDrawn: drawn,
    };
    engine = makeEngine(host);
  },
  /** The pool's code is loaded, and compiled as far as that is possible before there is a file. */
  warmUp(): void {
    if (!host) throw new Error("the engine was called before it was started");
    void host.storage.removeLeftovers().catch(() => undefined);
    pool?.warm();
    if (isWanted) return;
    const { peers: _peers, searchStorage: _search, ...bare } = host;
    const aside = (): Engine =>
      makeEngine({
        ...bare,
        executor: untilWanted(bare.executor, () => isWanted),
        storage: makeMemoryStorage(),
        emit: () => {},
        checksUnasked: false,
      });
    // What goes wrong here would go wrong for the real file too, and is told there.
    void rehearse(Array.from({ length: bare.executor.workers }, aside), {
      isWanted: () => isWanted,
      now: bare.now,
    }).catch(() => undefined);
  },
  /** The engine's methods, called by name so that each call is one message. */
  async call(method: keyof Engine, args: unknown[]): Promise<unknown> {
    if (!engine) throw new Error("the engine was called before it was started");
    if (method === "open" || method === "run") {
      isWanted = true;
      pool?.warm();
    }
    const result: unknown = await (engine[method] as (...args: unknown[]) => unknown)(...args);
    // A file brought back from the last visit was work of its own.
    if (method === "restore" && result === true) isWanted = true;
    return method === "exportRun" || method === "exportRuns"
      ? transfer(result as Uint8Array<ArrayBuffer>, [(result as Uint8Array<ArrayBuffer>).buffer])
      : result;
  },
  /** Apart from `call`, because a callback crosses only as an argument of its own. */
  predictCsv(source: Source, onProgress?: (progress: Progress) => void): ReturnType<Engine["predictCsv"]> {
    if (!engine) throw new Error("the engine was called before it was started");
    return engine.predictCsv(source, onProgress);
  },
  /** Likewise, for any method whose last argument is told of progress. */
  async reporting(method: keyof Engine, args: unknown[], onProgress?: (progress: Progress) => void): Promise<unknown> {
    if (!engine) throw new Error("the engine was called before it was started");
    return (engine[method] as (...args: unknown[]) => unknown)(...args, onProgress);
  },
};

export type EngineWorkerApi = typeof api;

expose(api);
