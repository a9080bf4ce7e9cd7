import { freeArray } from "../core/free-buffer";
import { invariant } from "../core/errors";
import type { Shelf } from "../pipeline/executor";
import { bytesOfPlain } from "../pipeline/plain-bytes";

/** What waits in memory before anything goes to the disk: most models are smaller as a whole. */
const BYTES_IN_MEMORY = 32e6;
/** Arrays below this stay in memory with the rest of the value. */
const LEAST_BYTES = 65_536;

/** Bytes written at a time. */
const PIECE = 1 << 22;

const FOLDER = "scorebook-shelf";

/** A file of this origin's own folder, written and read at once. */
interface OpenFile {
  readonly handle: FileSystemSyncAccessHandle;
  close(): void;
}

/**
 * Puts large arrays into a file of the browser's private file system (`root`), which no reading of it outlives. What finds no
 * room there, or no such file system, waits in memory. For workers: pages may not read files at once.
 */
export function makeDiskShelf(
  root: () => Promise<FileSystemDirectoryHandle>,
  bytesInMemory: number = BYTES_IN_MEMORY,
): Shelf {
  let held = 0;
  let end = 0;
  let opening: Promise<OpenFile | null> | null = null;
  let isClosed = false;

  async function file(): Promise<OpenFile | null> {
    opening ??= openFile(root).catch(() => null);
    return opening;
  }

  /** The value with its large arrays on the disk; they are freed once all of them are there. */
  function move<T extends object>(value: T, { handle }: OpenFile): T {
    const moved: ArrayBufferView[] = [];
    const visit = (item: object): object => {
      const copy = { ...item } as Record<string, unknown>;
      for (const [key, part] of Object.entries(item) as [string, unknown][]) {
        if (ArrayBuffer.isView(part)) {
          if (part.byteLength < LEAST_BYTES) continue;
          const read = write(handle, end, part as Uint8Array);
          end += part.byteLength;
          moved.push(part);
          Object.defineProperty(copy, key, { enumerable: true, get: read });
        } else if (part !== null && typeof part === "object" && !Array.isArray(part)) copy[key] = visit(part);
      }
      return copy;
    };
    const copy = visit(value) as T;
    for (const array of moved) freeArray(array);
    return copy;
  }

  return {
    async put(value) {
      const bytes = bytesOfPlain(value);
      if (held + bytes <= bytesInMemory) {
        held += bytes;
        return value;
      }
      const open = await file();
      if (!open || isClosed) return value;
      const before = end;
      try {
        return move(value, open);
      } catch {
        // No room on the disk.
        end = before;
        return value;
      }
    },
    close() {
      isClosed = true;
      void opening?.then((open) => open?.close());
    },
  };
}

/** Writes an array and returns what reads it again. */
function write(handle: FileSystemSyncAccessHandle, at: number, array: Uint8Array): () => ArrayBufferView {
  const { length, byteLength } = array;
  const Kind = array.constructor as new (length: number) => Uint8Array<ArrayBuffer>;
  const bytes = new Uint8Array(array.buffer, array.byteOffset, byteLength);
  const isShared = typeof SharedArrayBuffer !== "undefined" && array.buffer instanceof SharedArrayBuffer;
  for (let from = 0; from < byteLength; from += PIECE) {
    // Not every browser writes from shared memory. A copy that is left lying is collected minutes later.
    const piece = isShared ? bytes.slice(from, from + PIECE) : bytes.subarray(from, from + PIECE);
    const { length } = piece;
    const written = handle.write(piece, { at: at + from });
    if (isShared) freeArray(piece);
    if (written !== length) throw new Error(`${written} of ${length} bytes were written`);
  }
  return () => {
    const again = new Kind(length);
    const read = handle.read(new Uint8Array(again.buffer), { at });
    invariant(read === byteLength, `${read} of ${byteLength} bytes were read`);
    return again;
  };
}

async function openFile(root: () => Promise<FileSystemDirectoryHandle>): Promise<OpenFile> {
  const folder = await (await root()).getDirectoryHandle(FOLDER, { create: true });
  await removeLeftovers(folder);
  const name = crypto.randomUUID();
  const handle = await (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
  return {
    handle,
    close() {
      handle.close();
      folder.removeEntry(name).catch(() => undefined);
    },
  };
}

/** Files of visits that ended half-way. Those that another tab has open cannot be removed. */
async function removeLeftovers(folder: FileSystemDirectoryHandle): Promise<void> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  await Promise.all(names.map((name) => folder.removeEntry(name).catch(() => undefined)));
}
