import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
// makes the shared page's own interface known
import type {} from "../viewer/share-notebook";
import { findChromium } from "../testing/find-chromium";
import { servePage } from "./serve-page";
import { median } from "./statistics";

/**
 * `npx tsx src/bench/share-open.ts posts.csv [address]`: shares a 100-tree forest as a page and opens that page again and again
 * from the file system, each time in a browser context that has kept nothing, until it has given its first score. `address`
 * is of a notebook that is served already; without it one is built and served.
 */
const TURNS = 9;
const POST = { title: "Why is the sky blue at noon and red at sunset?" };

const [csv, given] = process.argv.slice(2);
if (csv === undefined) throw new Error("usage: npx tsx src/bench/share-open.ts posts.csv [address]");
const served = given === undefined ? await servePage() : null;
const folder = mkdtempSync(join(tmpdir(), "scorebook-share-open-"));
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
try {
  const file = join(folder, "shared.html");
  await share(await browser.newPage(), given ?? served!.address, csv, file);
  const turns: Turn[] = [];
  for (let turn = 0; turn < TURNS; turn++) turns.push(await open(browser, pathToFileURL(file).href));
  const of = (name: keyof Turn) => turns.map((turn) => turn[name]);
  const line = (name: keyof Turn) =>
    `${name.padEnd(14)}median ${Math.round(median(of(name)))} ms, ${of(name).map(Math.round).join(" ")}`;
  console.log(
    `${(statSync(file).size / 1e6).toFixed(2)} MB; from the address to\n${line("firstPaint")}\n${line("firstScore")}`,
  );
} finally {
  await browser.close();
  await served?.close();
  rmSync(folder, { recursive: true });
}

async function share(page: Page, address: string, path: string, file: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => "scorebook" in globalThis);
  await page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    input.id = "bench-file";
    document.body.append(input);
  });
  await page.setInputFiles("#bench-file", path);
  const html = await page.evaluate(async () => {
    await scorebook.open(document.querySelector<HTMLInputElement>("#bench-file")!.files![0]);
    await scorebook.configure({ model: { kind: "forest", trees: 100 } as never });
    const { id } = await scorebook.run();
    return (await scorebook.shareRun(id)).text();
  });
  writeFileSync(file, html);
  await page.close();
}

interface Turn {
  readonly firstPaint: number;
  readonly firstScore: number;
}

/** Milliseconds since the page was asked for. */
async function open(within: Browser, address: string): Promise<Turn> {
  const context = await within.newContext({ viewport: { width: 1280, height: 900 }, offline: true });
  const page = await context.newPage();
  // tsx wraps named functions in a helper, which those sent to the page then ask for.
  await page.addInitScript({ content: "globalThis.__name = (named) => named" });
  await page.addInitScript({ content: `(${watch.toString()})(${JSON.stringify(POST)})` });
  await page.goto(address);
  // The page forbids the `eval` that waiting for a function takes.
  const turn = await page.evaluate(async () => {
    const scored = () => performance.getEntriesByName("scored")[0]?.startTime;
    while (scored() === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    return { firstPaint: performance.getEntriesByType("paint")[0].startTime, firstScore: scored() };
  });
  await context.close();
  return turn;
}

/** Runs in the page before its own code: asks for a score as soon as there is somebody to ask. */
function watch(post: Record<string, string>): void {
  let held: typeof scorebookShared;
  Object.defineProperty(globalThis, "scorebookShared", {
    get: () => held,
    set: (shared: typeof scorebookShared) => {
      held = shared;
      void shared.predict(post).then(() => performance.mark("scored"));
    },
  });
}
