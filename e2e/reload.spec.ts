import {
  exactScore,
  expectFresh,
  openSampleRun,
  outline,
  predicted,
  rail,
  shownScore,
  typePost,
} from "./support/notebook";
import { expect, test } from "./support/test";
import { untilKept } from "./support/until-kept";

const TITLE = "Why does a volcano glow?";

test("a reload brings back the notebook, its results and its live model", async ({ page }) => {
  await openSampleRun(page);
  await page.getByRole("textbox", { name: "Name of the notebook" }).fill("Kept over night");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "More for Train", exact: true }).click();
  await page.getByRole("menuitem", { name: "Add a note below" }).click();
  await page.getByRole("textbox", { name: "Note", exact: true }).fill("The **first** idea");
  await page.keyboard.press("Escape");
  await typePost(page, TITLE);
  const shown = await shownScore(page);
  const exact = await exactScore(page, TITLE);
  const before = await page.evaluate(async () => ({
    experiment: scorebook.experiment(),
    runs: (await scorebook.runs()).map(({ id, metrics }) => ({ id, metrics })),
  }));
  await expect(page.getByRole("banner")).toContainText(/Saved \d\d:\d\d/);

  await page.goto("./");
  await expectFresh(page);
  await expect(page.getByRole("textbox", { name: "Name of the notebook" })).toHaveValue("Kept over night");
  await expect(page.getByRole("region", { name: "Note", exact: true })).toContainText("The first idea");
  await expect(page.getByRole("main").getByRole("region", { name: "Evaluate" })).toContainText("RMSE");
  await typePost(page, TITLE);
  await expect(predicted(page).getByRole("paragraph").first()).toHaveText(shown);
  expect(await exactScore(page, TITLE)).toBe(exact);
  await expect(rail(page).getByRole("region", { name: "Nearest posts in training" })).toContainText("volcano");
  expect(
    await page.evaluate(async () => ({
      experiment: scorebook.experiment(),
      runs: (await scorebook.runs()).map(({ id, metrics }) => ({ id, metrics })),
    })),
  ).toEqual(before);
});

test("what was typed a moment before the page is closed is kept too", async ({ page }) => {
  await page.goto("./");
  await page.getByRole("textbox", { name: "Question" }).fill("Is it the tag?");
  await page.getByRole("textbox", { name: "Question" }).blur();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Question" })).toHaveValue("Is it the tag?");
});

test("works with the network off after the first visit", async ({ page, context }) => {
  await openSampleRun(page);
  const exact = await exactScore(page, TITLE);
  await untilKept(page);
  await context.setOffline(true);
  await page.goto("./");
  await expectFresh(page);
  expect(await exactScore(page, TITLE)).toBe(exact);

  // Not only what was computed before: it trains again.
  await page.evaluate(() => scorebook.configure({ model: { alpha: 3 } } as never));
  await expect(outline(page, "Train")).toContainText("stale");
  await page.getByRole("button", { name: /^Run all/ }).click();
  await expectFresh(page);
  expect(await exactScore(page, TITLE)).not.toBe(exact);
  // The sample is a file of the page too.
  await page.getByRole("button", { name: "Open the sample" }).first().click();
  await expect(page.getByRole("banner")).toContainText("sample.csv");
});
