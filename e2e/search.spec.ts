import { axeProblems } from "./support/axe";
import { openCell, openMenu, openSample } from "./support/notebook";
import { expect, test } from "./support/test";

test("a search is paused, taken up after a reload, and its best settings are used", async ({ page }) => {
  await openSample(page);
  await page.evaluate(() => scorebook.configure({ search: { trials: 24, folds: 3 } } as never));
  const search = await openCell(page, "Search");
  const tried = search.getByRole("region", { name: "What is tried" });
  await expect(tried.getByRole("group", { name: "Penalty" })).toBeVisible();
  await tried.getByRole("combobox", { name: "Add a setting" }).selectOption({ label: "Words" });
  await tried.getByRole("textbox", { name: "From" }).fill("5000");
  await tried.getByRole("textbox", { name: "From" }).press("Enter");
  await expect(tried).toContainText("model.alpha has crossed bounds: from 5000 to 1000. Swap them");
  await tried.getByRole("textbox", { name: "From" }).fill("0.5");
  await tried.getByRole("textbox", { name: "From" }).press("Enter");
  await expect(tried).not.toContainText("crossed bounds");

  await search.getByRole("button", { name: "Start the search" }).click();
  await expect(search.getByText(/^Best so far: RMSE [\d.]+/)).toBeVisible({ timeout: 60_000 });
  await search.getByRole("button", { name: "Pause the search" }).click();
  await expect(search).toContainText("Paused: the trials so far are kept in this browser.");

  await page.reload();
  await openMenu(search.getByRole("button", { name: "More for Search" }));
  await page.getByRole("menuitem", { name: "Fold" }).click();
  await expect(search.getByText(/^Latest search: \d+ trials, best RMSE [\d.]+ \(trial \d+\)$/)).toBeVisible();
  await openCell(page, "Search");
  await search.getByRole("button", { name: "Resume the search" }).click();
  await expect(search.getByText(/^Best: RMSE [\d.]+ ± [\d.]+ \(trial \d+ of 24\)$/)).toBeVisible({ timeout: 90_000 });
  for (const name of ["Optimisation history", "Importance of settings", "Parallel coordinates", "Slice", "Contour"]) {
    await expect(search.getByRole("figure").filter({ hasText: name })).toBeVisible();
  }
  expect(await axeProblems(page, '[data-cell="search"]')).toEqual([]);

  const before = await page.evaluate(() => (scorebook.experiment().model as unknown as { alpha: number }).alpha);
  await search
    .getByRole("button", { name: /^Use these settings of trial/ })
    .first()
    .click();
  const alpha = () => page.evaluate(() => (scorebook.experiment().model as unknown as { alpha: number }).alpha);
  await expect.poll(alpha).not.toBe(before);
  await page.keyboard.press("Control+z");
  await expect.poll(alpha).toBe(before);
});
