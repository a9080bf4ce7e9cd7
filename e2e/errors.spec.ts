import { readFile } from "node:fs/promises";
import { axeProblems } from "./support/axe";
import { openCell, openSampleRun } from "./support/notebook";
import { expect, test } from "./support/test";

test("errors are sliced, read, noted, and kept over a reload", async ({ page }) => {
  await openSampleRun(page);
  const errors = await openCell(page, "Errors");
  await expect(errors).toContainText(/slices and [\d,]+ pairs of at least 30 posts were tested/);

  // a slice of one's own, by form
  await errors.getByText("A slice of your own").click();
  const form = errors.getByRole("form", { name: "New slice" });
  await form.getByRole("combobox", { name: "Column" }).selectOption("title");
  await form.getByRole("combobox", { name: "What of it" }).selectOption("word");
  await form.getByRole("button", { name: "Add the slice" }).click();
  await expect(form.getByRole("alert")).toContainText("Give one word to look for in title");
  await form.getByRole("textbox", { name: "Word" }).fill("why");
  await form.getByRole("button", { name: "Add the slice" }).click();
  const yours = errors.getByRole("table", { name: "Your slices" });
  const own = yours.getByRole("button", { name: "title has “why”", exact: true });
  await expect(own).toBeVisible();
  await own.click();

  // its posts are read below, and marked in Evaluate's charts
  const browser = errors.getByRole("region", { name: "Posts with their errors" });
  await expect(browser).toContainText(/\d+ posts: title has “why”/);
  await expect(
    (await openCell(page, "Evaluate")).getByText(/chosen posts, from Errors: title has “why”/),
  ).toBeVisible();

  // by keyboard: down the list, a tag, a note
  const list = browser.getByRole("listbox", { name: "Posts" });
  await list.focus();
  await page.keyboard.press("ArrowDown");
  await expect(list.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "2");
  await page.keyboard.press("Enter");
  await page.keyboard.type("sarcasm");
  await page.keyboard.press("Enter");
  await expect(browser.getByRole("list", { name: "Tags of this post" })).toContainText("sarcasm");
  await browser.getByRole("textbox", { name: "Note" }).fill("meant the other way");
  await browser.getByRole("textbox", { name: "Note" }).blur();
  await browser.getByRole("combobox", { name: "Tag" }).selectOption("noted");
  const download = page.waitForEvent("download");
  await browser.getByRole("button", { name: "Save 1 post as CSV" }).click();
  const csv = await readFile(await (await download).path(), "utf8");
  expect(csv).toMatch(/^row,actual,predicted,residual,tags,note,/);
  expect(csv).toContain("sarcasm,meant the other way");

  await errors.getByRole("tab", { name: "By feature" }).click();
  await expect(errors.getByRole("figure").first()).toContainText(/Mean residual/);
  await errors.getByRole("tab", { name: "By interval" }).click();
  await errors.getByRole("button", { name: "Outside, predicted far too low" }).click();
  await expect(browser).toContainText(/posts?: outside, predicted far too low/);

  expect(await axeProblems(page, '[data-cell="errors"]')).toEqual([]);

  // the save waits a moment for more changes
  await expect(async () => {
    await page.reload();
    const noted = await page.evaluate(() => Object.values(scorebook.annotations()));
    expect(noted).toEqual([{ tags: ["sarcasm"], note: "meant the other way" }]);
  }).toPass();
  await openCell(page, "Errors");
  await expect(own).toBeVisible();
});

test("two runs stand side by side on the same errors, and a page can ask for them", async ({ page }) => {
  await openSampleRun(page);
  const { slices, worst, compared } = await page.evaluate(async () => {
    await scorebook.configure({ model: { kind: "baseline" } } as never);
    const second = await scorebook.run();
    const [first] = await scorebook.runs();
    const report = await scorebook.slices();
    const [post] = await scorebook.errors({
      run: first.id,
      where: [{ column: "title", of: "word", op: "has", value: "why" }],
    });
    const comparison = await scorebook.compareErrors(first.id, second.id);
    return {
      slices: report.found.map(({ words, q, difference }) => ({ words, q, low: difference?.mae.low ?? 0 })),
      worst: post.record.title,
      compared: comparison.slices[0].difference.low,
    };
  });
  // the mean knows nothing, so what was planted is where it is worst
  expect(slices.length).toBeGreaterThan(0);
  for (const { q, low } of slices) {
    expect(q).toBeLessThanOrEqual(0.05);
    expect(low).toBeGreaterThan(0);
  }
  expect(worst.toLowerCase()).toContain("why");
  expect(compared).toBeGreaterThan(0);

  const errors = await openCell(page, "Errors");
  await errors.getByRole("tab", { name: "Two runs" }).click();
  await expect(errors).toContainText(/Run 1 is better: MAE of Run 2 differs by/);
  await errors.getByRole("button", { name: "Now far off" }).click();
  await expect(errors.getByRole("region", { name: "Posts with their errors" })).toContainText(
    /now far off, Run 1 to Run 2/,
  );
  await expect(
    errors
      .getByRole("table", { name: /by slice/ })
      .getByRole("row")
      .nth(1),
  ).toContainText("all posts");
  await expect(errors.getByRole("table", { name: /changed most/ }).getByRole("row")).toHaveCount(11);
});
