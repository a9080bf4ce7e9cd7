import { PLANTED } from "../src/testing/sample/planted";
import {
  metricOf,
  metricRow,
  openSampleRun,
  outline,
  predicted,
  rail,
  shownScore,
  toNumber,
  typePost,
} from "./support/notebook";
import { expect, test } from "./support/test";

test.describe("the first run", () => {
  test("goes from the sample to a live score", async ({ page }) => {
    await openSampleRun(page);
    for (const title of ["Data", "Clean", "Features", "Train"])
      await expect(outline(page, title)).toContainText("fresh");
    // The sample repeats posts on purpose: the outline says so.
    await expect(outline(page, "Split")).toContainText("warning");

    await expect((await metricRow(page, "RMSE")).getByRole("cell").nth(1)).toContainText(/[\d.]+ to [\d.]+/);
    const test = await metricOf(page, "RMSE", "Test");
    expect(test).toBeGreaterThan(PLANTED.noise);
    expect(test).toBeLessThan(PLANTED.noise * 1.5);
    expect(await metricOf(page, "RMSE", "Mean baseline")).toBeGreaterThan(test * 1.5);
    expect(await metricOf(page, "RMSE", "Median baseline")).toBeGreaterThan(test * 1.5);

    await typePost(page, "Why does a volcano glow?");
    const plain = toNumber(await shownScore(page));
    await expect(predicted(page)).toContainText(/80% interval\s*[\d,]+ to [\d,]+/);
    await expect(predicted(page)).toContainText("Without body, tag, datetime.");
    await expect(rail(page).getByRole("region", { name: "What moved it" })).toContainText(/volcano\s*\+\d/);
    await expect(
      rail(page).getByRole("region", { name: "Nearest posts in training" }).getByRole("listitem").first(),
    ).toContainText(/volcano.*cos 0\.\d/is);
    await expect(rail(page).getByRole("region", { name: "Latency" })).toContainText(/p50 .*p95 .*p99/);

    await typePost(page, "Why does a spam volcano glow?");
    await expect(predicted(page).getByRole("paragraph").first()).not.toHaveText(plain.toLocaleString("en-US"));
    expect(toNumber(await shownScore(page))).toBeLessThan(plain - 50);
  });

  test("comes near the sample's noise with a forest too", async ({ page }) => {
    await openSampleRun(page);
    const run = await page.evaluate(async () => {
      await scorebook.configure({ model: { kind: "forest", trees: 60 } } as never);
      const { metrics, baselines } = await scorebook.run();
      return { rmse: metrics.test.rmse, mean: baselines.mean.rmse };
    });
    expect(run.rmse.value).toBeLessThan(PLANTED.noise * 1.5);
    expect(run.rmse.low).toBeLessThan(run.rmse.value);
    expect(run.rmse.high).toBeGreaterThan(run.rmse.value);
    expect(run.mean.value).toBeGreaterThan(run.rmse.value);
  });

  test("trains nothing before it is asked to", async ({ page }) => {
    await page.goto("./");
    await expect(outline(page, "Train")).toContainText("not run");
    await expect(rail(page)).toContainText("No run yet");
    expect(await page.evaluate(async () => (await scorebook.runs()).length)).toBe(0);
  });
});
