import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import type { BrowserContext, Page } from "@playwright/test";
import { findChromium } from "../testing/find-chromium";

export interface Browser {
  readonly version: string;
  /** of the browser's first process */
  readonly pid: number;
  /** A page in a profile without anything kept from before, and nothing else open. */
  page(): Promise<Page>;
  close(): Promise<void>;
}

const ARGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"];

/** Real Chromium with a profile of its own on disk, as a person has it: storage is not kept in memory. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  const profile = mkdtempSync(join(tmpdir(), "scorebook-bench-profile-"));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: ARGS,
    viewport: { width: 1440, height: 1000 },
  });
  // tsx wraps named functions in a helper, which those sent to the page then ask for.
  await context.addInitScript({ content: "globalThis.__name = (named) => named" });
  await context.addInitScript(watchMainThread);
  const version = context.browser()?.version() ?? execFileSync(executablePath, ["--version"]).toString().trim();
  return {
    version,
    pid: pidOfProfile(profile),
    page: async () => {
      for (const old of context.pages()) await old.close();
      return context.newPage();
    },
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** The longest tasks of the page's own thread since the last asking, in milliseconds, longest first. */
export async function takeLongTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const tasks = (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0);
    return tasks.sort((a, b) => b - a);
  });
}

/** Runs in the page before its own code: a task of 50 ms or more is one in which no frame could be drawn. */
function watchMainThread(): void {
  const longTasks: number[] = [];
  Object.assign(globalThis, { longTasks });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longTasks.push(entry.duration);
  }).observe({ type: "longtask", buffered: true });
}

function pidOfProfile(profile: string): number {
  const lines = execFileSync("ps", ["-eo", "pid=,args="]).toString().split("\n");
  const line = lines.find((text) => text.includes(`--user-data-dir=${profile}`) && !text.includes("--type="));
  if (!line) throw new Error("the browser's process was not found");
  return Number(line.trim().split(" ")[0]);
}
