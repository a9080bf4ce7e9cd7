import { openDB } from "idb";
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import { DataError } from "../core/errors";
import { completeRun, splitRun } from "../pipeline/runs/run-summary";
import type { RunParts, RunSummary } from "../pipeline/runs/run-summary";
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
  /** Keeps this file and the one before it, and forgets the others: two tabs may have one open each. */
  saveFile(sha256: string, name: string, blob: Blob): Promise<void>;
  loadFile(sha256: string): Promise<{ name: string; blob: Blob } | null>;
  saveResult(result: KeptResult): Promise<void>;
  loadResults(): Promise<readonly KeptResult[]>;
  /** Keeps all of a run, or nothing of it where there is no room. */
  saveRun(summary: RunSummary, parts: RunParts | null, predictor: Uint8Array | null): Promise<void>;
  /** Replaces the record of a run that is there; its parts and predictor stay. */
  updateRun(summary: RunSummary): Promise<void>;
  /** The records of all runs, or of those named that are there. */
  loadRuns(ids?: readonly string[]): Promise<readonly RunSummary[]>;
  loadParts(runId: string): Promise<RunParts | null>;
  loadPredictor(runId: string): Promise<Uint8Array | null>;
  /** Removes parts and predictor; the record stays. */
  deleteParts(runId: string): Promise<void>;
  deleteRun(runId: string): Promise<void>;
  /** Notes that a model was judged by a test part, and says how many have been. Deleting runs does not lower it. */
  countLook(testPart: string, model: string): Promise<number>;
}

interface Schema extends DBSchema {
  files: { key: string; value: { sha256: string; name: string; blob: Blob; at?: number } };
  results: { key: StageName; value: KeptResult };
  runs: { key: string; value: RunSummary };
  parts: { key: string; value: RunParts };
  predictors: { key: string; value: { id: string; bytes: Uint8Array } };
  looks: { key: string; value: { testPart: string; models: readonly string[] } };
}

const FILES_KEPT = 2;

