import { writeFile } from "node:fs/promises";
import { pack, unpack } from "../src/core/binary/pack";
import { exactScore, expectFresh, openCell, openSampleRun } from "./support/notebook";
import { expect, test } from "./support/test";

const TITLE = "Why does a volcano glow?";

/** Sizes of the models that have files of their own. */
async function fileSizes(): Promise<number[]> {
  const folder = await (
    await navigator.storage.getDirectory()
  ).getDirectoryHandle("scorebook-models", { create: true });
  const sizes: number[] = [];
  for await (const file of folder.values()) {
    if (file.kind === "file") sizes.push((await (file as FileSystemFileHandle).getFile()).size);
  }
  return sizes;
}

/** Models that the database says are in files. */
async function recorded(): Promise<number> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => request.addEventListener("success", () => resolve(request.result)));
  const db = await done(indexedDB.open("scorebook-engine"));
  const count = await done(db.transaction("largeFiles").objectStore("largeFiles").count());
  db.close();
  return count;
}

test("a model too large for the database is there after a reload, and goes with its run", async ({ page }) => {
  await openSampleRun(page);
  const exact = await exactScore(page, TITLE);
  const exported = await page.evaluate(async () => [...(await scorebook.exportRun((await scorebook.runs())[0].id))]);
  // A forest of this size takes minutes: the model is made as heavy.
  const content = unpack(Uint8Array.from(exported)) as { predictor: object };
  const weight = Float64Array.from({ length: 5_000_000 }, (_, i) => i / 3);
  const path = test.info().outputPath("heavy.scorebook");
  await writeFile(path, pack({ ...content, predictor: { ...content.predictor, weight } }));
  await page.evaluate(() => {
    const input = Object.assign(document.createElement("input"), { type: "file", id: "heavy", hidden: true });
    document.body.append(input);
  });
  await page.setInputFiles("#heavy", path);
  await page.evaluate(async () => {
    const [file] = document.querySelector<HTMLInputElement>("#heavy")!.files!;
    await scorebook.importRun(file);
  });
  await expect.poll(() => page.evaluate(recorded)).toBe(1);

  await page.goto("./");
  await expectFresh(page);
  expect(await exactScore(page, TITLE)).toBe(exact);
  const [run] = await page.evaluate(() => scorebook.runs());
  expect(run.figures.predictorBytes).toBeGreaterThan(weight.byteLength);
  expect(await page.evaluate(fileSizes)).toEqual([run.figures.predictorBytes]);

  await page.evaluate((id) => scorebook.deleteRun(id), run.id);
  const compare = await openCell(page, "Compare");
  await compare.getByRole("button", { name: "Delete 1 run for good" }).click();
  await expect.poll(() => page.evaluate(fileSizes)).toEqual([]);
});
