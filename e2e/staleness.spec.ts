import type { Page } from "@playwright/test";
import { expectFresh, openCell, openSampleRun, outline } from "./support/notebook";
import { expect, test } from "./support/test";

test("an edit makes what depends on it stale, and only that runs again", async ({ page }) => {
  await openSampleRun(page);
  const features = await openCell(page, "Features");
  await features.getByRole("textbox", { name: "Most terms" }).first().fill("250");
  await expectFresh(page, 3);
  for (const title of ["Data", "Clean"]) await expect(outline(page, title)).toContainText("fresh");
  for (const title of ["Features", "Train", "Evaluate"]) await expect(outline(page, title)).toContainText("stale");
  await expect(await openCell(page, "Train")).toContainText("Stale: Features has changed since this ran.");

  // Undo brings everything back without running anything.
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Undo/ }).click();
  await expectFresh(page);
  expect(await ranStages(page)).toEqual([]);

  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Redo/ }).click();
  await expectFresh(page, 3);
  expect(await ranStages(page)).toEqual(["features", "train", "evaluate"]);
  // The earlier settings are still known: going back to them computes nothing either.
  await features.getByRole("textbox", { name: "Most terms" }).first().fill("300");
  await expectFresh(page, 3);
  await features.getByRole("textbox", { name: "Most terms" }).first().fill("250");
  await expectFresh(page);
  expect(await ranStages(page)).toEqual([]);
});

test("a model's setting leaves the data alone", async ({ page }) => {
  await openSampleRun(page);
  const train = await openCell(page, "Train");
  await train.getByRole("textbox", { name: "Penalty" }).fill("5");
  await expectFresh(page, 4);
  expect(await ranStages(page)).toEqual(["train", "evaluate"]);
  const [first, second] = await page.evaluate(async () =>
    (await scorebook.runs()).map(({ timings, metrics }) => ({ timings, rmse: metrics.test.rmse.value })),
  );
  expect(second.rmse).not.toBe(first.rmse);
});

test("the same run twice gives the same numbers", async ({ page }) => {
  await openSampleRun(page);
  const [first, second] = await page.evaluate(async () => {
    const metrics = async () => (await scorebook.run()).metrics;
    const forest = async (seed: number) => {
      await scorebook.configure({ model: { kind: "forest", trees: 8, seed } } as never);
      return metrics();
    };
    const one = await forest(1);
    await forest(2);
    return [one, await forest(1)];
  });
  expect(second).toEqual(first);
});

/** Runs what is stale: the stages that did run, in order, but the check of the data, which has a time of its own. */
async function ranStages(page: Page): Promise<readonly string[]> {
  const ran = await page.evaluate(async () => {
    const stages = new Set<string>();
    await scorebook.run({ onProgress: (stage) => stages.add(stage) });
    return [...stages].filter((stage) => stage !== "quality");
  });
  await expectFresh(page);
  return ran;
}
