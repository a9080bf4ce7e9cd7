import { axeProblems } from "./support/axe";
import { openCell, openSample } from "./support/notebook";
import { expect, test } from "./support/test";

test("autopilot tries pipelines for some seconds, ranks them, says what helped, and one is used", async ({ page }) => {
  await openSample(page);
  const search = await openCell(page, "Search");
  const autopilot = search.getByRole("region", { name: "Autopilot" });
  await autopilot.getByRole("textbox", { name: "Minutes" }).fill("0");
  await expect(autopilot.getByRole("button", { name: "Start Autopilot" })).toBeDisabled();
  await expect(autopilot).toContainText("A number above 0");

  await autopilot.getByRole("textbox", { name: "Minutes" }).fill("5");
  await autopilot.getByRole("button", { name: "Start Autopilot" }).click();
  await expect(autopilot.getByRole("progressbar", { name: "Autopilot" })).toBeVisible();
  const lines = autopilot.getByRole("table", { name: "Pipelines, best first" }).getByRole("row");
  await expect.poll(() => lines.count(), { timeout: 60_000 }).toBeGreaterThan(5);
  await autopilot.getByRole("button", { name: "Stop Autopilot, keep the best" }).click();
  await expect(autopilot.getByText(/^(Best|To take): .+, RMSE [\d.]+ ± [\d.]+$/)).toBeVisible();
  await expect(autopilot).toContainText("with the best so far kept");
  await expect(autopilot.getByRole("listitem").first()).toContainText("the same answer for every post");
  expect(await axeProblems(page, '[data-cell="search"]')).toEqual([]);

  const settings = () =>
    page.evaluate(() => {
      const { model, features } = scorebook.experiment();
      return JSON.stringify({ model, features });
    });
  const before = await settings();
  await autopilot.getByRole("button", { name: "Use this pipeline, rank 1", exact: true }).click();
  await expect.poll(settings).not.toBe(before);
  await page.keyboard.press("Control+z");
  await expect.poll(settings).toBe(before);
});
