import { readFile } from "node:fs/promises";
import { unpack } from "../src/core/binary/pack";
import { PLANTED } from "../src/testing/sample/planted";
import { axeProblems } from "./support/axe";
import { openCell, openSample, openSampleRun, outline, runAll } from "./support/notebook";
import { expect, test } from "./support/test";

test("cross-validation judges a model, holds it back, and lets it out on a person's word", async ({ page }) => {
  await openSampleRun(page);
  await page.evaluate(() => scorebook.configure({ problem: { bar: 10 } }));
  await runAll(page);

  const validate = await openCell(page, "Validate");
  await expect(validate).toContainText("Folds are drawn from the training posts alone");
  await validate.getByRole("button", { name: "Run Validate" }).click();
  await expect(outline(page, "Validate")).toContainText(/\d+%/);
  await expect(
    validate.getByText(/^Ridge: RMSE [\d.]+ ± [\d.]+ over 5 folds \(95% interval [\d.]+ to [\d.]+\)$/),
  ).toBeVisible({
    timeout: 90_000,
  });
  await expect(validate).toContainText(
    /Misses the bar: RMSE is [\d.]+ on average, the bar is 10.0; 0 of 5 folds meet it/,
  );
  await expect(validate.getByRole("table", { name: "Every fold" }).getByRole("row")).toHaveCount(6);
  await expect(validate.getByRole("figure", { name: "Better than chance" })).toContainText(
    /None of 30 shuffled targets/,
  );
  await expect(validate.getByRole("figure", { name: /^More posts would help|^Levelling off/ })).toBeVisible();
  await expect(validate).toContainText(/have judged 1 model/);

  expect(await axeProblems(page, '[data-cell="validate"]')).toEqual([]);

  const ship = await openCell(page, "Ship");
  const save = ship.getByRole("button", { name: /^Save .*\.scorebook/ });
  await expect(ship).toContainText(/misses the bar: RMSE [\d.]+ in cross-validation, the bar is 10.0/);
  await expect(save).toHaveCount(0);
  // The engine answers before the box changes, so the click is waited for by what it leads to.
  await ship.getByRole("checkbox", { name: "Offer it all the same" }).click();
  await expect(ship).toContainText(/Let out on .* knowing that RMSE [\d.]+ misses the bar of 10.0/);
  const download = page.waitForEvent("download");
  await save.click();
  const file = unpack(await readFile(await (await download).path())) as { run: { override?: { bar: number } } };
  expect(file.run.override?.bar).toBe(10);

  await page.reload();
  await openCell(page, "Validate");
  await expect(validate).toContainText(/over 5 folds/);
  await expect((await openCell(page, "Ship")).getByRole("checkbox", { name: "Offer it all the same" })).toBeChecked();
});

test("a page can be asked for a cross-validation", async ({ page }) => {
  await openSample(page);
  const { folds, mean, runs } = await page.evaluate(async () => {
    await scorebook.configure({ validation: { folds: 3, permutations: 0, curve: false } });
    const { folds, summary } = await scorebook.validate();
    return { folds: folds.length, mean: summary.rmse?.mean ?? 0, runs: (await scorebook.runs()).length };
  });
  expect(folds).toBe(3);
  expect(mean).toBeGreaterThan(PLANTED.noise);
  expect(runs).toBe(0);
});

test("a cross-validation is stopped at once, and nothing is lost", async ({ page }) => {
  await openSampleRun(page);
  await page.evaluate(() => scorebook.configure({ validation: { repeats: 20 } }));
  const validate = await openCell(page, "Validate");
  await validate.getByRole("button", { name: "Run Validate" }).click();
  await validate.getByRole("button", { name: "Cancel Validate runs" }).click();
  await expect(outline(page, "Validate")).toContainText("not run");
  expect(await page.evaluate(async () => (await scorebook.runs()).length)).toBe(1);
});
