import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { pack, unpack } from "../src/core/binary/pack";
import { cell, exactScore, openCell, openSampleRun, predicted, rail, shownScore, typePost } from "./support/notebook";
import { expect, test } from "./support/test";

const TITLE = "Why does a volcano glow?";

test("a run saved here predicts the same to the last bit in a fresh browser", async ({ page, browser, baseURL }) => {
  await openSampleRun(page);
  const exact = await exactScore(page, TITLE);
  await typePost(page, TITLE);
  const shown = await shownScore(page);
  const bytes = await savedRun(page);

  const elsewhere = await browser.newContext({ baseURL });
  try {
    const other = await elsewhere.newPage();
    await other.goto("./");
    await expect(rail(other)).toContainText("No run yet");
    await loadFile(other, "run-1.scorebook", bytes);
    await expect(cell(other, "Ship")).toContainText("is loaded and answers in the live prediction");
    expect(await exactScore(other, TITLE)).toBe(exact);
    await typePost(other, TITLE);
    await expect(predicted(other).getByRole("paragraph").first()).toHaveText(shown);
    // Its experiment came along, and it stays over a reload.
    await other.reload();
    await expect(rail(other).getByRole("textbox", { name: "Title" })).toBeVisible();
    expect(await exactScore(other, TITLE)).toBe(exact);
  } finally {
    await elsewhere.close();
  }
});

test("a damaged, foreign or newer file is refused with the reason, and nothing is lost", async ({ page }) => {
  await openSampleRun(page);
  const exact = await exactScore(page, TITLE);
  const bytes = await savedRun(page);
  const ship = await openCell(page, "Ship");
  const alert = ship.getByRole("alert");

  const damaged = Buffer.from(bytes);
  damaged[damaged.length - 100] ^= 1;
  await loadFile(page, "damaged.scorebook", damaged);
  await expect(alert).toContainText("damaged.scorebook");
  await expect(alert).toContainText(/damaged|changed|checksum/i);

  await loadFile(page, "cut.scorebook", bytes.subarray(0, bytes.length - 1000));
  await expect(alert).toContainText("cut.scorebook");
  await expect(alert).toContainText(/bytes/i);

  await loadFile(
    page,
    "picture.scorebook",
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array(64).fill(7)]),
  );
  await expect(alert).toContainText("picture.scorebook");
  await expect(alert).toContainText(/not.*scorebook|made by/i);

  const content = unpack(bytes) as { version: number };
  await loadFile(page, "newer.scorebook", Buffer.from(pack({ ...content, version: 99 })));
  await expect(alert).toContainText("newer.scorebook");
  await expect(alert).toContainText(/version 99/);

  await loadFile(page, "experiment.json", Buffer.from('{"version":1,"model":{"kind":"ridge","alpha":-1}}'));
  await expect(alert).toContainText(/model\.alpha/);
  await expect(alert).toContainText("Nothing was changed");

  expect(await exactScore(page, TITLE)).toBe(exact);
  expect(await page.evaluate(async () => (await scorebook.runs()).length)).toBe(1);
  expect(await page.evaluate(() => scorebook.experiment().model.alpha)).toBe(1);
});

test("a file of posts comes back with its predictions", async ({ page }) => {
  await openSampleRun(page);
  const predict = await openCell(page, "Predict");
  const csv = 'title,body,tag\r\nWhy does a volcano glow?,,Physics\r\n"=HYPERLINK(""x"")",spam,Meta\r\n';
  const chooser = page.waitForEvent("filechooser");
  await predict.getByRole("button", { name: "Score a CSV" }).click();
  const download = page.waitForEvent("download");
  await (await chooser).setFiles({ name: "posts.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await predict.getByRole("button", { name: /Save/ }).click();
  const text = await readFile(await (await download).path(), "utf8");
  const [header, first, second] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  expect(header).toMatch(/^title,body,tag,.*score/);
  expect(first).toMatch(/^Why does a volcano glow\?,,Physics,[\d.]+/);
  // Spreadsheets must not run what was typed into a title.
  expect(second).toMatch(/^"'=HYPERLINK/);
});

async function savedRun(page: Page): Promise<Buffer> {
  const ship = await openCell(page, "Ship");
  const download = page.waitForEvent("download");
  await ship.getByRole("button", { name: /^Save .*\.scorebook/ }).click();
  return readFile(await (await download).path());
}

async function loadFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  const ship = await openCell(page, "Ship");
  await ship
    .getByLabel("Run file or experiment")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: bytes });
}
