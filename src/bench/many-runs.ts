import type { Locator, Page } from "@playwright/test";
import type { RunSummary } from "../pipeline/runs/run-summary";
import type { MetricTable } from "../pipeline/views";
import { startBrowser, takeLongTasks } from "./drive-chromium";
import { openPage } from "./page-session";
import { servePage } from "./serve-page";

/**
 * `npx tsx src/bench/many-runs.ts [address]`: puts 1,000 runs into the browser's storage, opens the page and works with
 * them in Compare by mouse and keyboard; prints the longest task of the page's own thread in each step. `address` is of a
 * notebook that is served already; without it one is built and served.
 */
const RUNS = 1000;
/** What a step starts has come to an end by then. */
const SETTLE_MS = 800;
const MODELS = [{ kind: "ridge" }, { kind: "forest", trees: 5 }, { kind: "baseline" }];

const [given] = process.argv.slice(2);
const served = given === undefined ? await servePage() : null;
const address = given ?? served!.address;
const browser = await startBrowser();
let longest = 0;
try {
  const { page } = await openPage(browser, address);
  await trainSome(page);
  await page.goto(new URL("favicon.svg", address).href);
  await page.evaluate(keepVariations, RUNS);
  await page.goto("about:blank");
  await visit(page);
  await work(page);
  console.log(longest < 50 ? "no task of 50 ms or more" : `the longest task took ${Math.round(longest)} ms`);
} finally {
  await browser.close();
  await served?.close();
}

async function trainSome(page: Page): Promise<void> {
  await page.evaluate(async (models) => {
    await scorebook.open("./sample.csv");
    for (const model of models) {
      await scorebook.configure({ model: model as never });
      await scorebook.run();
    }
  }, MODELS);
  await page.waitForTimeout(SETTLE_MS);
}

/** Runs in a page of the same origin that has none of them open: writes runs as the notebook keeps them. */
async function keepVariations(count: number): Promise<void> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error as Error));
    });
  const db = await done(indexedDB.open("scorebook-engine"));
  const all = <T>(store: string) => done(db.transaction(store).objectStore(store).getAll() as IDBRequest<T[]>);
  const runs = (await all<RunSummary>("runs")).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const parts = await all<{ id: string }>("parts");
  const predictors = await all<{ id: string }>("predictors");
  for (let first = runs.length; first < count; first += 50) {
    const writing = db.transaction(["runs", "parts", "predictors"], "readwrite");
    for (let n = first; n < Math.min(count, first + 50); n++) {
      const run = runs[n % runs.length];
      const id = `${run.id.slice(0, 24)}${String(n).padStart(12, "0")}`;
      const by = 1 + ((n * 7919) % 1000) / 2000;
      const test = Object.fromEntries(
        Object.entries(run.metrics.test as MetricTable).map(([metric, { value, low, high }]) => [
          metric,
          { value: value * by, low: low * by, high: high * by },
        ]),
      );
      const { text } = run.experiment.features;
      const experiment = {
        ...run.experiment,
        split: { ...run.experiment.split, seed: n % 20 },
        features: { ...run.experiment.features, text: { ...text, maxFeatures: 1000 * (1 + (n % 12)) } },
        model:
          run.experiment.model.kind === "ridge" ? { ...run.experiment.model, alpha: n / 100 } : run.experiment.model,
      };
      writing.objectStore("runs").put({
        ...run,
        id,
        name: `Run ${n + 1}`,
        createdAt: new Date(Date.parse(run.createdAt) - n * 6e4).toISOString(),
        hash: String(n).padStart(28, "0"),
        experiment,
        metrics: { ...run.metrics, test },
        ...(n % 5 === 0 && { tags: [`batch ${n % 9}`] }),
        ...(n % 11 === 0 && { note: "tried after the third look at the errors", starred: true }),
      });
      writing.objectStore("parts").put({ ...parts.find((part) => part.id === run.id), id });
      writing.objectStore("predictors").put({ ...predictors.find((predictor) => predictor.id === run.id), id });
    }
    await new Promise((resolve) => writing.addEventListener("complete", resolve));
  }
  db.close();
}

