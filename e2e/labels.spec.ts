import { labelledCsv } from "../src/testing/labelled-posts";
import type { ClassRun } from "../src/pipeline/views";
import { axeProblems } from "./support/axe";
import { openCell, outline, cell, expectFresh, pickFile, predicted, rail, runAll } from "./support/notebook";
import { expect, test } from "./support/test";

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await pickFile(page, "moods.csv", labelledCsv(400));
  await expectFresh(page, 1);
});

test("labels are guessed, told apart, and read square by square", async ({ page }) => {
  const problem = cell(page, "Problem");
  await expect(problem.getByRole("combobox", { name: "To predict" })).toHaveValue("mood");
  await expect(problem.getByRole("combobox", { name: "As", exact: true })).toHaveValue("classification");
  await runAll(page);

  const train = await openCell(page, "Train");
  await expect(train.getByRole("tab", { name: /Logistic regression/ })).toContainText("accuracy");
  await expect(train.getByRole("tab", { name: /Ridge/ })).toHaveCount(0);

  const evaluate = await openCell(page, "Evaluate");
  await expect(evaluate.getByRole("rowheader", { name: "F1, macro" })).toBeVisible();
  const square = evaluate.getByRole("button", { name: /of happy given happy/ });
  const posts = Number((await square.textContent())?.trim());
  expect(posts).toBeGreaterThan(10);
  // What the checks find is told above the squares, and a square that moves is missed.
  await expect(outline(page, "Quality")).toContainText(/fresh|warning|failure/);
  await square.click();
  const reader = evaluate.getByRole("region", { name: "Posts to read" });
  await expect(reader).toContainText(`${posts} chosen posts`);
  await expect(reader.getByRole("row").nth(1).getByRole("cell").first()).toHaveText("happy");
  await evaluate.getByRole("combobox", { name: "Squares show" }).selectOption("actual");
  await expect(square).toHaveText(/%$/);
  await evaluate.getByRole("combobox", { name: "Label", exact: true }).selectOption("sad");
  await expect(evaluate.getByRole("img", { name: /^ROC curve of sad/ })).toBeVisible();
  await expect(evaluate.getByRole("img", { name: /^Calibration of sad/ })).toBeVisible();
});

test("the live form says the label and takes any of them apart", async ({ page }) => {
  await runAll(page);
  const title = rail(page).getByRole("textbox", { name: "Title" });
  await title.fill("lovely great bright morning meal train house item");
  await expect(predicted(page)).toContainText("happy");
  const labels = predicted(page).getByRole("list", { name: "Probability of every label" });
  await expect(labels.getByRole("listitem")).toHaveCount(3);
  await labels.getByRole("button", { name: /^sad/ }).click();
  await expect(rail(page).getByRole("region", { name: "What moved it" })).toContainText("sad");
  await title.fill("awful broken bitter morning meal train house item");
  await expect(predicted(page).getByRole("paragraph").first()).toHaveText("sad");
  const { label, probabilities, score } = await page.evaluate(() =>
    scorebook.predict({ title: "awful broken bitter morning meal train house item" }),
  );
  expect(label).toBe("sad");
  expect(probabilities?.find((one) => one.label === "sad")?.p).toBe(score);
});

test("a threshold is chosen by what mistakes cost", async ({ page }) => {
  const two = labelledCsv(300).replaceAll(",neutral", ",other").replaceAll(",happy", ",other");
  await pickFile(page, "sad.csv", two);
  await expectFresh(page, 1);
  await runAll(page);
  const threshold = (await openCell(page, "Evaluate")).getByRole("region", { name: "Threshold" });
  await expect(threshold).toContainText("Called sad from 50% on");
  await threshold.getByRole("textbox", { name: "Cost of a miss" }).fill("20");
  await threshold.getByRole("button", { name: "Cheapest threshold" }).click();
  await expect(threshold).not.toContainText("from 50% on");
  await threshold.getByRole("slider", { name: "Threshold" }).fill("1");
  await expect(threshold).toContainText("Called sad from 100% on: 0.0% found");
});

test("classes are weighed alike, and probabilities corrected, from the form", async ({ page }) => {
  const train = await openCell(page, "Train");
  const options = train.getByRole("group", { name: "Options of the labels" });
  await options.getByRole("combobox", { name: "Class weights" }).selectOption("balanced");
  await options.getByRole("combobox", { name: "Correction" }).selectOption("platt");
  await runAll(page);
  const { classes, correction } = await page.evaluate(async () => {
    const [{ id }] = await scorebook.runs();
    const { experiment, evaluate } = await scorebook.wholeRun<ClassRun>(id);
    return { classes: experiment.classes, correction: evaluate.correction };
  });
  expect(classes).toMatchObject({ weights: "balanced", correction: "platt" });
  expect(correction).toBe("platt");
});

test("axe finds nothing serious in cells of labels, on a narrow page and a wide one", async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 420, height: 900 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await runAll(page);
  for (const title of ["Split", "Train", "Evaluate"]) await openCell(page, title);
  await rail(page).getByRole("textbox", { name: "Title" }).fill("lovely great bright morning meal train house item");
  await expect(predicted(page)).toContainText("happy");
  for (const width of [420, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(cell(page, "Evaluate").getByRole("img", { name: /^Calibration/ })).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
      // Nothing but colours differs in the other theme.
      const rules = colorScheme === "dark" ? ["color-contrast", "link-in-text-block"] : undefined;
      expect((await axeProblems(page, undefined, rules)).filter(({ isSerious }) => isSerious)).toEqual([]);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
});
