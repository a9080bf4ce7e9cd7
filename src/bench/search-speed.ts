import { spawnSync } from "node:child_process";
import { basename, resolve } from "node:path";
import { openData, openEngine } from "../cli/open-engine";
import { defaultExperiment, mergeExperiment } from "../experiment/experiment";
import type { SearchSpace } from "../core/search/space";
import { writeSection } from "./search-report";

/**
 * `npx tsx src/bench/search-speed.ts path/to/askscience.csv [trials] [peer trials]`: a random search over the forest, 5 folds a
 * trial, from cleaned posts to the last trial; then scikit-learn's RandomizedSearchCV(n_jobs=-1) on the settings of the
 * first trials of it, so that both grow the same forests. Scikit-learn's time is scaled by trials where it gets fewer.
 */
const TREES = 20;
const FOLDS = 5;
const PYTHON = process.env.PYTHON ?? "/usr/bin/python3";
const [csv, trials = "50", peerTrials = "2"] = process.argv.slice(2);

const space: SearchSpace = [
  { path: "model.maxDepth", kind: "integer", low: 10, high: 40 },
  { path: "model.minSamplesLeaf", kind: "integer", low: 1, high: 20, log: true },
  { path: "model.maxFeatures", kind: "float", low: 0.1, high: 1, log: true },
];

const { signal } = new AbortController();
const opened = openEngine({ workers: undefined, signal, onStates: () => {} });
const experiment = mergeExperiment(defaultExperiment(), {
  problem: { target: "score" },
  split: { dropDuplicatesBy: ["url"] },
  model: { kind: "forest", trees: TREES },
  search: { sampler: "random", trials: Number(trials), folds: FOLDS, space },
} as never);
await openData(opened, experiment, csv, signal);
await opened.engine.run("split");
const begun = performance.now();
const search = await opened.engine.search();
const seconds = (performance.now() - begun) / 1000;
opened.close();

const drawn = search.trials.slice(0, Number(peerTrials)).map(({ values }) => values);
const asked = JSON.stringify({ csv: resolve(csv), trees: TREES, folds: FOLDS, settings: drawn });
const answer = spawnSync(PYTHON, [resolve(import.meta.dirname, "search_speed_sklearn.py")], {
  input: asked,
  encoding: "utf8",
  env: { ...process.env, PYTHONWARNINGS: "ignore" },
});
if (answer.status !== 0) throw new Error(answer.stderr || `could not start ${PYTHON}`);
const peer = JSON.parse(answer.stdout) as { sklearn: string; seconds: number; columns: number; scores: number[] };
const own = search.trials.slice(0, drawn.length).map(({ value }) => value!);
const perTrial = peer.seconds / drawn.length;
const ratio = (perTrial * search.trials.length) / seconds;
const list = (values: readonly number[]) => values.map((value) => Math.round(value)).join(", ");
const body = `${search.trials.length} trials of a forest of ${TREES} trees, ${FOLDS} folds each, words (5,000 terms), tag, dates and text shape of \`${basename(csv)}\`, repeated
urls dropped. The time here is of the whole search, cleaning and weighing of each fold's words with it. scikit-learn's is of
\`RandomizedSearchCV(n_jobs=-1)\` alone on words, tag and dates ready-made (${peer.columns} columns), on the settings of the first ${drawn.length} of these trials, times
${search.trials.length} / ${drawn.length}: all of them would take too long.

| | trials run | seconds | seconds a trial | ${search.trials.length} trials, s |
| --- | --: | --: | --: | --: |
| Scorebook | ${search.trials.length} | ${seconds.toFixed(1)} | ${(seconds / search.trials.length).toFixed(2)} | ${seconds.toFixed(1)} |
| scikit-learn ${peer.sklearn} | ${drawn.length} | ${peer.seconds.toFixed(1)} | ${perTrial.toFixed(2)} | ${(perTrial * search.trials.length).toFixed(0)} |

**${ratio.toFixed(1)} times as fast.** RMSE over the folds of the trials both judged: ${list(own)} here, ${list(peer.scores)} there.`;
console.log(body);
writeSection("Speed", body, `npx tsx src/bench/search-speed.ts ${basename(csv)} ${trials} ${peerTrials}`);