/** The page as on a second visit. */
async function visit(page: Page): Promise<void> {
  await page.goto(address);
  const listed = page.locator('[data-cell="compare"]', { hasText: `${RUNS.toLocaleString("en")} runs kept` });
  await listed.waitFor();
  const afterMs = await page.evaluate(() => Math.round(performance.now()));
  await step(page, "open the page", async () => `all runs known within ${afterMs} ms of asking for it`);
}

async function work(page: Page): Promise<void> {
  const compare = page.locator('[data-cell="compare"]');
  const row = compare.locator("tbody tr[aria-rowindex]");
  const inHead = (name: string) => compare.locator("thead").getByRole("button", { name, exact: true });

  await compare.scrollIntoViewIfNeeded();
  const open = await middle(compare.getByRole("button", { name: "Open Compare" }));
  await step(page, "open Compare", async () => {
    const since = Date.now();
    await page.mouse.click(...open);
    await row.first().waitFor();
    return `first row after ${Date.now() - since} ms`;
  });
  const box = compare.getByRole("region", { name: "Runs kept" });
  await box.scrollIntoViewIfNeeded();
  const over = await middle(box);
  await step(page, "scroll", async () => {
    await page.mouse.move(...over);
    for (let turn = 0; turn < 80; turn++) {
      await page.mouse.wheel(0, turn < 60 ? 500 : -1800);
      await page.waitForTimeout(16);
    }
  });
  for (const name of ["RMSE", "Run", "Model", "model.alpha"]) {
    const head = await middle(inHead(name));
    for (const way of ["up", "down"]) await step(page, `sort by ${name}, ${way}`, () => page.mouse.click(...head));
  }
  const filter = compare.getByRole("searchbox", { name: "Filter" });
  await filter.click();
  await step(page, "filter by words", () => page.keyboard.type("forest 11000", { delay: 60 }));
  console.log(`${"".padEnd(26)}${await compare.getByText(/runs? of 1000\./).innerText()}`);
  await step(page, "clear the filter", async () => {
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
  });
  await step(page, "filter in a field", async () => {
    await compare.getByLabel("In", { exact: true }).selectOption("features.text.maxFeatures");
    await filter.fill(">9000");
  });
  await step(page, "everything again", async () => {
    await compare.getByLabel("In", { exact: true }).selectOption("");
    await filter.fill("");
  });
  await step(page, "group by model", () =>
    compare
      .getByLabel("Group by")
      .selectOption("model")
      .then(() => {}),
  );
  await step(page, "group by nothing", () =>
    compare
      .getByLabel("Group by")
      .selectOption("")
      .then(() => {}),
  );
  await box.evaluate((element) => element.scrollTo(0, 0));
  const star = await middle(compare.getByRole("button", { name: /^Star / }).first());
  await step(page, "star", () => page.mouse.click(...star));
  const tick = async (place: number) => middle(compare.getByRole("checkbox", { name: /^Compare / }).nth(place));
  const [first, second] = [await tick(0), await tick(1)];
  await step(page, "tick one", () => page.mouse.click(...first));
  await step(page, "tick another", async () => {
    const since = Date.now();
    await page.mouse.click(...second);
    await compare.getByRole("region", { name: "Compare runs" }).getByRole("table").first().waitFor();
    return `compared after ${Date.now() - since} ms`;
  });
}

/** Where to point at: found out before a step, so that the looking is not counted. */
async function middle(target: Locator): Promise<[number, number]> {
  const box = await target.boundingBox();
  if (!box) throw new Error("not to be seen");
  return [box.x + box.width / 2, box.y + box.height / 2];
}

async function step(page: Page, name: string, act: () => Promise<string | void>): Promise<void> {
  if (name !== "open the page") await takeLongTasks(page);
  const said = await act();
  await page.waitForTimeout(SETTLE_MS);
  const tasks = await takeLongTasks(page);
  longest = Math.max(longest, ...tasks);
  const told = tasks.length === 0 ? "under 50 ms" : tasks.map((ms) => `${Math.round(ms)} ms`).join(", ");
  console.log(`${name.padEnd(26)}${told}${said === undefined ? "" : `; ${said}`}`);
}
