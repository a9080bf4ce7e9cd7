import { openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";
import { DataError } from "../core/errors";
import type { StageName } from "../pipeline/stage-state";
import type { Run } from "../pipeline/views";

export interface KeptResult {
  readonly stage: StageName;
  readonly key: string;
  readonly view: unknown;
  readonly elapsedMs: number;
}

/** What the engine keeps from one visit to the next. All methods reject with DataError "storage-full" when it is full. */
export interface EngineStorage {
  /** Keeps this file and forgets the others. */
  saveFile(sha256: string, name: string, blob: Blob): Promise<void>;
  loadFile(sha256: string): Promise<{ name: string; blob: Blob } | null>;
  saveResult(result: KeptResult): Promise<void>;
  loadResults(): Promise<readonly KeptResult[]>;
  saveRun(run: Run, predictor: Uint8Array): Promise<void>;
  /** Replaces the record of a run that is there; its predictor stays. */
  updateRun(run: Run): Promise<void>;
  loadRuns(): Promise<readonly Run[]>;
  loadPredictor(runId: string): Promise<Uint8Array | null>;
  deleteRun(runId: string): Promise<void>;
  /** Notes that a model was judged by a test part, and says how many have been. Deleting runs does not lower it. */
  countLook(testPart: string, model: string): Promise<number>;
}

interface Schema extends DBSchema {
  files: { key: string; value: { sha256: string; name: string; blob: Blob } };
  results: { key: StageName; value: KeptResult };
  runs: { key: string; value: Run };
  predictors: { key: string; value: { id: string; bytes: Uint8Array } };
  looks: { key: string; value: { testPart: string; models: readonly string[] } };
}

/** In IndexedDB, of this origin and this browser profile. */
export function makeIndexedDbStorage(name = "scorebook-engine"): EngineStorage {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const database = () =>
    (opening ??= openDB<Schema>(name, 2, {
      upgrade(db, before) {
        if (before < 1) {
          db.createObjectStore("files", { keyPath: "sha256" });
          db.createObjectStore("results", { keyPath: "stage" });
          db.createObjectStore("runs", { keyPath: "id" });
          db.createObjectStore("predictors", { keyPath: "id" });
        }
        if (before < 2) db.createObjectStore("looks", { keyPath: "testPart" });
      },
      // A page of a later version waits to upgrade; the next call opens what it made.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        opening = null;
      },
    }));
  return {
    saveFile: (sha256, fileName, blob) =>
      guarded(async () => {
        const transaction = (await database()).transaction("files", "readwrite");
        await Promise.all([
          transaction.store.clear(),
          transaction.store.put({ sha256, name: fileName, blob }),
          transaction.done,
        ]);
      }),
    loadFile: async (sha256) => (await (await database()).get("files", sha256)) ?? null,
    saveResult: (result) => guarded(async () => void (await (await database()).put("results", result))),
    loadResults: async () => (await database()).getAll("results"),
    saveRun: (run, bytes) =>
      guarded(async () => {
        const transaction = (await database()).transaction(["runs", "predictors"], "readwrite");
        await Promise.all([
          transaction.objectStore("runs").put(run),
          transaction.objectStore("predictors").put({ id: run.id, bytes }),
          transaction.done,
        ]);
      }),
    updateRun: (run) => guarded(async () => void (await (await database()).put("runs", run))),
    countLook: (testPart, model) =>
      guarded(async () => {
        const transaction = (await database()).transaction("looks", "readwrite");
        const models = withModel((await transaction.store.get(testPart))?.models ?? [], model);
        await Promise.all([transaction.store.put({ testPart, models }), transaction.done]);
        return models.length;
      }),
    loadRuns: async () => (await database()).getAll("runs"),
    loadPredictor: async (runId) => (await (await database()).get("predictors", runId))?.bytes ?? null,
    deleteRun: async (runId) => {
      const transaction = (await database()).transaction(["runs", "predictors"], "readwrite");
      await Promise.all([
        transaction.objectStore("runs").delete(runId),
        transaction.objectStore("predictors").delete(runId),
        transaction.done,
      ]);
    },
  };
}

/** Forgets everything with the worker: for tests, and for pages whose storage is blocked. */
export function makeMemoryStorage(): EngineStorage {
  let file: { sha256: string; name: string; blob: Blob } | null = null;
  const results = new Map<StageName, KeptResult>();
  const runs = new Map<string, { run: Run; predictor: Uint8Array }>();
  const looks = new Map<string, readonly string[]>();
  return {
    saveFile: async (sha256, name, blob) => void (file = { sha256, name, blob }),
    loadFile: async (sha256) => (file?.sha256 === sha256 ? file : null),
    saveResult: async (result) => void results.set(result.stage, result),
    loadResults: async () => [...results.values()],
    saveRun: async (run, predictor) => void runs.set(run.id, { run, predictor }),
    updateRun: async (run) => {
      const kept = runs.get(run.id);
      if (kept) runs.set(run.id, { ...kept, run });
    },
    countLook: async (testPart, model) => {
      const models = withModel(looks.get(testPart) ?? [], model);
      looks.set(testPart, models);
      return models.length;
    },
    loadRuns: async () => [...runs.values()].map(({ run }) => run),
    loadPredictor: async (runId) => runs.get(runId)?.predictor ?? null,
    deleteRun: async (runId) => void runs.delete(runId),
  };
}

function withModel(models: readonly string[], model: string): readonly string[] {
  return models.includes(model) ? models : [...models, model];
}

async function guarded<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (thrown) {
    throw storageFull(thrown);
  }
}

/** What a failed write is thrown as: in our words where storage is full. */
export function storageFull(thrown: unknown): unknown {
  if ((thrown as { name?: unknown } | null)?.name !== "QuotaExceededError") return thrown;
  return new DataError(
    "storage-full",
    "the browser's storage for this page is full: delete runs you no longer need, or export them first",
  );
}
