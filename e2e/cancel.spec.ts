import type { Page } from "@playwright/test";
import {
  cell,
  expectFresh,
  openCell,
  openSampleRun,
  outline,
  predicted,
  runAll,
  shownScore,
  typePost,
} from "./support/notebook";
import { expect, test } from "./support/test";

test("cancelling a training gives the notebook back at once, and the next run works", async ({ page }) => {
  await openSampleRun(page);
  await typePost(page, "Why does a volcano glow?");
  const before = await shownScore(page);

  const train = await openCell(page, "Train");
  await train.getByRole("tab", { name: /Random forest/ }).click();
  await train.getByRole("textbox", { name: "Trees" }).fill("3000");
  await expect(outline(page, "Train")).toContainText("stale");
  await train.getByRole("button", { name: "Run Train" }).click();

  const progress = train.getByRole("progressbar").first();
  await expect(progress).toBeVisible();
  await expect(train).toContainText(/\d+%/);
  await expect(train).toContainText(/\d+ (s|min) left/);
  // While it trains the notebook answers.
  await typePost(page, "Why does an octopus glow?");
  await expect(predicted(page).getByRole("paragraph").first()).not.toHaveText(before);
  await expect(progress).toBeVisible();

  const answered = await timeToAnswer(page, () =>
    train
      .getByRole("button", { name: /^Cancel/ })
      .first()
      .click(),
  );
  expect(answered).toBeLessThan(1000);
  await expect(progress).toBeHidden();
  await expect(outline(page, "Train")).toContainText("stale");

  // Nothing was lost: the last run still answers, and nothing is shown as failed.
  await expect(page.getByRole("main").getByText("failed", { exact: true })).toHaveCount(0);
  await typePost(page, "Why does a volcano glow?");
  await expect(predicted(page).getByRole("paragraph").first()).toHaveText(before);
  await expect(await openCell(page, "Evaluate")).toContainText("RMSE");

  await train.getByRole("textbox", { name: "Trees" }).fill("5");
  await expect(train.getByRole("textbox", { name: "Trees" })).toHaveValue("5");
  await expect.poll(() => page.evaluate(() => scorebook.experiment().model.trees)).toBe(5);
  await runAll(page);
  expect(await page.evaluate(async () => (await scorebook.runs()).length)).toBe(2);
});

test("Interrupt in the bar stops what runs, wherever one is", async ({ page }) => {
  await openSampleRun(page);
  await page.evaluate(() => scorebook.configure({ model: { kind: "forest", trees: 3000 } } as never));
  await page.getByRole("button", { name: /^Run all/ }).click();
  await expect(page.getByRole("banner")).toContainText("training");
  expect(await timeToAnswer(page, () => page.getByRole("button", { name: "Interrupt" }).click())).toBeLessThan(1000);
  await expect(page.getByRole("button", { name: /^Run all/ })).toBeVisible();
  await expect(cell(page, "Train")).toBeVisible();
  await expectFresh(page, 4);
});

test("a signal ends a run started from the console", async ({ page }) => {
  await openSampleRun(page);
  const ended = await page.evaluate(async () => {
    await scorebook.configure({ model: { kind: "forest", trees: 3000 } } as never);
    const controller = new AbortController();
    let at = 0;
    const run = scorebook.run({
      signal: controller.signal,
      onProgress: (stage) => {
        if (stage !== "train" || at !== 0) return;
        at = performance.now();
        controller.abort();
      },
    });
    return run.then(
      () => "finished",
      (thrown: Error) => `${thrown.name} ${performance.now() - at < 1000}`,
    );
  });
  expect(ended).toBe("AbortError true");
  await expectFresh(page, 4);
});

/** Milliseconds from the click in the page until no cell runs any more, whatever the machine does meanwhile. */
async function timeToAnswer(page: Page, click: () => Promise<void>): Promise<number> {
  const answer = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener(
          "click",
          () => {
            const clicked = performance.now();
            const look = () => {
              const isRunning = document.querySelector('[data-state="running"]') !== null;
              if (isRunning) requestAnimationFrame(look);
              else resolve(performance.now() - clicked);
            };
            look();
          },
          { capture: true, once: true },
        );
      }),
  );
  await click();
  return answer;
}
