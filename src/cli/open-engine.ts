import { setMaxListeners } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { makeEngine } from "../compute/engine";
import type { Engine } from "../compute/engine";
import type { EngineEvent, StageViews } from "../compute/engine-api";
import { startThread } from "../compute/node/node-thread";
import { makeThreadPool } from "../compute/node/thread-pool";
import { sha256Of } from "../compute/source-file";
import type { SearchStorage } from "../compute/search-storage";
import { makeMemoryStorage } from "../compute/storage";
import { makeTraining } from "../compute/train-network";
import { abortError, installWireErrors } from "../compute/wire-errors";
import type { Experiment } from "../experiment/schema";
import { checkColumns } from "../pipeline/missing-columns";
import type { DataView } from "../pipeline/views";
import { writeWhole } from "./write-whole";
import type { StageStates } from "../pipeline/stage-state";
import { readInput } from "./read-experiment";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

export interface OpenEngine {
  readonly engine: Engine;
  readonly views: StageViews;
  /** Ends the threads. */
  close(): void;
}

/** The page's engine over threads of this process. `looksFile` keeps how many models each test part has judged. */
export function openEngine(options: {
  readonly workers: number | undefined;
  readonly signal: AbortSignal;
  readonly onStates: (states: StageStates) => void;
  readonly looksFile?: string;
  readonly searchStorage?: SearchStorage;
  readonly onEvent?: (event: EngineEvent) => void;
}): OpenEngine {
  installWireErrors();
  // Every task of a run listens for its end: Node would warn of a leak, on the stream that logs go to.
  setMaxListeners(0);
  const cores = availableParallelism();
  const pool = makeThreadPool(Math.max(1, Math.min(options.workers ?? cores, 16)), true);
  const views: Partial<Record<keyof StageViews, unknown>> = {};
  const training = makeTraining(
    () => startThread(new URL("../compute/node/training-thread.ts", import.meta.url)),
    true,
  );
  const memory = makeMemoryStorage();
  let isOpen = true;
  const engine = makeEngine({
    executor: {
      workers: pool.workers,
      sharesMemory: pool.sharesMemory,
      // The engine checks data a moment after they are there, unasked: not once the command is over.
      run: (name, args, context) => (isOpen ? pool.run(name, args, context) : Promise.reject(abortError())),
      share: (value) => pool.share(value),
      release: (ref) => pool.release(ref),
      allocate: (bytes) => pool.allocate(bytes),
      collect: () => pool.collect(),
      makeShelf: () => pool.makeShelf(),
    },
    ...training,
    ...(options.searchStorage && { searchStorage: options.searchStorage }),
    storage: options.looksFile ? { ...memory, countLook: countInFile(options.looksFile) } : memory,
    emit: (event: EngineEvent) => {
      if (event.type === "states") options.onStates(event.states);
      if (event.type === "view") views[event.stage] = event.view;
      options.onEvent?.(event);
    },
    environment: { userAgent: `Node ${process.versions.node}`, cores, isolated: true, scorebook: version },
    now: () => performance.now(),
    fetch: (url: string) => fetch(url),
    memoryLimit: 2 ** 32,
  });
  const onAbort = () => engine.cancel();
  options.signal.addEventListener("abort", onAbort);
  return {
    engine,
    views: views as StageViews,
    close() {
      isOpen = false;
      options.signal.removeEventListener("abort", onAbort);
      pool.dispose();
    },
  };
}

/**
 * Opens a data file under an experiment, whose column settings hold: a column it counts on must be there.
 * @throws {DataError} "missing-column" with the path, and what reading throws
 */
export async function openData(
  { engine }: OpenEngine,
  experiment: Experiment,
  path: string,
  signal: AbortSignal,
): Promise<DataView> {
  const bytes = await readInput(path);
  await engine.setExperiment({ ...experiment, data: { ...experiment.data, sha256: "" } });
  const { delimiter, encoding, header, quote } = experiment.data;
  // The same bytes under another name are the same file, and the run keeps its hash.
  const isKnown = experiment.data.sha256 !== "" && (await sha256Of(new Blob([bytes]))) === experiment.data.sha256;
  const source = { kind: "bytes", name: isKnown ? experiment.data.file : basename(path), bytes } as const;
  const view = await engine.open(source, { delimiter, encoding, header, quote }, signal);
  if (signal.aborted) throw abortError();
  checkColumns(
    experiment,
    basename(path),
    view.columns.map(({ name }) => name),
  );
  return view;
}

function countInFile(path: string) {
  return async (testPart: string, model: string): Promise<number> => {
    const looks = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, string[]>) : {};
    const models = [...new Set([...(looks[testPart] ?? []), model])];
    writeWhole(path, `${JSON.stringify({ ...looks, [testPart]: models }, null, 2)}\n`);
    return models.length;
  };
}
