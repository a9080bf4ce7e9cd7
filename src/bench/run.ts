import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compare } from "./compare";
import { startBrowser } from "./drive-chromium";
import type { Browser } from "./drive-chromium";
import { generatedPosts } from "./generate-posts";
import { describeMachine, describeSklearn } from "./machine";
import { measurePeers } from "./peers/measure-peers";
import { withSize, withoutPeers } from "./results";
import { readResults, writeResults } from "./results-file";
import { cancelTimes, scale } from "./scale";
import { servePage } from "./serve-page";
import { startSklearn } from "./sklearn-peer";
import { summariseComparison } from "./summarise-comparison";

/**
 * `npm run bench`: the page in real Chromium against scikit-learn, turn about, against other forests in JavaScript, and by
 * itself on files up to a million rows. What is measured replaces that part of results.json and RESULTS.md; the other parts
 * stay. `-- --turns 9` for more turns (0 leaves scikit-learn and the peers out), `-- --rows 4000,40000` for other sizes
 * (`none` leaves growth and cancelling out), `-- --trees 10` for a smaller forest there, `-- --peers` and `-- --no-peers` for
 * the other forests whatever the turns, `-- --peer-limit 60` for the seconds each of them has, `-- --render` to write
 * RESULTS.md once more, `-- --quick` for the smaller form that only compares our own ways of doing the same.
 */
const { values: asked } = parseArgs({
  allowNegative: true,
  options: {
    turns: { type: "string", default: "5" },
    rows: { type: "string", default: "4000,40000,400000,1000000" },
    trees: { type: "string", default: "50" },
    peers: { type: "boolean" },
    "peer-limit": { type: "string", default: "180" },
    quick: { type: "boolean", default: false },
    render: { type: "boolean", default: false },
  },
});

if (asked.quick) {
  const { status } = spawnSync("npx", ["vitest", "run", "src/bench"], { stdio: "inherit" });
  process.exit(status ?? 1);
}

let results = readResults();

if (asked.render) {
  writeResults(results);
  process.exit(0);
}

const turns = readCount("turns", 0);
const trees = readCount("trees", 1);
const peerLimit = readCount("peer-limit", 1);
const sizes = asked.rows === "none" ? [] : asked.rows.split(",").map(Number);
if (!sizes.every((rows) => Number.isInteger(rows) && rows > 0)) {
  throw new Error(`--rows must be counts of rows with commas between, or none, got ${asked.rows}`);
}

/** The largest size that is trained on; larger ones are only opened. */
const MOST_ROWS_TRAINED = 400_000;

const real = resolve(import.meta.dirname, "../../../shared/data/askscience_data.csv");
const path = existsSync(real) ? real : await generatedPosts(4000);
const served = await servePage();
const version = await inBrowser(({ version }) => Promise.resolve(version));

// Each part is kept as soon as it is there: a run that is broken off leaves what it measured.
if (turns > 0) {
  const peer = await startSklearn();
  if (typeof peer === "string") console.log(`scikit-learn is left out: ${peer}`);
  const sklearn = typeof peer === "string" ? null : peer;
  const compared = await inBrowser((browser) => compare({ browser, served, peer: sklearn }, path, turns));
  sklearn?.close();
  const comparison = {
    measured: describeMachine(version),
    sklearn: describeSklearn(typeof peer === "string" ? peer : peer.versions),
    turns,
    file: `${basename(path)} (${(statSync(path).size / 1e6).toFixed(1)} MB)`,
    ...summariseComparison(compared),
  };
  keep({ ...results, comparison });
}

if (asked.peers ?? turns > 0) {
  const made = await inBrowser((browser) => measurePeers({ browser, served }, path, peerLimit)).catch(
    (thrown: unknown) => (thrown as Error).message,
  );
  if (typeof made === "string") console.log(`the other forests are left out: ${made}`);
  keep(
    typeof made === "string"
      ? withoutPeers(results, made)
      : { ...results, peers: { measured: describeMachine(version), ...made } },
  );
}

for (const rows of sizes) {
  const size = await scale(served.address, rows, rows <= MOST_ROWS_TRAINED ? "predict" : "open", trees);
  keep(withSize(results, { measured: describeMachine(version), ...size }));
}

if (sizes.length > 0) {
  const ms = await cancelTimes(served.address, 5);
  keep({ ...results, cancel: { measured: describeMachine(version), ms } });
}

await served.close();
console.log("src/bench/RESULTS.md is written");
process.exit(0);

function keep(next: typeof results): void {
  results = next;
  writeResults(results);
}

async function inBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await startBrowser();
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

function readCount(option: "turns" | "trees" | "peer-limit", least: number): number {
  const count = Number(asked[option]);
  if (Number.isInteger(count) && count >= least) return count;
  throw new Error(`--${option} must be an integer from ${least}, got ${asked[option]}`);
}
