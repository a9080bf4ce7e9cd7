import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compare } from "./compare";
import { startBrowser } from "./drive-chromium";
import { generatedPosts } from "./generate-posts";
import { describeMachine } from "./machine";
import { cancelTimes, scale } from "./scale";
import type { Scale } from "./scale";
import { servePage } from "./serve-page";
import { startSklearn } from "./sklearn-peer";
import { renderResults } from "./write-results";
import type { Results } from "./write-results";

/**
 * `npm run bench`: the page in real Chromium against scikit-learn, turn about, and by itself on files up to a million
 * rows; writes RESULTS.md. `-- --turns 9` for more turns (0 leaves scikit-learn out), `-- --rows 4000,40000` for
 * other sizes (`none` leaves the growth out), `-- --trees 10` for a smaller forest there, `-- --render` to write the latest measurements once more, `-- --quick` for the smaller form that only
 * compares our own ways of doing the same.
 */
const { values: asked } = parseArgs({
  options: {
    turns: { type: "string", default: "5" },
    rows: { type: "string", default: "4000,40000,400000,1000000" },
    trees: { type: "string", default: "50" },
    quick: { type: "boolean", default: false },
    render: { type: "boolean", default: false },
  },
});

if (asked.quick) {
  const { status } = spawnSync("npx", ["vitest", "run", "src/bench"], { stdio: "inherit" });
  process.exit(status ?? 1);
}

const cache = resolve(tmpdir(), "scorebook-bench");
const measured = resolve(cache, "results.json");
const report = resolve(import.meta.dirname, "RESULTS.md");

if (asked.render) {
  writeFileSync(report, renderResults(JSON.parse(readFileSync(measured, "utf8")) as Results));
  process.exit(0);
}

const turns = Number(asked.turns);
if (!Number.isInteger(turns) || turns < 0) throw new Error(`--turns must be an integer from 0, got ${asked.turns}`);
const trees = Number(asked.trees);
const sizes = asked.rows === "none" ? [] : asked.rows.split(",").map(Number);

/** The largest size that is trained on; larger ones are only opened. */
const MOST_ROWS_TRAINED = 400_000;

const real = resolve(import.meta.dirname, "../../../shared/data/askscience_data.csv");
const path = existsSync(real) ? real : await generatedPosts(4000);
const served = await servePage();
const peer = await startSklearn();
if (typeof peer === "string") console.log(`scikit-learn is left out: ${peer}`);
const browser = await startBrowser();
const { version } = browser;
const sides = { browser, served, peer: typeof peer === "string" ? null : peer };
const comparison = turns > 0 ? await compare(sides, path, turns) : null;
await browser.close();
if (typeof peer !== "string") peer.close();
const scales: Scale[] = [];
let cancelMs: readonly number[] = [];
write();
for (const rows of sizes) {
  scales.push(await scale(served.address, rows, rows <= MOST_ROWS_TRAINED ? "predict" : "open", trees));
  write();
}
cancelMs = await cancelTimes(served.address, 5);
write();
await served.close();
console.log("src/bench/RESULTS.md is written");
process.exit(0);

/** What is known so far: a run that is broken off leaves what it measured. */
function write(): void {
  const results = {
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(version, typeof peer === "string" ? peer : peer.versions),
    turns,
    file: `${basename(path)} (${(statSync(path).size / 1e6).toFixed(1)} MB)`,
    comparison,
    scales,
    cancelMs,
  };
  mkdirSync(cache, { recursive: true });
  writeFileSync(measured, JSON.stringify(results, null, 1));
  writeFileSync(report, renderResults(results));
}
