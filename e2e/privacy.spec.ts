import { gzipSync } from "node:zlib";
import { expectFresh, openSampleRun, outline, predicted, typePost } from "./support/notebook";
import { expect, test } from "./support/test";

const BUDGET = 250_000;

test("asks no other site for anything", async ({ page, context, baseURL }) => {
  const elsewhere: string[] = [];
  context.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(baseURL!).origin) elsewhere.push(request.url());
  });
  await openSampleRun(page);
  await typePost(page, "Why does a volcano glow?");
  await expect(predicted(page).getByRole("paragraph").first()).toHaveText(/\d/);
  await page.evaluate(async () => {
    await scorebook.configure({ model: { kind: "forest", trees: 5 } } as never);
    await scorebook.run();
  });
  expect(elsewhere).toEqual([]);
});

test("the first load stays small, and TensorFlow.js is left for the first network", async ({ page }) => {
  const scripts = new Map<string, Promise<number>>();
  const names: string[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith(".js") || response.fromServiceWorker() || scripts.has(pathname)) return;
    names.push(pathname);
    scripts.set(
      pathname,
      response.body().then((body) => gzipSync(body).length),
    );
  });
  const weight = async () => (await Promise.all(scripts.values())).reduce((sum, bytes) => sum + bytes, 0);

  await page.goto("./");
  await expect(outline(page, "Train")).toContainText("not run");
  await page.waitForLoadState("networkidle");
  const first = await weight();
  test
    .info()
    .annotations.push({ type: "first load", description: `${(first / 1000).toFixed(1)} kB of gzipped script` });
  expect(first).toBeLessThan(BUDGET);

  await page.getByRole("button", { name: "Open the sample" }).first().click();
  await expectFresh(page, 1);
  await page.getByRole("button", { name: /^Run all/ }).click();
  await expectFresh(page);
  await page.waitForLoadState("networkidle");
  const all = await weight();
  test.info().annotations.push({ type: "after a run", description: `${(all / 1000).toFixed(1)} kB of gzipped script` });
  expect(page.workers().filter((worker) => /engine-worker/.test(worker.url()))).toHaveLength(1);
  expect(names.filter((name) => /tfjs|training-worker/.test(name))).toEqual([]);
  // Nor does the offline worker fetch it ahead; it fetches the rest whenever the page is quiet.
  const keptFiles = () =>
    page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const [name] = await caches.keys();
      return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
    });
  await expect.poll(async () => (await keptFiles()).length, { timeout: 30_000 }).toBeGreaterThan(20);
  const kept = await keptFiles();
  expect(kept.filter((name) => /tfjs|training-worker|\.wasm$/.test(name))).toEqual([]);
});
