import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { pack, packInPieces } from "../core/binary/pack";
import type { RunParts, RunSummary } from "../pipeline/runs/run-summary";
import { makeFakeFolder, makeFakeLocks } from "../testing/fake-folder";
import type { FakeFolder } from "../testing/fake-folder";
import { makeLargeFiles } from "./large-files";
import { makeIndexedDbStorage } from "./storage";
import type { EngineStorage } from "./storage";

const LIMIT = 2 ** 14;
/** Several pieces, with pauses between them. */
const LONG = 40e6;
let folder: FakeFolder;
let name: string;
let storage: EngineStorage;

/** As a page that is opened (again) on the same profile. */
const open = (withFiles = true) =>
  makeIndexedDbStorage({
    name,
    largeFiles: withFiles ? makeLargeFiles(async () => folder, locks) : null,
    bytesInDatabase: LIMIT,
  });
let locks = makeFakeLocks();

beforeEach(() => {
  folder = makeFakeFolder();
  locks = makeFakeLocks();
  name = crypto.randomUUID();
  storage = open();
});

const summaryOf = (id: string, run = id) => ({ id, name: run }) as RunSummary;
const partsOf = (id: string) => ({ id, history: {} }) as RunParts;
/** A large array in shared memory, and what is small beside it. */
function modelOf(seed: number, bytes = 100_000) {
  const weights = new Float64Array(new SharedArrayBuffer(bytes));
  for (let i = 0; i < weights.length; i += 999) weights[i] = seed + i / 3;
  return { seed, model: { weights, depth: Uint8Array.of(seed, 2, 3), bias: -0 } };
}
const isKept = async (id: string, model: object, by = storage) => {
  const predictor = await by.loadPredictor(id);
  return predictor !== null && Buffer.from(pack(predictor)).equals(pack(model));
};
const save = (id: string, model: object, as = summaryOf(id)) => storage.saveRun(as, partsOf(id), packInPieces(model));

