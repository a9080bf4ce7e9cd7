import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { findChromium } from "./find-chromium";

/** Every check in order, then one closing line with how many tests passed and failed. Used by `npm test`. */

const ROOT = resolve(import.meta.dirname, "../..");
const UNIT_REPORT = resolve(ROOT, "node_modules/.cache/unit-report.json");
const E2E_REPORT = resolve(ROOT, "node_modules/.cache/e2e-report.json");

let failedSteps = 0;

/** Runs a command; what it prints comes as it is printed, or all at its end where others run beside it. */
async function step(title: string, command: string, args: readonly string[], isBesideOthers = false): Promise<boolean> {
  if (!isBesideOthers) console.log(`\n── ${title}`);
  const started = Date.now();
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: isBesideOthers ? ["ignore", "pipe", "pipe"] : "inherit",
    env: { ...process.env, TZ: "UTC" },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text: Buffer) => void (printed += text));
  const ok = await new Promise<boolean>((done) => {
    child.on("error", (error) => {
      printed += error.message;
      done(false);
    });
    child.on("close", (status) => done(status === 0));
  });
  if (printed !== "") process.stdout.write(`\n${printed}`);
  console.log(`── ${title}: ${ok ? "ok" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (!ok) failedSteps++;
  return ok;
}

function readReport<T>(path: string): T | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : null;
}

rmSync(UNIT_REPORT, { force: true });
rmSync(E2E_REPORT, { force: true });

const checks = async () => {
  await step("lint", "npx", ["oxlint"], true);
  await step("format", "npx", ["prettier", "--check", "--log-level", "warn", "."], true);
  return step("build", "npx", ["vite", "build"], true);
};
// Types whole (some 6 s): what is kept of an earlier build once called good what a fresh clone calls an error.
const [built] = await Promise.all([checks(), step("types", "npx", ["tsc", "-b", "--force"], true)]);
await step("unit tests", "npx", [
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${UNIT_REPORT}`,
]);
if (built) {
  process.env.CHROMIUM_PATH ??= findChromium();
  await step("browser journeys", "npx", ["playwright", "test", "-c", "e2e/playwright.config.ts"]);
}

const unit = readReport<{ numPassedTests: number; numFailedTests: number; numPendingTests: number }>(UNIT_REPORT);
const journeys = readReport<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(
  E2E_REPORT,
);
const passed = (unit?.numPassedTests ?? 0) + (journeys ? journeys.stats.expected + journeys.stats.flaky : 0);
const failedTests = (unit?.numFailedTests ?? 0) + (journeys?.stats.unexpected ?? 0);
// A step that failed without failing a test (types, lint, a crash) still counts as a failure.
const failed = Math.max(failedTests, failedSteps);
const skipped = (unit?.numPendingTests ?? 0) + (journeys?.stats.skipped ?? 0);
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
