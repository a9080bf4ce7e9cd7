import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import {
  cell,
  RUN_TIMEOUT,
  metricOf,
  openCell,
  outline,
  rail,
  runAllButton,
  shownScore,
  typePost,
} from "./support/notebook";
import { expect, test } from "./support/test";

const FILE = resolve(import.meta.dirname, "../../shared/data/askscience_data.csv");

// Recording the page for a trace holds it up: what is measured here would be the recorder.
test.use({ trace: "off" });

test.describe("a real file of posts", () => {
  test.skip(!existsSync(FILE), `needs ${FILE}, which is absent`);
  // Even processor time is longer while something else crowds the caches.
  test.describe.configure({ retries: 2 });

  test("goes from the file to an evaluated forest without ever holding the page up", async ({ page, browser }) => {
    await page.goto("./");
    await expect(outline(page, "Data")).toBeVisible();
    await (await openCell(page, "Train")).getByRole("tab", { name: /Random forest/ }).click();
    await browser.startTracing(page, { categories: ["toplevel"] });
    const dropped = await page.evaluate(() => performance.now());
    await cell(page, "Data").getByLabel("CSV file").setInputFiles(FILE);
    await untilState(page, "data", "fresh");
    await runAllButton(page).click();
    await untilState(page, "evaluate", "fresh");
    const evaluated = await page.evaluate(() => performance.now());
    // Charts near the view draw right after.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    const longest = longestTask(await browser.stopTracing());

    const data = cell(page, "Data");
    await expect(data).toContainText("askscience_data.csv");
    for (const [column, use] of Object.entries({ title: "text", body: "text", tag: "categorical", score: "target" })) {
      await expect(data.getByRole("combobox", { name: `Use of ${column}`, exact: true })).toHaveValue(use);
    }
    // Known only after posting: left out, with the reason.
    await expect(data.getByRole("combobox", { name: "Use of upvote_ratio" })).toHaveValue("ignore");
    expect(await metricOf(page, "RMSE", "Test")).toBeLessThan(await metricOf(page, "RMSE", "Mean baseline"));
    await typePost(page, "Why is the sky blue?", "I asked my teacher.");
    await shownScore(page);
    await expect(rail(page).getByRole("region", { name: "What moved it" })).toBeVisible();

    const seconds = ((evaluated - dropped) / 1000).toFixed(1);
    const note = `drop to evaluated forest ${seconds} s, longest task of the page ${longest.toFixed(0)} ms`;
    test.info().annotations.push({ type: "measured", description: note });
    process.stdout.write(`    ${note}\n`);
    expect(longest).toBeLessThanOrEqual(50);
  });
});

/** Looks at one attribute now and then: asking by role walks the whole page, which is work of the page's own. */
async function untilState(page: Page, id: string, state: string): Promise<void> {
  await page.waitForFunction(
    ([cellId, wanted]) => document.getElementById(`cell-${cellId}`)?.dataset.state === wanted,
    [id, state],
    {
      polling: 200,
      timeout: RUN_TIMEOUT,
    },
  );
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** microseconds of the thread's own processor time */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * Milliseconds of the longest task of the page's main thread, in processor time: what the page itself takes, however
 * busy the machine is with other things.
 */
function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const main = new Set(
    traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(thread),
  );
  const tasks = traceEvents.filter(
    (event) => event.ph === "X" && event.name.endsWith("RunTask") && main.has(thread(event)),
  );
  expect(tasks.length).toBeGreaterThan(100);
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
}
