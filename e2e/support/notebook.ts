import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";

/** Time for everything to run on a slow machine. */
export const RUN_TIMEOUT = 60_000;

export function cell(page: Page, title: string): Locator {
  return page.getByRole("main").getByRole("region", { name: title, exact: true }).first();
}

/** A cell with its form and output shown. */
export async function openCell(page: Page, title: string): Promise<Locator> {
  const found = cell(page, title);
  await expect(found).toBeVisible();
  const open = found.getByRole("button", { name: `Open ${title}`, exact: true });
  // A cell that fails opens by itself, maybe between the look and the click; and a button that moves is missed.
  await expect(async () => {
    if (await open.isVisible()) await open.click({ timeout: 2000 });
    await expect(open).toBeHidden({ timeout: 2000 });
  }).toPass();
  return found;
}

/** The cell's line in the outline: its number, title and how it stands. */
export function outline(page: Page, title: string): Locator {
  return page.getByRole("navigation", { name: "Cells" }).getByRole("link", { name: title });
}

export function rail(page: Page): Locator {
  return page.getByRole("complementary", { name: "Live prediction" });
}

/** How many of the six stages are fresh; the outline's count is there on narrow screens too, if not in sight. */
export async function expectFresh(page: Page, stages = 6): Promise<void> {
  const count = page.getByRole("navigation", { name: "Cells" }).getByText(`${stages} of 6`, { exact: true });
  await expect(count).toBeAttached({ timeout: RUN_TIMEOUT });
}

/** The built-in sample, opened and run. */
export async function openSampleRun(page: Page): Promise<void> {
  await page.goto("./?sample&run");
  await expectFresh(page);
}

/** The built-in sample, opened and not run. */
export async function openSample(page: Page): Promise<void> {
  await page.goto("./?sample");
  await expectFresh(page, 1);
}

export function runAllButton(page: Page): Locator {
  return page.getByRole("banner").getByRole("button", { name: /^Run all/ });
}

/**
 * Opens a menu once nothing moves its button any more: a menu goes with its button, and while it is open nobody can
 * scroll after it. After a reload cells come in one by one, and those that come near the view take their real height.
 */
export async function openMenu(button: Locator): Promise<void> {
  await button.scrollIntoViewIfNeeded();
  const top = async () => Math.round((await button.boundingBox())?.y ?? NaN);
  let last = NaN;
  await expect(async () => {
    const before = last;
    last = await top();
    expect(last).toBe(before);
  }).toPass({ intervals: [700] });
  await button.click();
}

/** Runs everything that is stale and waits for it. */
export async function runAll(page: Page): Promise<void> {
  await runAllButton(page).click();
  await expectFresh(page);
}

/** Gives the data cell a file, as the browser's own dialog would. */
export async function pickFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  const buffer = typeof content === "string" ? Buffer.from(content) : content;
  await cell(page, "Data").getByLabel("CSV file").setInputFiles({ name, mimeType: "text/csv", buffer });
}

export async function typePost(page: Page, title: string, body?: string): Promise<void> {
  await rail(page).getByRole("textbox", { name: "Title" }).fill(title);
  if (body !== undefined) await rail(page).getByRole("textbox", { name: "Body" }).fill(body);
}

export function predicted(page: Page): Locator {
  return rail(page).getByRole("region", { name: /^Predicted / });
}

/** The score shown in the rail, once there is one. */
export async function shownScore(page: Page): Promise<string> {
  const number = predicted(page).getByRole("paragraph").first();
  await expect(number).toHaveText(/\d/);
  return number.innerText();
}

/** "5,740" or "−0.2" as a number. */
export function toNumber(text: string): number {
  return Number(text.replaceAll(",", "").replace("−", "-"));
}

/** Every digit of the live model's answer. */
export async function exactScore(page: Page, title: string): Promise<number> {
  return page.evaluate(async (text) => (await scorebook.predict({ title: text })).score, title);
}

/** The cell's row of a metric: train, test and both baselines. */
export async function metricRow(page: Page, metric: string): Promise<Locator> {
  const evaluate = await openCell(page, "Evaluate");
  return evaluate
    .getByRole("table", { name: "Metrics of every part beside the baselines" })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: metric, exact: true }) });
}

/** The value of a column of {@link metricRow}, and of the interval under it where there is one. */
export async function metricOf(page: Page, metric: string, column: string): Promise<number> {
  const table = (await openCell(page, "Evaluate")).getByRole("table", {
    name: "Metrics of every part beside the baselines",
  });
  // Text out of view is not laid out, and has no inner text until it was scrolled to and drawn.
  await table.scrollIntoViewIfNeeded();
  const columns = table.getByRole("columnheader");
  await expect(columns.last()).toHaveText(/\S/, { useInnerText: true });
  const heads = (await columns.allInnerTexts()).map((head) => head.replace(/\s+/g, " "));
  const at = heads.findIndex((head) => head.startsWith(column));
  expect(at, `a column ${column} among ${heads.join(", ")}`).toBeGreaterThan(0);
  const text = await (
    await metricRow(page, metric)
  )
    .getByRole("cell")
    .nth(at - 1)
    .innerText();
  return toNumber(text.trim().split(/\s+/)[0]);
}
