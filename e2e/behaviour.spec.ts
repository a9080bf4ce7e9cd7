import { axeProblems } from "./support/axe";
import { openCell, openSampleRun } from "./support/notebook";
import { expect, test } from "./support/test";

test("Behaviour keeps tests, makes them on every training, and shows the posts that fail", async ({ page }) => {
  await openSampleRun(page);
  const behaviour = await openCell(page, "Behaviour");
  await behaviour.getByRole("button", { name: /^Add \d tests proposed from the data$/ }).click();
  const tests = behaviour.getByRole("list", { name: "Tests", exact: true });
  await expect(tests).toContainText("One typo");

  await behaviour.getByText("Write a test").click();
  const form = behaviour.getByRole("form", { name: "New test" });
  await form.getByRole("combobox", { name: "Kind" }).selectOption("minimum");
  await form.getByRole("textbox", { name: "Posts" }).fill("title,tag,max\nspam {word},Meta,350\na volcano,Biology,1");
  await form.getByRole("button", { name: "Add the test" }).click();
  await form.getByRole("combobox", { name: "Kind" }).selectOption("direction");
  await form.getByRole("combobox", { name: "Change" }).selectOption("remove");
  await form.getByRole("button", { name: "Add the test" }).click();
  await expect(form.getByRole("alert")).toHaveText("Write the word to remove.");
  await form.getByRole("textbox", { name: "Word" }).fill("zzyzx");
  await form.getByRole("button", { name: "Add the test" }).click();

  await behaviour.getByRole("button", { name: "Run Behaviour" }).click();
  const results = behaviour.getByRole("list", { name: "Results of the tests" });
  await expect(results.getByRole("listitem").filter({ hasText: "One typo" })).toContainText(
    /\d+ of \d+ posts as expected/,
  );
  await expect(results).toContainText("the template has {word} and no list of that name");
  await expect(results).toContainText("none of the 200 test posts has anything to change");

  // the table without its placeholder, on the next training, by itself
  await page.evaluate(async () => {
    const { behaviour: settings } = scorebook.experiment();
    const kept = settings.tests.map((each) =>
      each.kind === "minimum" ? { ...each, lists: { word: ["meme", "trivia"] } } : each,
    );
    await scorebook.configure({ behaviour: { tests: kept }, model: { alpha: 2 } } as never);
    await scorebook.run();
  });
  const table = results.getByRole("listitem").filter({ hasText: "Posts and what they should get" });
  await expect(table).toContainText("2 of 3 posts as expected", { timeout: 20_000 });
  await table.getByText("Failing posts", { exact: true }).click();
  await expect(table.getByRole("table")).toContainText("at most 1");
  const history = behaviour.getByRole("region", { name: "Over runs" });
  await expect(history.getByRole("columnheader")).toHaveText(["Test", "Run 1", "Run 2"]);

  expect(await axeProblems(page, '[data-cell="behaviour"]')).toEqual([]);

  await page.reload();
  await openCell(page, "Behaviour");
  await expect(history.getByRole("columnheader")).toHaveText(["Test", "Run 1", "Run 2"]);
  await expect(tests).toContainText("Without the word “zzyzx”");
  const passed = await page.evaluate(async () => (await scorebook.behaviour()).tests.map((each) => each.passed));
  expect(passed[0]).toBeGreaterThan(100);
});
