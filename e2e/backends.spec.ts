import { expect, test } from "@playwright/test";
import type { BackendComparison } from "../src/compute/training/compare-backends";

/** Rounding in float32; an error would be far larger. */
const AGREES_WITHIN = 1e-3;

test("every backend trains the same network, agrees with the others, and hands it on when its device is lost", async ({
  page,
}) => {
  await page.goto("./");
  await page.waitForFunction(() => "scorebook" in globalThis);
  const comparisons = await page.evaluate(() => {
    const { scorebook } = globalThis as unknown as { scorebook: { backends(): Promise<BackendComparison[]> } };
    return scorebook.backends();
  });
  expect(comparisons.map(({ backend }) => backend).toSorted()).toEqual(["cpu", "sparse", "wasm", "webgl", "webgpu"]);
  for (const { backend, ok, reason, agreesWithin, resumesWithin } of comparisons) {
    expect(reason, backend).toBe("");
    expect(ok, backend).toBe(true);
    expect(agreesWithin, backend).toBeLessThan(AGREES_WITHIN);
    if (backend !== "sparse") expect(resumesWithin, backend).toBeLessThan(AGREES_WITHIN);
  }
});

test("TensorFlow.js is not fetched until a network is trained", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(request.url()));
  await page.goto("./");
  await page.waitForFunction(() => "scorebook" in globalThis);
  await page.waitForLoadState("networkidle");
  const isTraining = (url: string) => /training-worker|tfjs|wasm-backend/.test(url);
  expect(fetched.filter(isTraining)).toEqual([]);
  await page.evaluate(() =>
    (globalThis as unknown as { scorebook: { backends(): Promise<unknown> } }).scorebook.backends(),
  );
  expect(fetched.some(isTraining)).toBe(true);
});
