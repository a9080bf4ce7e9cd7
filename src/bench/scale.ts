import { statSync } from "node:fs";
import type { PartialExperiment } from "../experiment/experiment";
import { timeUntilIdle } from "./busy-cores";
import { watchPeak } from "./chromium-memory";
import { combineVisits } from "./combine-visits";
import { startBrowser, takeLongTasks } from "./drive-chromium";
import { generatedPosts } from "./generate-posts";
import { openPage } from "./page-session";
import { median } from "./statistics";

/** A step that takes longer is given up, and the results say so. */
const MOST_MS_A_STEP = 480_000;

const RECIPE: PartialExperiment = {
  problem: { target: "score" },
  data: { columns: { author: { role: "ignore" }, url: { role: "ignore" } } },
};

/** One step at one size. */
export interface Step {
  readonly name: "open" | "ridge" | "forest" | "predict";
  readonly wallMs: number;
  /** highest so far in this browser, bytes; shared memory divided among its holders */
  readonly peakBytes: number;
  /** of the page's own thread, milliseconds */
  readonly longestTaskMs: number;
  readonly failed?: string;
}

export interface Scale {
  readonly rows: number;
  /** of the forest */
  readonly trees: number;
  readonly fileBytes: number;
  /** of the browser with the empty page */
  readonly idleBytes: number;
  readonly steps: readonly Step[];
  /** milliseconds by stage; `train` is of the ridge, `forest` of the forest */
  readonly timings: Readonly<Record<string, number>>;
  /** those that seconds and tasks are of; absent for one */
  readonly visits?: number;
}

/** Sizes that are visited several times: a task a little longer than usual is seldom, and one visit takes seconds. */
const MOST_ROWS_AGAIN = 4000;
const VISITS_OF_SMALL = 5;

/**
 * Opens a generated file in a browser of its own and, where asked, fits a ridge and a forest and scores posts. In two
 * visits or more: reading the memory of a process holds up the process that is read, so peaks are of the first visit, and
 * seconds and tasks of the others.
 */
export async function scale(address: string, rows: number, upTo: "open" | "predict", trees: number): Promise<Scale> {
  const watched = await visit(address, rows, upTo, trees, true);
  const visits = [];
  for (let left = rows <= MOST_ROWS_AGAIN ? VISITS_OF_SMALL : 1; left > 0; left--) {
    visits.push(await visit(address, rows, upTo, trees, false));
  }
  const timed = visits.length > 1 ? combineVisits(visits) : visits[0];
  const steps = timed.steps.map((step, i) => {
    const { peakBytes = 0, failed } = watched.steps[i] ?? {};
    return { ...step, peakBytes, ...(failed && { failed }) };
  });
  return { ...timed, idleBytes: watched.idleBytes, steps };
}

async function visit(
  address: string,
  rows: number,
  upTo: "open" | "predict",
  trees: number,
  isMemoryWatched: boolean,
): Promise<Scale> {
  const path = await generatedPosts(rows);
  const browser = await startBrowser();
  const watch = isMemoryWatched ? watchPeak(browser.pid) : null;
  const steps: Step[] = [];
  const timings: Record<string, number> = {};
  try {
    const session = await openPage(browser, address);
    const idleBytes = watch?.peak().pss ?? 0;
    await takeLongTasks(session.page);
    const step = async (name: Step["name"], work: () => Promise<unknown>) => {
      if (steps.some(({ failed }) => failed)) return;
      const started = performance.now();
      const failed = await Promise.race([work(), giveUp(MOST_MS_A_STEP)]).then(
        () => null,
        (thrown: unknown) => String((thrown as Error).message).slice(0, 300),
      );
      const wallMs = performance.now() - started;
      // Charts are drawn after the answer; their tasks count too.
      if (!failed) await session.page.waitForTimeout(1000);
      const tasks = failed ? [] : await takeLongTasks(session.page);
      const peakBytes = watch?.peak().pss ?? 0;
      steps.push({ name, wallMs, peakBytes, longestTaskMs: tasks[0] ?? 0, ...(failed && { failed }) });
      const figure = watch
        ? `peak ${Math.round(peakBytes / 1e6)} MB`
        : `${(wallMs / 1000).toFixed(1)} s, longest task ${Math.round(tasks[0] ?? 0)} ms`;
      console.log(`  ${rows} rows, ${name}: ${figure}${failed ? `, FAILED: ${failed}` : ""}`);
    };
    await step("open", () => session.open(path));
    if (upTo === "predict") {
      await step("ridge", async () =>
        Object.assign(timings, (await session.run({ ...RECIPE, model: { kind: "ridge" } })).timings),
      );
      await step("forest", async () => {
        timings.forest = (await session.run({ model: { kind: "forest", trees } })).timings.train;
      });
      await step("predict", async () => void (timings.predict = median(await session.predictEach(50))));
    }
    return { rows, trees, fileBytes: statSync(path).size, idleBytes, steps, timings };
  } finally {
    watch?.stop();
    await browser.close();
  }
}

function giveUp(afterMs: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`not done after ${afterMs / 1000} s`)), afterMs).unref();
  });
}

/** Milliseconds from cancelling a forest of 40,000 rows until its cores are free, a few times over. */
export async function cancelTimes(address: string, times: number): Promise<number[]> {
  const path = await generatedPosts(40_000);
  const browser = await startBrowser();
  try {
    const session = await openPage(browser, address);
    await session.open(path);
    await session.run({ ...RECIPE, model: { kind: "ridge" } });
    const found: number[] = [];
    for (let i = 0; i < times; i++) {
      await session.page.evaluate(async (seed) => {
        await scorebook.configure({ model: { kind: "forest", trees: 2000, seed } });
        const controller = new AbortController();
        const running = scorebook.run({ signal: controller.signal }).catch(() => undefined);
        Object.assign(globalThis, { stopRun: () => (controller.abort(), running) });
      }, i);
      await session.page.waitForTimeout(2500);
      found.push(
        await timeUntilIdle(browser.pid, () =>
          session.page.evaluate(() => (globalThis as unknown as { stopRun: () => Promise<unknown> }).stopRun()),
        ),
      );
    }
    return found;
  } finally {
    await browser.close();
  }
}
