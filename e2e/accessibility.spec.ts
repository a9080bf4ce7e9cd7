import type { Page } from "@playwright/test";
import { axeProblems } from "./support/axe";
import { expectFresh, openCell, openSampleRun, outline, rail, typePost } from "./support/notebook";
import { expect, test } from "./support/test";

const NARROW = { width: 420, height: 860 };
const WIDE = { width: 1440, height: 1000 };

test("axe finds nothing serious in light and dark, on a narrow page and a wide one", async ({ page }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./");
  await expect(outline(page, "Train")).toContainText("not run");
  await expectNoProblemsInEitherSize(page);

  await page.setViewportSize(NARROW);
  await openSampleRun(page);
  for (const title of ["Quality", "Clean", "Split", "Features", "Train", "Evaluate", "Predict", "Ship"]) {
    await openCell(page, title);
  }
  await typePost(page, "Why does a volcano glow?", "It is about heat.");
  await expect(rail(page).getByRole("region", { name: "What moved it" })).toBeVisible();
  await expectNoProblemsInEitherSize(page);
});

test("dialogs and failures too", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openSampleRun(page);
  for (const key of ["Control+K", "?"]) {
    await page.getByRole("heading", { name: "Data", exact: true }).click();
    await page.keyboard.press(key);
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  await page.evaluate(async () => {
    await scorebook.configure({ features: { text: { minDf: 100_000 } } } as never).catch(() => undefined);
    await scorebook.run().catch(() => undefined);
  });
  await expectFresh(page, 3);
  await expect(page.getByRole("main").getByRole("alert").first()).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
});

async function expectNoProblemsInEitherSize(page: Page): Promise<void> {
  for (const viewport of [NARROW, WIDE]) {
    await page.setViewportSize(viewport);
    await expectNoProblemsInEitherTheme(page);
    await expectNoSidewaysScroll(page);
  }
}

async function expectNoProblemsInEitherTheme(page: Page): Promise<void> {
  const theme = (name: string) => page.getByRole("banner").getByRole("button", { name });
  expect(await seriousProblems(page)).toEqual([]);
  await theme("Switch to dark").click();
  // Nothing but colours differs in the other theme.
  expect(await seriousProblems(page, ["color-contrast", "link-in-text-block"])).toEqual([]);
  await theme("Switch to light").click();
}

async function seriousProblems(page: Page, rules?: string[]): Promise<string[]> {
  return (await axeProblems(page, undefined, rules)).filter(({ isSerious }) => isSerious).map(({ text }) => text);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { inner, scroll } = await page.evaluate(() => ({
    inner: document.documentElement.clientWidth,
    scroll: document.documentElement.scrollWidth,
  }));
  expect(scroll).toBeLessThanOrEqual(inner);
}
