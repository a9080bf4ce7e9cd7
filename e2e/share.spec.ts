import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Browser, Download, Page } from "@playwright/test";
// makes the shared page's own interface known
import type {} from "../src/viewer/share-notebook";
import { cell, exactScore, openCell, openSampleRun, rail } from "./support/notebook";
import { expect, test } from "./support/test";

const TITLE = "Why does a volcano glow when it meets ice?";

async function sharePanel(page: Page) {
  return (await openCell(page, "Ship")).getByRole("region", { name: "Share as a page" });
}

async function saved(page: Page, press: () => Promise<void>): Promise<Download> {
  const waiting = page.waitForEvent("download");
  await press();
  return waiting;
}

/** A page opened from the file system, by a browser that never saw the notebook; every request it makes is noted. */
async function openFile(browser: Browser, path: string, hash = ""): Promise<{ page: Page; requests: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
  });
  await page.goto(pathToFileURL(path).href + hash);
  return { page, requests };
}

const sharedScore = (page: Page) =>
  page.evaluate(async (title) => (await scorebookShared.predict({ title })).score, TITLE);

test("a run is shared as one file that scores offline, and goes on in another notebook", async ({ page, browser }) => {
  const info = test.info();
  await openSampleRun(page);
  const score = await exactScore(page, TITLE);
  const panel = await sharePanel(page);
  const save = panel.getByRole("button", { name: /^Save .*\.html, \d/ });
  const bare = await saved(page, () => save.click());
  const path = info.outputPath("shared.html");
  await bare.saveAs(path);
  const html = readFileSync(path, "utf8");

  await test.step("opened from the file system it shows the results and scores, with no request", async () => {
    const { page: reader, requests } = await openFile(browser, path);
    await expect(reader.getByRole("heading", { name: "Result" })).toBeVisible();
    await expect(reader.getByRole("table", { name: "Metrics of every part beside the baselines" })).toBeVisible();
    await expect(
      reader.getByRole("table", { name: "Test posts from the lowest predictions to the highest" }),
    ).toBeVisible();
    expect(await sharedScore(reader)).toBe(score);
    await reader.getByRole("textbox", { name: "Title" }).fill(TITLE);
    await expect(reader.getByRole("region", { name: "What moved it" })).toBeVisible();
    expect(requests).toEqual([pathToFileURL(path).href]);
    await reader.context().close();
  });

  await test.step("no row of the data is in it until it is asked for", async () => {
    const [row] = await page.evaluate(async () => {
      const [run] = (await scorebook.runs()).slice(-1);
      const at = (await scorebook.wholeRun(run.id)).split.testRows[0];
      return scorebook.rows(at, at + 1);
    });
    const { page: reader } = await openFile(browser, path);
    await expect(reader.getByRole("heading", { name: "Result" })).toBeVisible();
    await expect(reader.getByText(row.title)).toHaveCount(0);
    await expect(reader.getByRole("region", { name: "Posts with the largest errors" })).toHaveCount(0);
    await reader.context().close();

    await panel.getByRole("checkbox", { name: /largest errors/ }).check();
    await panel.getByRole("checkbox", { name: /Charts of single posts/ }).check();
    const rich = await saved(page, () => save.click());
    await rich.saveAs(info.outputPath("rich.html"));
    const { page: other } = await openFile(browser, info.outputPath("rich.html"));
    await expect(
      other.getByRole("region", { name: "Posts with the largest errors" }).getByRole("listitem"),
    ).toHaveCount(20);
    await expect(other.getByRole("img", { name: /^Predicted against actual/ })).toBeVisible();
    await other.context().close();
  });

  await test.step("edited by hand it says so", async () => {
    const at = html.indexOf('id="scorebook-share">') + 4000;
    const edited = html.slice(0, at) + (html[at] === "A" ? "B" : "A") + html.slice(at + 1);
    writeFileSync(info.outputPath("edited.html"), edited);
    const { page: reader } = await openFile(browser, info.outputPath("edited.html"));
    await expect(reader.getByRole("alert")).toContainText(/changed|damaged/);
    await reader.context().close();
  });

  await test.step("in a frame it is the live form alone", async () => {
    const { page: reader } = await openFile(browser, path, "#predict");
    await expect(reader.getByRole("textbox", { name: "Title" })).toBeVisible();
    await expect(reader.getByRole("heading", { name: "Result" })).toHaveCount(0);
    await reader.context().close();
  });

  await test.step("another notebook takes it and predicts the same", async () => {
    const context = await browser.newContext();
    const other = await context.newPage();
    await other.goto("./");
    await (await openCell(other, "Ship")).getByLabel("Run file or experiment").setInputFiles(path);
    await expect(cell(other, "Ship")).toContainText("is loaded and answers");
    expect(await exactScore(other, TITLE)).toBe(score);
    await expect(rail(other).getByRole("textbox", { name: "Title" })).toBeVisible();
    const evaluate = await openCell(other, "Evaluate");
    await expect(evaluate.getByRole("table", { name: "Metrics of every part beside the baselines" })).toBeVisible();
    await context.close();
  });
});

test("a folder for a static host holds the page and the element for other pages", async ({ page }) => {
  await openSampleRun(page);
  const panel = await sharePanel(page);
  const folder = panel.getByRole("button", { name: "Save a folder for a static host" });
  await expect(folder).toBeEnabled();
  const zip = await saved(page, () => folder.click());
  expect(zip.suggestedFilename()).toMatch(/\.zip$/);
  await zip.saveAs(test.info().outputPath("folder.zip"));
  const bytes = readFileSync(test.info().outputPath("folder.zip"));
  for (const name of ["index.html", "scorebook-predictor.js", "example.html", "README.txt"]) {
    expect(bytes.includes(name), name).toBe(true);
  }
});
