import type { Page } from "@playwright/test";
import {
  cell,
  exactScore,
  expectFresh,
  openCell,
  openSampleRun,
  outline,
  pickFile,
  runAllButton,
} from "./support/notebook";
import { BUILD, serveUnder } from "./support/static-host";
import { expect, test } from "./support/test";

const TITLE = "Why does a volcano glow?";

test("a file that cannot be read is refused with the reason, and what was open stays", async ({ page }) => {
  await openSampleRun(page);
  const exact = await exactScore(page, TITLE);
  const alert = cell(page, "Data").getByRole("alert");
  const files: readonly [string, Buffer, RegExp][] = [
    ["empty.csv", Buffer.from(""), /empty/i],
    ["header.csv", Buffer.from("title,score\n"), /header/i],
    [
      "picture.csv",
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, ...Array(500).fill(0)]),
      /PNG|picture|image|binary|text file/i,
    ],
  ];
  for (const [name, content, reason] of files) {
    await pickFile(page, name, content);
    await expect(alert).toContainText(`Could not open ${name}`);
    await expect(alert).toContainText(reason);
    await expect(alert).toContainText("sample.csv is still open");
    await alert.getByRole("button", { name: "Close" }).click();
    await expect(alert).toBeHidden();
  }
  await expectFresh(page);
  expect(await exactScore(page, TITLE)).toBe(exact);
});

test("a target with words in it is refused at its cell with a way out", async ({ page }) => {
  await page.goto("./");
  const rows = Array.from({ length: 30 }, (_, i) => `a title of words ${i},${i % 7 === 3 ? "many" : i}`);
  await pickFile(page, "words.csv", `title,score\n${rows.join("\n")}\n`);
  await expectFresh(page, 1);
  await page.evaluate(() => scorebook.configure({ problem: { target: "score", task: "regression" } }));
  await runAllButton(page).click();
  const alert = page
    .getByRole("main")
    .getByRole("alert")
    .filter({ hasText: /“score” is not a number/ });
  await expect(alert.getByRole("button").first()).toBeVisible();
});

test("a vocabulary that comes out empty names the remedy, and the remedy works", async ({ page }) => {
  await openSampleRun(page);
  const exact = await exactScore(page, TITLE);
  await page.evaluate(() => scorebook.configure({ features: { text: { minDf: 3999 } } } as never));
  await runAllButton(page).click();
  const features = await openCell(page, "Features");
  await expect(features.getByRole("alert")).toContainText("No term is left after cleaning");
  await expect(outline(page, "Features")).toContainText("failed");
  // The last model still answers.
  expect(await exactScore(page, TITLE)).toBe(exact);
  await features.getByRole("button", { name: "Keep terms of any rarity" }).click();
  await runAllButton(page).click();
  await expectFresh(page);
});

test("a value out of range stays in its field, is said there and is never used", async ({ page }) => {
  await openSampleRun(page);
  const train = await openCell(page, "Train");
  const penalty = train.getByRole("textbox", { name: "Penalty" });
  await penalty.fill("-3");
  await expect(penalty).toHaveAttribute("aria-invalid", "true");
  await expect(train).toContainText(/Penalty must be/);
  await penalty.blur();
  await expect(penalty).toHaveValue("-3");
  expect(await page.evaluate(() => scorebook.experiment().model.alpha)).toBe(1);
  await expectFresh(page);
});

test("a test part of zero rows is refused at the split with a way out", async ({ page }) => {
  await page.goto("./");
  const rows = Array.from({ length: 12 }, (_, i) => `a title of words ${i},${i},train`);
  await pickFile(page, "given.csv", `title,score,part\n${rows.join("\n")}\n`);
  await expectFresh(page, 1);
  await page.evaluate(() => scorebook.configure({ split: { kind: "column", column: "part" } } as never));
  await runAllButton(page).click();
  const split = await openCell(page, "Split");
  await expect(split.getByRole("alert")).toContainText(/no rows|test/i);
  await split.getByRole("button", { name: "Test on 20%, drawn at random" }).click();
  await runAllButton(page).click();
  await expectFresh(page);
});

test.describe("storage that is full", () => {
  test.use({ serviceWorkers: "block" });

  test("is said, and nothing in the page is lost", async ({ page }) => {
    const full = `IDBObjectStore.prototype.put = function () { throw new DOMException("full", "QuotaExceededError"); };`;
    await page.addInitScript(full);
    await withPrelude(/engine-worker/, full, async (url) => {
      await page.goto(`${url}?sample&run`);
      await expectFresh(page);
      await expect(page.getByRole("banner")).toContainText("Not saved");
      await expect(page.getByRole("status", { name: "Messages" })).toContainText(/storage|saved|kept/i);
      expect(Number.isFinite(await exactScore(page, TITLE))).toBe(true);
    });
  });
});

test.describe("a worker that dies", () => {
  test.use({ serviceWorkers: "block", allowedErrors: /killed|Failed to load resource/ });

  const mortal = `new BroadcastChannel("kill").onmessage = () => { throw new Error("killed by the test"); };`;
  const kill = (page: Page) => page.evaluate(() => new BroadcastChannel("kill").postMessage(""));

  test("fails its stage with a way out, and the next run works", async ({ page }) => {
    await withPrelude(/pool-worker/, mortal, async (url) => {
      await page.goto(`${url}?sample&run`);
      await expectFresh(page);
      const exact = await exactScore(page, TITLE);
      await page.evaluate(() => scorebook.configure({ model: { kind: "forest", trees: 3000 } } as never));
      await runAllButton(page).click();
      await expect(outline(page, "Train")).toContainText(/\d+%/);
      await kill(page);
      await expect(outline(page, "Train")).toContainText("failed");
      const train = await openCell(page, "Train");
      await expect(train.getByRole("alert").first()).toContainText("A worker stopped without a word");
      expect(await exactScore(page, TITLE)).toBe(exact);
      await page.evaluate(() => scorebook.configure({ model: { trees: 5 } } as never));
      await runAllButton(page).click();
      await expectFresh(page);
    });
  });

  test("even the engine: a fresh one takes over with what was kept", async ({ page }) => {
    await withPrelude(/engine-worker/, mortal, async (url) => {
      await page.goto(`${url}?sample&run`);
      await expectFresh(page);
      const exact = await exactScore(page, TITLE);
      await kill(page);
      await expect.poll(() => exactScore(page, TITLE).catch(() => null)).toBe(exact);
      await expectFresh(page);
    });
  });
});

/** A host that puts a line before the code of one worker. */
async function withPrelude(script: RegExp, line: string, work: (url: string) => Promise<void>): Promise<void> {
  const host = await serveUnder(BUILD, "/", (path, body) =>
    script.test(path) ? Buffer.concat([Buffer.from(`${line}\n`), body]) : body,
  );
  try {
    await work(host.url);
  } finally {
    await host.close();
  }
}
