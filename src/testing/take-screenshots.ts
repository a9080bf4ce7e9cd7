import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { chromium } from "@playwright/test";
import type { Page } from "@playwright/test";
import { preview } from "vite";
import { findChromium } from "./find-chromium";

/** `npm run screenshots` takes the pictures of the README from the build in dist/, on the built-in sample. */

const ROOT = resolve(import.meta.dirname, "../..");
const FOLDER = resolve(ROOT, "e2e/screenshots");
const POST = "Why does a volcano glow when it meets ice?";

const SHOTS = [
  { name: "notebook-light", width: 1440, height: 1500, theme: "light", at: "Train" },
  { name: "evaluate-dark", width: 1440, height: 1500, theme: "dark", at: "Evaluate" },
  { name: "narrow-light", width: 420, height: 1100, theme: "light", at: "Evaluate" },
] as const;

async function open(page: Page, address: string): Promise<void> {
  await page.goto(`${address}?sample`);
  await page.getByRole("region", { name: "Data" }).getByText("4,000").first().waitFor();
  await page.evaluate(async () => {
    await globalThis.scorebook.configure({ name: "Synthetic sample", model: { kind: "forest" } });
    await globalThis.scorebook.run();
  });
  await page.getByRole("textbox", { name: "Title" }).fill(POST);
}

mkdirSync(FOLDER, { recursive: true });
const server = await preview({ root: ROOT, preview: { port: 4977 }, logLevel: "warn" });
const address = server.resolvedUrls?.local[0] ?? "http://localhost:4977/";
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
for (const { name, width, height, theme, at } of SHOTS) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  const page = await context.newPage();
  await open(page, address);
  await page.getByRole("heading", { name: at, exact: true }).scrollIntoViewIfNeeded();
  await page.evaluate((title) => {
    const heading = [...document.querySelectorAll("h2")].find((found) => found.textContent === title);
    scrollTo(0, (heading?.getBoundingClientRect().top ?? 0) + scrollY - 80);
  }, at);
  // Charts are drawn one a frame, those in view first; a second after the last change all in view stand.
  await page.waitForTimeout(3000);
  await page.screenshot({ path: resolve(FOLDER, `${name}.png`) });
  await context.close();
}
await browser.close();
await server.close();
