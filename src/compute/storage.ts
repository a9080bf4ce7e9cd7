import { openDB } from "idb";
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import { joinPieces, unpack } from "../core/binary/pack";
import type { PackedPieces } from "../core/binary/pack";
import { DataError } from "../core/errors";
import { completeRun, splitRun } from "../pipeline/runs/run-summary";
import type { RunParts, RunSummary } from "../pipeline/runs/run-summary";
import type { StageName } from "../pipeline/stage-state";
import type { Run } from "../pipeline/views";
import type { PredictorValue } from "../predictor/predictor-value";
import type { LargeFiles } from "./large-files";

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
  saveRun(summary: RunSummary, parts: RunParts | null, predictor: PackedPieces | null): Promise<void>;
  /** Replaces the record of a run that is there; its parts and predictor stay. */
  updateRun(summary: RunSummary): Promise<void>;
  /** The records of all runs, or of those named that are there. */
  loadRuns(ids?: readonly string[]): Promise<readonly RunSummary[]>;
  loadParts(runId: string): Promise<RunParts | null>;
  /** @throws {DataError} "damaged-file" */
  loadPredictor(runId: string): Promise<PredictorValue | null>;
  /** Removes parts and predictor; the record stays. */
  deleteParts(runId: string): Promise<void>;
  deleteRun(runId: string): Promise<void>;
  /** Removes what a page that was closed too soon left half-written. */
  removeLeftovers(): Promise<void>;
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
  /** by run, the name of the file that holds its predictor in place of `predictors` */
  largeFiles: { key: string; value: { id: string; file: string } };
}

const FILES_KEPT = 2;
/**
 * Predictors above it go into a file: IndexedDB has three copies of one in memory while it is saved, made without a pause, a
 * file one piece.
 */
const BYTES_IN_DATABASE = 2 ** 20;

export interface IndexedDbOptions {
  readonly name?: string;
  /** null where the browser has none: all is in IndexedDB */
  readonly largeFiles?: LargeFiles | null;
  readonly bytesInDatabase?: number;
}

/** In IndexedDB, of this origin and this browser profile; large predictors in files beside it. */
export function makeIndexedDbStorage({
  name = "scorebook-engine",
  largeFiles = null,
  bytesInDatabase = BYTES_IN_DATABASE,
}: IndexedDbOptions = {}): EngineStorage {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const database = () =>
    (opening ??= openDB<Schema>(name, 4, {
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
        if (before < 4) db.createObjectStore("largeFiles", { keyPath: "id" });
      },
      // A page of a later version waits to upgrade; the next call opens what it made.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        opening = null;
      },
    }));

  /** Work on one run in the order it was asked for: a large predictor takes seconds to write. */
  const turns = new Map<string, Promise<unknown>>();
  function inTurn<T>(runId: string, work: () => Promise<T>): Promise<T> {
    const turn = (turns.get(runId) ?? Promise.resolve()).then(work, work);
    turns.set(runId, turn);
    const forget = () => void (turns.get(runId) === turn && turns.delete(runId));
    turn.then(forget, forget);
    return turn;
  }

  async function putRun(
    summary: RunSummary,
    parts: RunParts | null,
    predictor: { readonly bytes: Uint8Array } | { readonly file: string } | null,
  ): Promise<void> {
    const { id } = summary;
    const transaction = (await database()).transaction(["runs", "parts", "predictors", "largeFiles"], "readwrite");
    const inFiles = transaction.objectStore("largeFiles");
    const former = predictor && (await inFiles.get(id))?.file;
    await Promise.all([
      transaction.objectStore("runs").put(summary),
      parts && transaction.objectStore("parts").put(parts),
      predictor && "bytes" in predictor && transaction.objectStore("predictors").put({ id, bytes: predictor.bytes }),
      predictor && "bytes" in predictor && inFiles.delete(id),
      predictor && "file" in predictor && transaction.objectStore("predictors").delete(id),
      predictor && "file" in predictor && inFiles.put({ id, file: predictor.file }),
      transaction.done,
    ]);
    if (former) await largeFiles?.remove(former);
  }

  async function deleteKept(runId: string, { withRecord }: { readonly withRecord: boolean }): Promise<void> {
    const transaction = (await database()).transaction(["runs", "parts", "predictors", "largeFiles"], "readwrite");
    const file = (await transaction.objectStore("largeFiles").get(runId))?.file;
    await Promise.all([
      withRecord && transaction.objectStore("runs").delete(runId),
      transaction.objectStore("parts").delete(runId),
      transaction.objectStore("predictors").delete(runId),
      transaction.objectStore("largeFiles").delete(runId),
      transaction.done,
    ]);
    if (file) await largeFiles?.remove(file);
  }

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
    saveRun: (summary, parts, packed) =>
      inTurn(summary.id, () =>
        guarded(async () => {
          if (!packed || !largeFiles || packed.length <= bytesInDatabase) {
            return putRun(summary, parts, packed && { bytes: joinPieces(packed) });
          }
          return largeFiles.write(packed, (file) =>
            putRun(summary, parts, file === null ? { bytes: joinPieces(packed) } : { file }),
          );
        }),
      ),
    updateRun: (summary) =>
      inTurn(summary.id, () => guarded(async () => void (await (await database()).put("runs", summary)))),
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
    loadPredictor: async (runId) => {
      const db = await database();
      const inFile = await db.get("largeFiles", runId);
      if (inFile) return ((await largeFiles?.load(inFile.file)) ?? null) as PredictorValue | null;
      const kept = await db.get("predictors", runId);
      return kept ? (unpack(kept.bytes) as PredictorValue) : null;
    },
    deleteParts: (runId) => inTurn(runId, () => deleteKept(runId, { withRecord: false })),
    deleteRun: (runId) => inTurn(runId, () => deleteKept(runId, { withRecord: true })),
    removeLeftovers: async () =>
      largeFiles?.removeLeftovers(
        async () => new Set((await (await database()).getAll("largeFiles")).map(({ file }) => file)),
      ),
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
  const predictors = new Map<string, PackedPieces>();
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
    loadPredictor: async (runId) => {
      const packed = predictors.get(runId);
      return packed ? (unpack(joinPieces(packed)) as PredictorValue) : null;
    },
    deleteParts: async (runId) => {
      allParts.delete(runId);
      predictors.delete(runId);
    },
    deleteRun: async (runId) => {
      runs.delete(runId);
      allParts.delete(runId);
      predictors.delete(runId);
    },
    removeLeftovers: async () => {},
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
