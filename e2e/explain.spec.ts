import { PLANTED } from "../src/testing/sample/planted";
import { axeProblems } from "./support/axe";
import { openCell, openSampleRun, rail, shownScore, toNumber, typePost } from "./support/notebook";
import { expect, test } from "./support/test";

test("Explain tells what the model goes by: over all posts, by one input, in one post", async ({ page }) => {
  await openSampleRun(page);
  const explain = await openCell(page, "Explain");

  await explain.getByRole("combobox", { name: "Shuffles of each input" }).selectOption("5");
  await explain.getByRole("button", { name: "Measure by shuffling" }).click();
  await expect(
    explain.getByRole("figure", { name: /^Shuffling the words of title \+ body raises the RMSE/ }),
  ).toBeVisible({ timeout: 30_000 });
  await expect(explain).toContainText("interval of the mean of 5 shuffles");

  const input = explain.getByRole("combobox", { name: "Input", exact: true });
  await input.selectOption({ label: "tag" });
  await explain.getByRole("button", { name: "Show its effect" }).click();
  const curve = explain.getByRole("figure", {
    name: /^The predicted score is highest on average where tag is Biology/,
  });
  await expect(curve).toContainText("Each of 500 of 800 test posts");
  await input.selectOption({ label: "a word" });
  await explain.getByRole("combobox", { name: "Word" }).fill("zzyzx");
  await explain.getByRole("button", { name: "Show its effect" }).click();
  await expect(explain.getByRole("alert")).toContainText('the model knows no word "zzyzx"');
  await explain.getByRole("combobox", { name: "Word" }).fill("volcano");
  await explain.getByRole("button", { name: "Show its effect" }).click();
  await expect(
    explain.getByRole("figure", { name: /^With the word “volcano” in a post, the predicted score changes by \+\d/ }),
  ).toBeVisible();

  const post = explain.getByRole("region", { name: "One post" });
  await expect(post).toContainText("Post 1 of 800");
  await expect(post.getByRole("group", { name: /tinted by what each word did/ }).first()).toBeVisible();
  await post.getByRole("button", { name: "Next post" }).click();
  await expect(post).toContainText("Post 2 of 800");
  await expect(post).toContainText("Coefficient times value, exact");

  expect(await axeProblems(page, '[data-cell="explain"]')).toEqual([]);

  const asked = await page.evaluate(async () => {
    const tag = await scorebook.partialDependence("tag", { rows: 300 });
    const found = await scorebook.explain({ title: "Why does a volcano glow?", tag: "Physics" });
    const sum = found.contributions.reduce((total, { value }) => total + value, found.base);
    return { names: tag.points.map(({ name }) => name), mean: [...tag.mean], rest: found.score - sum };
  });
  const of = (name: string) => asked.mean[asked.names.indexOf(name)];
  expect(of("Biology") - of("Meta")).toBeGreaterThan(0.8 * (PLANTED.tags.Biology - PLANTED.tags.Meta));
  expect(Math.abs(asked.rest)).toBeLessThan(1e-9);
  expect(toNumber((await post.getByRole("definition").first().textContent()) ?? "")).toBeGreaterThan(0);
});

test("the live form tells what happens if a word goes or a tag is another, and a click tries it", async ({ page }) => {
  await openSampleRun(page);
  await typePost(page, "Why does a volcano glow when a beginner looks?");
  const whatIf = rail(page).getByRole("region", { name: "What if" });
  const words = whatIf.getByRole("list", { name: "If this word goes" });
  const typed = toNumber(await shownScore(page));
  await words.getByRole("button", { name: /^volcano/ }).click();
  await expect(whatIf.getByRole("status")).toContainText(/As typed [\d,]+; with 1 edit/);
  await expect(words.getByRole("button", { name: /^volcano/ })).toHaveAttribute("aria-pressed", "true");
  await expect.poll(async () => toNumber(await shownScore(page))).toBeLessThan(typed - 60);
  await whatIf
    .getByRole("list", { name: "If tag is another" })
    .getByRole("button", { name: /^Biology/ })
    .click();
  await expect(whatIf.getByRole("status")).toContainText("with 2 edits");

  expect(await axeProblems(page, "[aria-label='What if']")).toEqual([]);

  await words.getByRole("button", { name: /^volcano/ }).click();
  await expect(whatIf.getByRole("status")).toContainText("with 1 edit");
  await whatIf.getByRole("button", { name: "Keep in the form" }).click();
  await expect(rail(page).getByRole("combobox", { name: "Tag" })).toHaveValue("Biology");
  await expect(whatIf.getByRole("status")).toHaveCount(0);
});
