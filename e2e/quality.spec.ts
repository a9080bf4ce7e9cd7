import { cell, expectFresh, openCell, openSample, openSampleRun, outline, runAll } from "./support/notebook";
import { expect, test } from "./support/test";

test("the data are checked on open, and a remedy settles what was found", async ({ page }) => {
  await openSample(page);
  const quality = await openCell(page, "Quality");
  await expect(outline(page, "Quality")).toContainText(/failure|warning/);
  await expect(quality).toContainText(/\d+ of 800 test posts \(\d+\.\d%\) were seen in training: same url/);
  await expect(quality).toContainText(/\d+ rows repeat an earlier url \(\d+\.\d%\)/);
  await expect(quality).toContainText("upvote_ratio is known only after posting, and the model is not given it");
  // Nothing of a run was started for it.
  await expect(outline(page, "Split")).toContainText("not run");
  await expectFresh(page, 1);

  await quality.getByRole("button", { name: "Show the rows" }).first().click();
  await expect(quality.getByRole("grid").getByText("https://example.invalid/synthetic/").first()).toBeVisible();

  await quality.getByRole("button", { name: "Drop repeats by url" }).first().click();
  await expect(quality.getByRole("button", { name: "Drop repeats by url" })).toHaveCount(0);
  await expect(quality).not.toContainText("same url");
  await expect(outline(page, "Quality")).not.toContainText(/failure|warning/);
  await expect(outline(page, "Quality")).toContainText("fresh");
  expect(await page.evaluate(() => scorebook.experiment().split.dropDuplicatesBy)).toEqual(["url"]);

  // What was found is the split's too: it comes back with an undo, and the results of before with it.
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Undo/ }).click();
  await expect(outline(page, "Quality")).toContainText(/failure|warning/);
});

test("an edit makes the checks stale, and Run all brings them up to date beside the run", async ({ page }) => {
  await openSampleRun(page);
  await expect(outline(page, "Quality")).toContainText(/failure|warning/);
  await page.evaluate(() => scorebook.configure({ split: { seed: 7 } } as never));
  await expect(outline(page, "Quality")).toContainText("stale");
  await runAll(page);
  await expect(outline(page, "Quality")).toContainText(/failure|warning/);
});

test("what the checks say above does not move what is being read", async ({ page }) => {
  await openSampleRun(page);
  await expect(outline(page, "Quality")).toContainText(/failure|warning/);
  const heading = cell(page, "Evaluate").getByRole("heading", { name: "Evaluate" });
  const top = async () => Math.round((await heading.boundingBox())?.y ?? NaN);
  let last = NaN;
  await expect(async () => {
    await heading.evaluate((element) => element.closest("section")?.scrollIntoView());
    const before = last;
    last = await top();
    expect(last).toBe(before);
  }).toPass({ intervals: [700] });
  await page.evaluate(() => scorebook.configure({ quality: { nearDuplicate: 0.8 } } as never));
  await expect(cell(page, "Quality")).toContainText("Stale: the settings it depends on have changed");
  expect(await top()).toBe(last);
});

test("a finding that is accepted warns no more, also after a reload", async ({ page }) => {
  await openSample(page);
  const quality = await openCell(page, "Quality");
  await expect(outline(page, "Quality")).toContainText(/failure|warning/);
  const accept = quality.getByRole("button", { name: "Accept as it is" });
  // The outline tells of findings a moment before a cell out of view does.
  await expect(accept.first()).toBeVisible();
  while ((await accept.count()) > 0) await accept.first().click();
  await expect(outline(page, "Quality")).not.toContainText(/failure|warning/);
  await expect(quality).toContainText(/Accepted: \d+ of 800 test posts/);
  await expect(page.getByText(/^Saved /)).toBeVisible();
  await page.waitForFunction(() => scorebook.experiment().quality.accepted.length > 0);
  await page.reload();
  const again = await openCell(page, "Quality");
  await expect(again).toContainText("Accepted:");
  await again.getByRole("button", { name: "Warn again" }).first().click();
  await expect(outline(page, "Quality")).toContainText(/failure|warning/);
});

test("an expectation that is written fails with its rows, and those the file keeps can be added and saved", async ({
  page,
}) => {
  await openSample(page);
  const quality = await openCell(page, "Quality");
  await expect(outline(page, "Quality")).toContainText(/failure|warning/);
  await quality.getByText("Expectations", { exact: false }).first().click();
  const form = quality.getByRole("form", { name: "New expectation" });
  await form.getByRole("combobox", { name: "Column" }).selectOption("score");
  await form.getByRole("combobox", { name: "Rule" }).selectOption("range");
  await form.getByRole("button", { name: "Add the rule" }).click();
  await expect(form.getByRole("alert")).toHaveText("Give a lower or an upper limit.");
  await form.getByRole("textbox", { name: "To" }).fill("1000");
  await form.getByRole("button", { name: "Add the rule" }).click();
  await expect(quality).toContainText(/Expected that score is at most 1,000: \d+ rows? \(\d+\.\d%\) (is|are) not so/);

  await quality.getByRole("button", { name: "Take away: score is at most 1,000" }).click();
  await expect(quality).not.toContainText("Expected that");
  await quality.getByRole("button", { name: /^Add \d+ rules this file keeps$/ }).click();
  await expect(quality).toContainText(/\d+ expectations are kept/);
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    quality.getByRole("button", { name: "Save as JSON" }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("expectations.json");
});
