import { exactScore, expectFresh, runAllButton } from "./support/notebook";
import { BUILD, serveUnder } from "./support/static-host";
import type { StaticHost } from "./support/static-host";
import { expect, test } from "./support/test";
import { untilKept } from "./support/until-kept";

let host: StaticHost;

test.beforeAll(async () => {
  host = await serveUnder(BUILD, "/some/sub-path/");
});

test.afterAll(() => host.close());

test("any host under any path: isolated by its own worker, and offline after that", async ({ page, context }) => {
  await page.goto(`${host.url}?sample&run`);
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
  await expectFresh(page);
  const { isolated, rmse } = await page.evaluate(async () => {
    const { environment, metrics } = (await scorebook.runs()).at(-1)!;
    return { isolated: environment.isolated, rmse: JSON.stringify(metrics.test) };
  });
  expect(isolated).toBe(true);
  expect(rmse).toContain("rmse");
  const exact = await exactScore(page, "Why does a volcano glow?");

  await untilKept(page);
  await host.close();
  await context.setOffline(true);
  await page.goto(host.url);
  await expectFresh(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(await exactScore(page, "Why does a volcano glow?")).toBe(exact);
  await page.evaluate(() => scorebook.configure({ model: { alpha: 2 } } as never));
  await runAllButton(page).click();
  await expectFresh(page);
  host = await serveUnder(BUILD, "/some/sub-path/");
});

test("without a service worker it still works, with copies of memory", async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    await page.goto(`${host.url}?sample&run`);
    await expectFresh(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  } finally {
    await context.close();
  }
});
