import type { Page } from "@playwright/test";
import { openSample } from "./support/notebook";
import { expect, test } from "./support/test";

const experiment = (page: Page) => page.evaluate(() => scorebook.experiment());

test("a link carries the experiment, asks before it replaces, and says what is wrong with it", async ({ page }) => {
  await openSample(page);
  const before = await experiment(page);
  const link = await page.evaluate(async () => {
    const mine = scorebook.experiment();
    await scorebook.usePreset("forest-shape");
    const address = await scorebook.experimentLink();
    await scorebook.importExperiment(JSON.stringify(mine));
    return address;
  });
  const hash = new URL(link).hash;

  await page.evaluate((value) => void (location.hash = value), hash.slice(0, -30));
  const broken = page.getByRole("dialog", { name: "This link carries no experiment that can be read" });
  await expect(broken).toContainText("Copy the whole link again");
  await broken.getByRole("button", { name: "Keep the notebook" }).click();
  expect(await experiment(page)).toEqual(before);

  // A visit by the link itself, to the notebook as it was left.
  await page.waitForTimeout(1000);
  await page.goto("about:blank");
  await page.goto(link);
  const question = page.getByRole("dialog", { name: /^Replace the experiment by/ });
  await expect(question.getByRole("region", { name: "Settings that differ" })).toContainText("model.trees");
  expect((await experiment(page)).model.kind).toBe("ridge");
  await question.getByRole("button", { name: "Replace the experiment" }).click();
  await expect.poll(async () => (await experiment(page)).model.kind).toBe("forest");
  expect((await experiment(page)).data).toEqual(before.data);
  expect(new URL(page.url()).hash).toBe("");
});
