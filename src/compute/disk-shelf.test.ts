import { expect, it } from "vitest";
import { makeFakeFolder } from "../testing/fake-folder";
import { makeDiskShelf } from "./disk-shelf";

function start(room = Infinity) {
  const folder = makeFakeFolder();
  folder.room = room;
  const root = { getDirectoryHandle: async () => folder } as unknown as FileSystemDirectoryHandle;
  return { folder, root: () => Promise.resolve(root) };
}

const partOf = (value: number) => ({
  trees: { feature: new Int32Array(40_000).fill(value), value: new Float64Array(40_000).fill(value / 3), outputs: 1 },
  importance: Float64Array.of(value),
  outOfBag: [new Float32Array(20_000).fill(value)],
});

it("holds what is over its share of memory in a file, and frees it", async () => {
  const { folder, root } = start();
  const shelf = makeDiskShelf(root, 600_000);
  const given = [1, 2, 3].map(partOf);
  const kept = await Promise.all(given.map((part) => shelf.put(part)));
  expect(kept[0]).toBe(given[0]);
  const freed = "transfer" in ArrayBuffer.prototype ? 0 : 40_000;
  expect(given.map(({ trees }) => trees.feature.length)).toEqual([40_000, freed, freed]);
  expect(kept).toEqual([1, 2, 3].map(partOf));
  // read anew each time
  expect(kept[1].trees.value).not.toBe(kept[1].trees.value);
  expect([...folder.files.values()].map(({ length }) => length)).toEqual([2 * 12 * 40_000]);
  shelf.close();
  await Promise.resolve();
  await new Promise((done) => setTimeout(done, 0));
  expect(folder.files.size).toBe(0);
});

it("keeps in memory what the disk has no room for", async () => {
  const { root } = start(700_000);
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
  const { folder, root } = start();
  folder.files.set("left", new Uint8Array(9));
  const another = await folder.getFileHandle("another tab's", { create: true });
  await another.createSyncAccessHandle();
  await makeDiskShelf(root, 0).put(partOf(1));
  expect([...folder.files.keys()]).toHaveLength(2);
  expect(folder.files.has("left")).toBe(false);
});
