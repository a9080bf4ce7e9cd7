import { pathToFileURL } from "node:url";
import { axeProblems } from "./support/axe";
import { exactScore, openCell, openSample, rail, runAll, runAllButton, shownScore, typePost } from "./support/notebook";
import type {} from "../src/viewer/share-notebook";
import { expect, test } from "./support/test";

test("words are hashed into columns instead of listed, and what that costs is said", async ({ page, browser }) => {
  await openSample(page);
  const features = await openCell(page, "Features");
  await features.getByRole("combobox", { name: "Columns by" }).selectOption({ label: "hashing" });
  await expect(features.getByRole("textbox", { name: "Most terms" })).toHaveCount(0);
  const columns = features.getByRole("textbox", { name: "Hashed columns" });
  await expect(columns).toHaveValue("262144");
  await columns.fill("512");
  await columns.press("Tab");
  await runAll(page);

  const told = features.getByRole("status").filter({ hasText: "share a column" });
  await expect(told).toContainText(/About \d+% of the terms share a column with another/);
  await expect(told).toContainText(/\d+ of 512 columns are filled by training posts, by about [\d,]+ different terms/);
  const grid = features.getByRole("region", { name: "Columns with a name" });
  await grid.getByRole("searchbox", { name: "Find a term" }).fill("volcano");
  await expect(grid).toContainText(/volcano.* \(hash \d+\)/);

  await typePost(page, "Why does a volcano glow?");
  await shownScore(page);
  await expect(rail(page)).toContainText(/volcano \(hash \d+\)/);
  const words = rail(page).getByRole("list", { name: "If this word goes" });
  await expect(words.getByRole("button", { name: /^volcano/ })).toBeVisible();

  expect(await axeProblems(page, '[data-cell="features"]')).toEqual([]);

  // shared as one file it scores the same, from the file system
  const title = "Why does a volcano glow?";
  const score = await exactScore(page, title);
  const panel = (await openCell(page, "Ship")).getByRole("region", { name: "Share as a page" });
  const waiting = page.waitForEvent("download");
  await panel.getByRole("button", { name: /^Save .*\.html, \d/ }).click();
  const path = test.info().outputPath("shared.html");
  await (await waiting).saveAs(path);
  const reader = await (await browser.newContext({ offline: true })).newPage();
  await reader.goto(pathToFileURL(path).href);
  expect(await reader.evaluate(async (text) => (await scorebookShared.predict({ title: text })).score, title)).toBe(
    score,
  );
  await reader.context().close();

  // the run's file, opened again, predicts the same to the last bit
  const scores = await page.evaluate(async () => {
    const post = { title: "Why does a volcano glow?", body: "I saw one." };
    const before = (await scorebook.predict(post)).score;
    const file = await scorebook.exportRun((await scorebook.runs())[0].id);
    await scorebook.configure({ features: { text: { vectorizer: "vocabulary" } } });
    await scorebook.run();
    const other = (await scorebook.predict(post)).score;
    await scorebook.importRun(file);
    return { before, other, after: (await scorebook.predict(post)).score };
  });
  expect(scores.after).toBe(scores.before);
  expect(scores.other).not.toBe(scores.before);
  await expect(runAllButton(page)).toBeVisible();
});
