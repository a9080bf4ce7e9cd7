import { expect, it } from "vitest";
import { makeDiskShelf } from "./disk-shelf";

/** A folder of files in memory, as far as the shelf asks. `room`: bytes that fit the disk. */
function fakeRoot(room = Infinity) {
  const files = new Map<string, { bytes: Uint8Array; isOpen: boolean }>();
  const folder = {
    keys: async function* () {
      yield* files.keys();
    },
    removeEntry: async (name: string) => {
      if (files.get(name)?.isOpen) throw new Error("in use");
      files.delete(name);
    },
    getFileHandle: async (name: string) => ({
      createSyncAccessHandle: async () => {
        const file = { bytes: new Uint8Array(0), isOpen: true };
        files.set(name, file);
        return {
          write: (array: ArrayBufferView, { at }: { at: number }) => {
            const end = at + array.byteLength;
            if (end > room) throw new DOMException("full", "QuotaExceededError");
            if (file.bytes.length < end) {
              const longer = new Uint8Array(end);
              longer.set(file.bytes);
              file.bytes = longer;
            }
            file.bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
            return array.byteLength;
          },
          read: (array: Uint8Array, { at }: { at: number }) => {
            new Uint8Array(array.buffer).set(file.bytes.subarray(at, at + array.byteLength));
            return array.byteLength;
          },
          close: () => void (file.isOpen = false),
        };
      },
    }),
  };
  const root = { getDirectoryHandle: async () => folder } as unknown as FileSystemDirectoryHandle;
  return { files, root: () => Promise.resolve(root) };
}

const partOf = (value: number) => ({
  trees: { feature: new Int32Array(40_000).fill(value), value: new Float64Array(40_000).fill(value / 3), outputs: 1 },
  importance: Float64Array.of(value),
  outOfBag: [new Float32Array(20_000).fill(value)],
});

it("holds what is over its share of memory in a file, and frees it", async () => {
  const { files, root } = fakeRoot();
  const shelf = makeDiskShelf(root, 600_000);
  const given = [1, 2, 3].map(partOf);
  const kept = await Promise.all(given.map((part) => shelf.put(part)));
  expect(kept[0]).toBe(given[0]);
  const freed = "transfer" in ArrayBuffer.prototype ? 0 : 40_000;
  expect(given.map(({ trees }) => trees.feature.length)).toEqual([40_000, freed, freed]);
  expect(kept).toEqual([1, 2, 3].map(partOf));
  // read anew each time
  expect(kept[1].trees.value).not.toBe(kept[1].trees.value);
  expect([...files.values()].map(({ bytes }) => bytes.length)).toEqual([2 * 12 * 40_000]);
  shelf.close();
  await Promise.resolve();
  await new Promise((done) => setTimeout(done, 0));
  expect(files.size).toBe(0);
});

it("keeps in memory what the disk has no room for", async () => {
  const { root } = fakeRoot(700_000);
  const shelf = makeDiskShelf(root, 0);
  const first = await shelf.put(partOf(1));
  const second = partOf(2);
  expect(await shelf.put(second)).toBe(second);
  expect([first, second]).toEqual([partOf(1), partOf(2)]);
});

it("keeps everything in memory where there is no such file system", async () => {
  const shelf = makeDiskShelf(() => Promise.reject(new Error("no storage here")), 0);
  const part = partOf(1);
  expect(await shelf.put(part)).toBe(part);
  shelf.close();
});

it("removes what earlier visits left, but not what another tab has open", async () => {
  const { files, root } = fakeRoot();
  files.set("left", { bytes: new Uint8Array(9), isOpen: false });
  files.set("another tab's", { bytes: new Uint8Array(9), isOpen: true });
  await makeDiskShelf(root, 0).put(partOf(1));
  expect([...files.keys()]).toHaveLength(2);
  expect(files.has("left")).toBe(false);
});
