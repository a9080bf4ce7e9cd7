import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import { axeProblems } from "./support/axe";
import { openCell, openMenu, openSampleRun, outline } from "./support/notebook";
import { expect, test } from "./support/test";

test("runs are compared, starred, deleted and had back, reproduced, and kept", async ({ page }) => {
  await openSampleRun(page);
  await page.evaluate(async () => {
    await scorebook.configure({ model: { alpha: 1.01 } } as never);
    await scorebook.run();
    await scorebook.configure({ model: { kind: "baseline" } } as never);
    await scorebook.run();
  });
  const compare = await openCell(page, "Compare");
  const table = compare.getByRole("table").first();
  await expect(table.getByRole("row")).toHaveCount(4);
  await expect(compare).toContainText(/\d+ settings are the same in all of them and not shown/);
  await expect(table.getByRole("columnheader", { name: "model.alpha" })).toBeVisible();

  await compare.getByRole("checkbox", { name: "Compare Run 2" }).check();
  await compare.getByRole("checkbox", { name: "Compare Run 3" }).check();
  const both = compare.getByRole("region", { name: "Compare runs" });
  await expect(both).toContainText(/Run 2 is better than Run 3: RMSE lower by [\d.]+ \(95% interval .*\)/);
  await compare.getByRole("checkbox", { name: "Compare Run 1" }).check();
  await expect(both).toContainText(/is not distinguishable from it|Run \d is better than Run \d and Run \d/);
  await expect(both.getByRole("table", { name: "Settings that differ" })).toContainText("model.alpha");
  await expect(both.getByRole("figure", { name: /predicts half of the test posts within/ })).toBeVisible();
  await expect(both.getByRole("region", { name: "Posts they disagree on most", exact: true }).first()).toContainText(
    /[a-z]{4,}/,
  );
  expect(await axeProblems(page, '[data-cell="compare"]')).toEqual([]);

  await compare.getByRole("button", { name: "Star Run 2" }).click();
  await expect(compare.getByRole("button", { name: "Star Run 2" })).toHaveAttribute("aria-pressed", "true");
  await compare.getByRole("button", { name: "Run 3", exact: true }).click();
  const detail = compare.getByRole("region", { name: "Run 3 in full" });
  await expect(detail.getByRole("list", { name: "Lineage" })).toContainText(/sha256 [0-9a-f]{64}/);
  await detail.getByRole("button", { name: "Reproduce Run 3" }).click();
  await expect(detail).toContainText("Run 3 is reproduced, equal to the last bit", { timeout: 60_000 });
  await detail.getByRole("button", { name: "Delete" }).click();
  await expect(table.getByRole("row")).toHaveCount(3);
  await compare.getByRole("button", { name: "Undo" }).click();
  await expect(table.getByRole("row")).toHaveCount(4);
  await compare.getByRole("searchbox", { name: "Filter" }).fill("ridge");
  await expect(table.getByRole("row")).toHaveCount(3);

  await page.reload();
  await openCell(page, "Compare");
  await expect(table.getByRole("row")).toHaveCount(4);
  await expect(compare.getByRole("button", { name: "Star Run 2" })).toHaveAttribute("aria-pressed", "true");
  await expect(outline(page, "Compare")).toBeVisible();

  await openMenu(compare.getByRole("button", { name: /^Export 3 runs/ }));
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /MLflow/ }).click();
  const names = Object.keys(unzipSync(await readFile(await (await download).path())));
  expect(names.filter((name) => /^mlruns\/\d+\/[0-9a-f]{32}\/meta\.yaml$/.test(name))).toHaveLength(3);
});

test("runs of an earlier version are there after the update, and two tabs share theirs", async ({ page, context }) => {
  await openSampleRun(page);
  const score = await page.evaluate(async () => (await scorebook.predict({ title: "volcano" })).score);
  const run = await page.evaluate(async () => scorebook.wholeRun((await scorebook.runs())[0].id));
  // back to the layout of version 2: one record that holds all of a run
  await page.goto("./favicon.svg");
  await page.evaluate(async (old) => {
    const open = (version?: number, upgrade?: (db: IDBDatabase) => void) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("scorebook-engine", version);
        request.addEventListener("upgradeneeded", () => upgrade?.(request.result));
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error as Error));
      });
    const all = (db: IDBDatabase, store: string) =>
      new Promise<unknown[]>((resolve) => {
        const request = db.transaction(store).objectStore(store).getAll();
        request.addEventListener("success", () => resolve(request.result));
      });
    const present = await open();
    const predictors = await all(present, "predictors");
    const files = await all(present, "files");
    present.close();
    const openOld = async () => {
      await new Promise((done) => indexedDB.deleteDatabase("scorebook-engine").addEventListener("success", done));
      return open(2, (db) => {
        db.createObjectStore("files", { keyPath: "sha256" });
        db.createObjectStore("results", { keyPath: "stage" });
        db.createObjectStore("runs", { keyPath: "id" });
        db.createObjectStore("predictors", { keyPath: "id" });
        db.createObjectStore("looks", { keyPath: "testPart" });
      });
    };
    // The worker of the page that was left may still have something to keep, and then makes the database anew.
    const later = () => new Promise((done) => setTimeout(done, 1000)).then(openOld);
    const before = await openOld().catch(later).catch(later);
    const { figures: _figures, lineage: _lineage, ...record } = old;
    const transaction = before.transaction(["runs", "predictors", "files"], "readwrite");
    transaction.objectStore("runs").put(record);
    predictors.forEach((predictor) => transaction.objectStore("predictors").put(predictor));
    files.forEach((file) => transaction.objectStore("files").put(file));
    await new Promise((done) => transaction.addEventListener("complete", done));
    before.close();
  }, run);
  await page.goto("./");
  await page.waitForFunction(() => "scorebook" in globalThis);
  await expect.poll(() => page.evaluate(async () => (await scorebook.runs()).length)).toBe(1);
  const kept = await page.evaluate(async () => {
    const [{ id, figures }] = await scorebook.runs();
    const whole = await scorebook.wholeRun(id);
    return { id, testRows: figures.testRows, predictions: whole.evaluate.points.test.rows.length };
  });
  expect(kept).toEqual({ id: run.id, testRows: 800, predictions: 800 });
  expect(await page.evaluate(async () => (await scorebook.predict({ title: "volcano" })).score)).toBe(score);

  const second = await context.newPage();
  await second.goto("./");
  await expect(second.getByText(/open in another tab/)).toBeVisible();
  await second.evaluate(async () => scorebook.renameRun((await scorebook.runs())[0].id, "Named in the other tab"));
  await expect.poll(() => page.evaluate(async () => (await scorebook.runs())[0].name)).toBe("Named in the other tab");
});