describe("makeIndexedDbStorage with large files", () => {
  it("keeps a large predictor in a file, whatever its run is called, and a small one in the database", async () => {
    await save("small", modelOf(1, 1000));
    expect(folder.files.size).toBe(0);
    await save("../../large", modelOf(2));
    expect(folder.files.size).toBe(1);
    expect([...folder.files.keys()][0]).toMatch(/^[\w-]+$/);
    const reloaded = open();
    expect(await isKept("small", modelOf(1, 1000), reloaded)).toBe(true);
    expect(await isKept("../../large", modelOf(2), reloaded)).toBe(true);
    expect(await reloaded.loadParts("../../large")).toEqual(partsOf("../../large"));
  });

  it("replaces a predictor by another, wherever the two are kept", async () => {
    for (const bytes of [100_000, 1000, 120_000, 100_000]) {
      await save("a", modelOf(bytes, bytes));
      expect(await isKept("a", modelOf(bytes, bytes), open())).toBe(true);
      expect(folder.files.size).toBe(bytes > LIMIT ? 1 : 0);
    }
    await storage.saveRun(summaryOf("a", "renamed"), null, null);
    expect(await isKept("a", modelOf(100_000))).toBe(true);
  });

  it("removes the file with the parts, and with the run", async () => {
    await save("a", modelOf(1));
    await save("b", modelOf(2));
    await storage.deleteParts("a");
    expect(folder.files.size).toBe(1);
    expect(await storage.loadPredictor("a")).toBeNull();
    expect((await storage.loadRuns()).map(({ id }) => id)).toEqual(["a", "b"]);
    await storage.deleteRun("b");
    expect(folder.files.size).toBe(0);
    expect(await storage.loadPredictor("b")).toBeNull();
  });

  it("deletes a run that is still being written once it is there, and keeps the latest record", async () => {
    const saving = save("a", modelOf(1, LONG));
    const updating = storage.updateRun(summaryOf("a", "renamed"));
    await Promise.all([saving, updating]);
    expect(await storage.loadRuns()).toEqual([summaryOf("a", "renamed")]);
    const again = save("a", modelOf(2, LONG));
    await Promise.all([again, storage.deleteRun("a")]);
    expect(await storage.loadRuns()).toEqual([]);
    expect(folder.files.size).toBe(0);
  });

  it("answers in between while it writes", async () => {
    const order: string[] = [];
    const saving = save("a", modelOf(1, LONG)).then(() => order.push("saved"));
    setTimeout(() => order.push("answered"));
    await saving;
    expect(order).toEqual(["answered", "saved"]);
  });

  it("takes a half-written file for no model, and removes it at the next start", async () => {
    // the page is gone in the middle
    let writes = 0;
    folder.onWrite = () => {
      if (++writes === 10) throw new Error("gone");
    };
    const { removeEntry } = folder;
    folder.removeEntry = () => Promise.reject(new Error("gone"));
    const lost = makeLargeFiles(async () => folder, locks);
    const gone = () => Promise.reject(new Error("gone"));
    await expect(lost.write(packInPieces(modelOf(1, LONG)), gone)).rejects.toThrow("gone");
    const leftover = [...folder.files.keys()];
    expect(leftover).toHaveLength(1);
    await expect(lost.load(leftover[0])).rejects.toMatchObject({ code: "foreign-file" });

    Object.assign(folder, { removeEntry, onWrite: () => {} });
    storage = open();
    await save("b", modelOf(2));
    expect(await storage.loadRuns()).toEqual([summaryOf("b")]);
    expect(folder.files.size).toBe(2);
    await storage.removeLeftovers();
    expect(folder.files.size).toBe(1);
    expect(await isKept("b", modelOf(2))).toBe(true);
  });

  it("leaves alone what another tab has written and is about to record", async () => {
    const files = makeLargeFiles(async () => folder, locks);
    await files.write(packInPieces(modelOf(1)), async () => {
      await open().removeLeftovers();
      expect(folder.files.size).toBe(1);
    });
    await storage.removeLeftovers();
    expect(folder.files.size).toBe(0);
  });

  it("says that storage is full, and leaves neither file nor record", async () => {
    folder.room = 60_000;
    await expect(save("a", modelOf(1))).rejects.toMatchObject({ code: "storage-full" });
    expect(folder.files.size).toBe(0);
    expect(await storage.loadRuns()).toEqual([]);
    expect(await storage.loadPredictor("a")).toBeNull();
  });

  it("keeps all in the database where the browser refuses files, or has none", async () => {
    folder.refuses = new DOMException("private window", "SecurityError");
    await save("a", modelOf(1));
    expect(folder.files.size).toBe(0);
    expect(await isKept("a", modelOf(1))).toBe(true);
    storage = open(false);
    await save("b", modelOf(2));
    expect(await isKept("b", modelOf(2), open(false))).toBe(true);
    await storage.removeLeftovers();
  });

  it("finds a changed file damaged, and one that is gone missing", async () => {
    await save("a", modelOf(1));
    const [[file, bytes]] = folder.files;
    bytes[50_000] ^= 1;
    await expect(storage.loadPredictor("a")).rejects.toMatchObject({ code: "damaged-file" });
    folder.files.set(file, bytes.slice(0, 50_000));
    await expect(storage.loadPredictor("a")).rejects.toMatchObject({ code: "damaged-file" });
    folder.files.clear();
    expect(await storage.loadPredictor("a")).toBeNull();
  });

  it("reads what another tab reads too, in browsers that open a file once", async () => {
    await save("a", modelOf(1));
    folder.readsShared = false;
    const file = await folder.getFileHandle([...folder.files.keys()][0]);
    const elsewhere = await file.createSyncAccessHandle({ mode: "read-only" });
    expect(await isKept("a", modelOf(1))).toBe(true);
    elsewhere.close();
    // one that cannot be removed while it is read is a leftover
    folder.readsShared = true;
    const reading = await file.createSyncAccessHandle({ mode: "read-only" });
    await storage.deleteRun("a");
    expect(folder.files.size).toBe(1);
    reading.close();
    await open().removeLeftovers();
    expect(folder.files.size).toBe(0);
  });
});
