import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { openSampleRun } from "./support/notebook";
import { expect, test } from "./support/test";

const ROOT = resolve(import.meta.dirname, "..");
const terminal = (args: readonly string[]) =>
  promisify(execFile)("node", ["src/cli/scorebook.mjs", ...args], { cwd: ROOT, maxBuffer: 2 ** 28 });

const MODELS = [
  { kind: "forest", trees: 10 },
  { kind: "ridge", alpha: 10 },
];

interface RunRecord {
  readonly hash: string;
  readonly metrics: unknown;
  readonly baselines: unknown;
}

test("the terminal gives the numbers of the page to the last bit", async ({ page }) => {
  // two more processes start up, on cores that the page is using
  test.setTimeout(300_000);
  await openSampleRun(page);
  const folder = mkdtempSync(join(tmpdir(), "scorebook-terminal-"));
  const data = join(folder, "posts.csv");
  writeFileSync(data, await (await page.request.get("./sample.csv")).body());
  for (const model of MODELS) {
    const made = await page.evaluate(async (changes) => {
      await scorebook.configure({ model: changes as never });
      const run = await scorebook.run();
      const { hash, experiment, metrics, baselines } = run;
      return { experiment: JSON.stringify(experiment), text: JSON.stringify({ hash, metrics, baselines }) };
    }, model);
    const experiment = join(folder, `${model.kind}.json`);
    writeFileSync(experiment, made.experiment);
    const { stdout } = await terminal(["run", experiment, "--data", data, "--json", "--quiet"]);
    const { hash, metrics, baselines } = JSON.parse(stdout) as RunRecord;
    // as text, so that every digit counts
    expect(JSON.stringify({ hash, metrics, baselines })).toBe(made.text);
  }
});
