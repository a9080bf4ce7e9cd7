import type { Folder, Locks } from "../compute/large-files";

export interface FakeFolder extends Folder {
  readonly files: Map<string, Uint8Array>;
  /** bytes that fit; a write beyond them throws as a browser's does */
  room: number;
  /** what every opening of a file throws, as in a private window */
  refuses: Error | null;
  /** called before each write, which fails if it throws */
  onWrite: () => void;
  /** false: a second reader of a file is refused, as by browsers without shared reading */
  readsShared: boolean;
}

/** A folder of the browser's private file system, in memory. */
export function makeFakeFolder(): FakeFolder {
  const files = new Map<string, Uint8Array>();
  const open = new Map<string, number>();
  const folder: FakeFolder = {
    files,
    room: Infinity,
    refuses: null,
    onWrite: () => {},
    readsShared: true,
    keys: async function* () {
      yield* files.keys();
    },
    removeEntry: async (name) => {
      if (open.get(name)) throw new DOMException("in use", "NoModificationAllowedError");
      if (!files.delete(name)) throw new DOMException("no such file", "NotFoundError");
    },
    getFileHandle: async (name, options) => {
      if (!files.has(name)) {
        if (!options?.create) throw new DOMException("no such file", "NotFoundError");
        files.set(name, new Uint8Array(0));
      }
      return {
        getFile: async () => new Blob([files.get(name)! as Uint8Array<ArrayBuffer>]),
        createSyncAccessHandle: async (how) => {
          if (folder.refuses) throw folder.refuses;
          if (open.get(name) && !(how?.mode === "read-only" && folder.readsShared)) {
            throw new DOMException("in use", "NoModificationAllowedError");
          }
          open.set(name, (open.get(name) ?? 0) + 1);
          return {
            read: (into, { at }) => {
              const part = files.get(name)!.subarray(at, at + into.length);
              into.set(part);
              return part.length;
            },
            write: (bytes, { at }) => {
              if (!(bytes.buffer instanceof ArrayBuffer)) throw new TypeError("the memory is shared");
              folder.onWrite();
              if (at + bytes.length > folder.room) throw new DOMException("full", "QuotaExceededError");
              const before = files.get(name)!;
              const after = new Uint8Array(Math.max(before.length, at + bytes.length));
              after.set(before);
              after.set(bytes, at);
              files.set(name, after);
              return bytes.length;
            },
            getSize: () => files.get(name)!.length,
            close: () => void open.set(name, open.get(name)! - 1),
          };
        },
      };
    },
  };
  return folder;
}

/** As `navigator.locks`, for the one lock that is asked for: shared, or alone if nobody has it. */
export function makeFakeLocks(): Locks {
  let held = 0;
  return {
    async request(_name, { ifAvailable }, work) {
      if (ifAvailable && held > 0) return work(null);
      held++;
      try {
        await work({});
      } finally {
        held--;
      }
    },
  };
}
