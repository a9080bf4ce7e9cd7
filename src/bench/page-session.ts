import type { Page } from "@playwright/test";
import type { PartialExperiment } from "../experiment/experiment";
import type { Run } from "../pipeline/views";
import type { Browser } from "./drive-chromium";

/** What a run says of itself that is of use here. */
export interface Ran {
  /** milliseconds from asking to the answer in the page */
  readonly wallMs: number;
  readonly timings: Run["timings"];
  readonly rmse: number;
  readonly epochs: number;
}

export interface PageSession {
  readonly page: Page;
  /** Opens the file as if it was picked; milliseconds until the data cell could show it. `salt` makes it another file. */
  open(path: string, salt?: number): Promise<{ readonly wallMs: number; readonly rows: number }>;
  run(changes: PartialExperiment): Promise<Ran>;
  /** Milliseconds from asking to the answer in the page, post by post, for posts of the open file. */
  predictEach(count: number): Promise<number[]>;
  /** Puts the latest run's file where the page of benchmarks finds it. */
  keepRunFile(): Promise<void>;
  /** Goes to another page of the same server; the page's service worker would answer with its own page. */
  leaveFor(address: string): Promise<void>;
}

/** A moment in which the reader of a page moves the pointer and looks for a file. */
const MS_BEFORE_OPENING = 3000;

/** The page as on a first visit: nothing is kept from before and no code is compiled. */
export async function openPage(browser: Browser, address: string): Promise<PageSession> {
  const page = await browser.page();
  page.on("pageerror", (error) => console.error(`in the page: ${error.message}`));
  const forget = async (storageTypes: string) => {
    const protocol = await page.context().newCDPSession(page);
    await protocol.send("Storage.clearDataForOrigin", { origin: new URL(address).origin, storageTypes });
    await protocol.detach();
  };
  await forget("all");
  await page.goto(address);
  await page.waitForFunction(() => "scorebook" in globalThis && crossOriginIsolated);
  await page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    input.id = "bench-file";
    input.hidden = true;
    document.body.append(input);
  });
  // Playwright puts 330 KB of its own code into a page that it first sets files in: a task of the page's thread.
  await page.setInputFiles("#bench-file", []);
  await page.mouse.move(700, 400);
  await page.waitForTimeout(MS_BEFORE_OPENING);
  return {
    page,
    open: async (path, salt = 0) => {
      await page.setInputFiles("#bench-file", path);
      return page.evaluate(async (lines) => {
        const [file] = document.querySelector<HTMLInputElement>("#bench-file")!.files!;
        const given = lines === 0 ? file : new File([file, "\n".repeat(lines)], file.name);
        const started = performance.now();
        const { rows } = await scorebook.open(given);
        return { wallMs: performance.now() - started, rows };
      }, salt);
    },
    run: (changes) =>
      page.evaluate(async (partial) => {
        await scorebook.configure(partial);
        const started = performance.now();
        const { timings, metrics, history } = await scorebook.run();
        const wallMs = performance.now() - started;
        const { rmse } = metrics.test as { rmse: { value: number } };
        return { wallMs, timings, rmse: rmse.value, epochs: history.points.length };
      }, changes),
    predictEach: (count) =>
      page.evaluate(async (posts) => {
        const times: number[] = [];
        for (const row of await scorebook.rows(0, posts)) {
          const started = performance.now();
          await scorebook.predict(row);
          times.push(performance.now() - started);
        }
        return times;
      }, count),
    leaveFor: async (other) => {
      await forget("service_workers");
      await page.goto(other);
    },
    keepRunFile: () =>
      page.evaluate(async () => {
        const { id } = (await scorebook.runs()).at(-1)!;
        const bytes = (await scorebook.exportRun(id)) as Uint8Array<ArrayBuffer>;
        await (await caches.open("bench")).put("/bench-run-file", new Response(bytes));
      }),
  };
}