/** In IndexedDB, of this origin and this browser profile. */
export function makeIndexedDbStorage(name = "scorebook-engine"): EngineStorage {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const database = () =>
    (opening ??= openDB<Schema>(name, 3, {
      async upgrade(db, before, _after, transaction) {
        if (before < 1) {
          db.createObjectStore("files", { keyPath: "sha256" });
          db.createObjectStore("results", { keyPath: "stage" });
          db.createObjectStore("runs", { keyPath: "id" });
          db.createObjectStore("predictors", { keyPath: "id" });
        }
        if (before < 2) db.createObjectStore("looks", { keyPath: "testPart" });
        if (before < 3) {
          db.createObjectStore("parts", { keyPath: "id" });
          await takeRunsApart(transaction);
        }
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
        const others = (await transaction.store.getAll()).filter((file) => file.sha256 !== sha256);
        const old = others.sort((a, b) => (b.at ?? 0) - (a.at ?? 0)).slice(FILES_KEPT - 1);
        await Promise.all([
          ...old.map((file) => transaction.store.delete(file.sha256)),
          transaction.store.put({ sha256, name: fileName, blob, at: Date.now() }),
          transaction.done,
        ]);
      }),
    loadFile: async (sha256) => (await (await database()).get("files", sha256)) ?? null,
    saveResult: (result) => guarded(async () => void (await (await database()).put("results", result))),
    loadResults: async () => (await database()).getAll("results"),
    saveRun: (summary, parts, bytes) =>
      guarded(async () => {
        const transaction = (await database()).transaction(["runs", "parts", "predictors"], "readwrite");
        await Promise.all([
          transaction.objectStore("runs").put(summary),
          parts && transaction.objectStore("parts").put(parts),
          bytes && transaction.objectStore("predictors").put({ id: summary.id, bytes }),
          transaction.done,
        ]);
      }),
    updateRun: (summary) => guarded(async () => void (await (await database()).put("runs", summary))),
    countLook: (testPart, model) =>
      guarded(async () => {
        const transaction = (await database()).transaction("looks", "readwrite");
        const models = withModel((await transaction.store.get(testPart))?.models ?? [], model);
        await Promise.all([transaction.store.put({ testPart, models }), transaction.done]);
        return models.length;
      }),
    loadRuns: async (ids) => {
      const db = await database();
      if (!ids) return db.getAll("runs");
      const found = await Promise.all(ids.map((id) => db.get("runs", id)));
      return found.filter((run) => run !== undefined);
    },
    loadParts: async (runId) => (await (await database()).get("parts", runId)) ?? null,
    loadPredictor: async (runId) => (await (await database()).get("predictors", runId))?.bytes ?? null,
    deleteParts: async (runId) => {
      const transaction = (await database()).transaction(["parts", "predictors"], "readwrite");
      await Promise.all([
        transaction.objectStore("parts").delete(runId),
        transaction.objectStore("predictors").delete(runId),
        transaction.done,
      ]);
    },
    deleteRun: async (runId) => {
      const transaction = (await database()).transaction(["runs", "parts", "predictors"], "readwrite");
      await Promise.all([
        transaction.objectStore("runs").delete(runId),
        transaction.objectStore("parts").delete(runId),
        transaction.objectStore("predictors").delete(runId),
        transaction.done,
      ]);
    },
  };
}

/** Until version 3 a run's record held all of it, and every list of runs had to carry every prediction. */
async function takeRunsApart(transaction: IDBPTransaction<Schema, StoreNames<Schema>[], "versionchange">) {
  const predictors = transaction.objectStore("predictors");
  let cursor = await transaction.objectStore("runs").openCursor();
  while (cursor) {
    const bytes = (await predictors.get(cursor.value.id))?.bytes.length ?? 0;
    const { summary, parts } = splitRun(completeRun(cursor.value as unknown as Run, bytes));
    await transaction.objectStore("parts").put(parts);
    await cursor.update(summary);
    cursor = await cursor.continue();
  }
}

/** Forgets everything with the worker: for tests, and for pages whose storage is blocked. */
export function makeMemoryStorage(): EngineStorage {
  let file: { sha256: string; name: string; blob: Blob } | null = null;
  const results = new Map<StageName, KeptResult>();
  const runs = new Map<string, RunSummary>();
  const allParts = new Map<string, RunParts>();
  const predictors = new Map<string, Uint8Array>();
  const looks = new Map<string, readonly string[]>();
  return {
    saveFile: async (sha256, name, blob) => void (file = { sha256, name, blob }),
    loadFile: async (sha256) => (file?.sha256 === sha256 ? file : null),
    saveResult: async (result) => void results.set(result.stage, result),
    loadResults: async () => [...results.values()],
    saveRun: async (summary, parts, predictor) => {
      runs.set(summary.id, summary);
      if (parts) allParts.set(summary.id, parts);
      if (predictor) predictors.set(summary.id, predictor);
    },
    updateRun: async (summary) => {
      if (runs.has(summary.id)) runs.set(summary.id, summary);
    },
    countLook: async (testPart, model) => {
      const models = withModel(looks.get(testPart) ?? [], model);
      looks.set(testPart, models);
      return models.length;
    },
    loadRuns: async (ids) => [...runs.values()].filter(({ id }) => !ids || ids.includes(id)),
    loadParts: async (runId) => allParts.get(runId) ?? null,
    loadPredictor: async (runId) => predictors.get(runId) ?? null,
    deleteParts: async (runId) => {
      allParts.delete(runId);
      predictors.delete(runId);
    },
    deleteRun: async (runId) => {
      runs.delete(runId);
      allParts.delete(runId);
      predictors.delete(runId);
    },
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
    "the browser's storage for this page is full: make room in Compare, which offers the oldest models, or export runs and delete them",
  );
}
