import { unpack } from "../core/binary/pack";
import type { PackedPieces } from "../core/binary/pack";
import { DataError } from "../core/errors";

/** What is too large for IndexedDB, which copies it twice on its way: files of the browser's private file system. */
export interface LargeFiles {
  /**
   * Writes a file piece by piece, then calls `record` with its name, or with null where the browser refuses files. Until
   * `record` is done nothing takes the file for a leftover; it goes again if that fails.
   *
   * @throws what `record` throws, and the browser's QuotaExceededError
   */
  write(packed: PackedPieces, record: (name: string | null) => Promise<void>): Promise<void>;
  /** The value in a file; null where it is gone. @throws {DataError} "damaged-file" */
  load(name: string): Promise<unknown>;
  /** What cannot go now, because another tab reads it, is a leftover at the next start. */
  remove(name: string): Promise<void>;
  /** Removes the files that no record names, unless a tab is just writing: a page that was closed too soon left them. */
  removeLeftovers(recorded: () => Promise<ReadonlySet<string>>): Promise<void>;
}

/** What is used of a FileSystemDirectoryHandle. */
export interface Folder {
  getFileHandle(name: string, options?: { create: boolean }): Promise<FolderFile>;
  removeEntry(name: string): Promise<void>;
  keys(): AsyncIterable<string>;
}

/** What is used of a FileSystemFileHandle. */
export interface FolderFile {
  createSyncAccessHandle(options?: { mode: "read-only" }): Promise<OpenFile>;
  getFile(): Promise<Blob>;
}

/** What is used of a FileSystemSyncAccessHandle. */
export interface OpenFile {
  read(into: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  getSize(): number;
  close(): void;
}

/** As `navigator.locks`. */
export interface Locks {
  request(
    name: string,
    options: { mode?: "shared"; ifAvailable?: boolean },
    work: (lock: unknown) => Promise<void>,
  ): Promise<void>;
}

const FOLDER = "scorebook-models";
const LOCK = "scorebook-models";
/** Written without a pause: some milliseconds, after which the worker answers what it was asked meanwhile. */
const BYTES_AT_A_TIME = 2 ** 20;

/** Of this origin and browser profile; null in a browser without. A file is written while nothing is drawn. */
export function findLargeFiles(untilDrawn: () => Promise<void>): LargeFiles | null {
  const { storage, locks } = navigator as { storage?: Partial<StorageManager>; locks?: Locks };
  if (!locks || !storage?.getDirectory) return null;
  return makeLargeFiles(
    async () => (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true }),
    locks,
    untilDrawn,
  );
}

/** @param pause awaited before each of the parts in which a file is written */
export function makeLargeFiles(
  openFolder: () => Promise<Folder>,
  locks: Locks,
  pause: () => Promise<void> = async () => undefined,
): LargeFiles {
  async function remove(name: string): Promise<void> {
    try {
      await (await openFolder()).removeEntry(name);
    } catch {
      // gone, or tried again at the next start
    }
  }

  /** The name of the file; null where a private window or an old browser has none. */
  async function written(packed: PackedPieces): Promise<string | null> {
    // Not the run's id: that of an imported run may be any text.
    const name = crypto.randomUUID();
    try {
      const file = await (await openFolder()).getFileHandle(name, { create: true });
      const open = await file.createSyncAccessHandle();
      try {
        await fill(open, packed, pause);
      } finally {
        open.close();
      }
      return name;
    } catch (thrown) {
      await remove(name);
      if ((thrown as { name?: unknown } | null)?.name === "QuotaExceededError") throw thrown;
      return null;
    }
  }

  return {
    remove,

    write: (packed, record) =>
      locks.request(LOCK, { mode: "shared" }, async () => {
        const name = await written(packed);
        try {
          await record(name);
        } catch (thrown) {
          if (name !== null) await remove(name);
          throw thrown;
        }
      }),

    async load(name) {
      let file: FolderFile;
      try {
        file = await (await openFolder()).getFileHandle(name);
      } catch {
        return null;
      }
      let open: OpenFile;
      try {
        open = await file.createSyncAccessHandle({ mode: "read-only" });
      } catch {
        // A browser without that mode lets one tab read at a time; a copy is anyone's.
        return unpack(new Uint8Array(await (await file.getFile()).arrayBuffer()));
      }
      try {
        return unpack({ length: open.getSize(), read: (at, into) => readWhole(open, at, into) });
      } finally {
        open.close();
      }
    },

    removeLeftovers: (recorded) =>
      locks.request(LOCK, { ifAvailable: true }, async (lock) => {
        if (!lock) return;
        const names: string[] = [];
        try {
          for await (const name of (await openFolder()).keys()) names.push(name);
        } catch {
          return;
        }
        const kept = names.length > 0 ? await recorded() : new Set();
        for (const name of names) if (!kept.has(name)) await remove(name);
      }),
  };
}

async function fill(open: OpenFile, packed: PackedPieces, pause: () => Promise<void>): Promise<void> {
  await pause();
  // Not every browser writes from shared memory.
  let unshared = new Uint8Array(0);
  let sincePause = 0;
  for (const { at, bytes } of packed.pieces()) {
    let plain = bytes;
    if (!(bytes.buffer instanceof ArrayBuffer)) {
      if (unshared.length < bytes.length) unshared = new Uint8Array(bytes.length);
      unshared.set(bytes);
      plain = unshared.subarray(0, bytes.length);
    }
    if (open.write(plain, { at }) !== bytes.length) throw new Error("the browser wrote less than it was given");
    sincePause += bytes.length;
    if (sincePause < BYTES_AT_A_TIME) continue;
    sincePause = 0;
    await new Promise((resolve) => setTimeout(resolve));
    await pause();
  }
}

function readWhole(open: OpenFile, at: number, into: Uint8Array): void {
  const read = open.read(into, { at });
  if (read !== into.length) {
    throw new DataError("damaged-file", `the browser read ${read} of ${into.length} bytes at ${at}`);
  }
}
