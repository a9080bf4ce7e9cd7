import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { openData, openEngine } from "../cli/open-engine";
import { takeRows } from "../core/sparse/csr";
import type { SearchSpace } from "../core/search/space";
import { defaultExperiment, mergeExperiment } from "../experiment/experiment";
import { makeInProcessExecutor } from "../pipeline/in-process-executor";
import { TrialJudge } from "../pipeline/search/trial-judge";
import type { SearchView } from "../pipeline/search/search-view";
import { makeTestPipeline } from "../testing/run-pipeline";
import { writeSection } from "./search-report";

/**
 * `npx tsx src/bench/search-speed.ts path/to/askscience.csv [trials]`: a random search over the forest, 5 folds a trial, from
 * read posts to the last trial; then scikit-learn's RandomizedSearchCV(n_jobs=-1) over the same settings, rows, folds and columns.
 */
const TREES = 20;
const FOLDS = 5;
const PYTHON = process.env.PYTHON ?? "/usr/bin/python3";
const [csv, trials = "50"] = process.argv.slice(2);
if (csv === undefined) throw new Error("usage: npx tsx src/bench/search-speed.ts posts.csv [trials]");

const SPACE: SearchSpace = [
  { path: "model.maxDepth", kind: "integer", low: 10, high: 40 },
  { path: "model.minSamplesLeaf", kind: "integer", low: 1, high: 20, log: true },
  { path: "model.maxFeatures", kind: "float", low: 0.1, high: 1, log: true },
];
const SETTINGS = {
  problem: { target: "score" },
  split: { dropDuplicatesBy: ["url"] },
  model: { kind: "forest", trees: TREES },
};

interface Here {
  readonly seconds: number;
  /** of all threads, user and system */
  readonly cpuSeconds: number;
  readonly search: SearchView;
}

/** From the drawn split on: cleaning, each fold's features, the trials. */
async function searchHere(count: number): Promise<Here> {
  const { signal } = new AbortController();
  const opened = openEngine({ workers: undefined, signal, onStates: () => {} });
  try {
    const search = { sampler: "random", trials: count, folds: FOLDS, space: SPACE };
    const experiment = mergeExperiment(defaultExperiment(), { ...SETTINGS, search } as never);
    await openData(opened, experiment, csv, signal);
    await opened.engine.run("split");
    const [begun, cpu] = [performance.now(), process.cpuUsage()];
    const done = await opened.engine.search();
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - begun) / 1000, cpuSeconds: (user + system) / 1e6, search: done };
  } finally {
    opened.close();
  }
}

interface Peer {
  readonly sklearn: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly form: string;
  readonly scores: readonly number[];
}

/** The training rows as this project turns them into numbers, with its folds, for scikit-learn. */
async function searchThere(settings: readonly unknown[], folder: string): Promise<Peer & { readonly columns: number }> {
  const { pipeline, open } = makeTestPipeline();
  await open(readFileSync(csv), SETTINGS as never);
  const { outputs, experiment } = await pipeline.runStages("features");
  const executor = makeInProcessExecutor();
  const judge = new TrialJudge({ experiment, executor, outputs, folds: FOLDS, signal: undefined });
  const rows = outputs.split.rows.train;
  const x = takeRows(outputs.features.matrix, rows);
  const place = new Map([...rows].map((row, i) => [row, i]));
  const foldOf = new Uint8Array(rows.length);
  judge.folds.forEach(({ test }, fold) => test.forEach((row) => (foldOf[place.get(row)!] = fold)));
  const arrays = { indptr: x.indptr, indices: x.indices, values: x.values, foldOf };
  const y = Float64Array.from(rows, (row) => judge.target.values[row]);
  judge.close();
  for (const [name, array] of Object.entries({ ...arrays, y })) writeFileSync(join(folder, name), array);
  const answer = spawnSync(PYTHON, [resolve(import.meta.dirname, "search_speed_sklearn.py")], {
    input: JSON.stringify({ folder, columns: x.columns, trees: TREES, folds: FOLDS, settings }),
    encoding: "utf8",
    env: { ...process.env, PYTHONWARNINGS: "ignore" },
  });
  if (answer.status !== 0) throw new Error(answer.stderr || `could not start ${PYTHON}`);
  return { ...(JSON.parse(answer.stdout) as Peer), columns: x.columns };
}

const folder = mkdtempSync(join(tmpdir(), "scorebook-search-speed-"));
try {
  const own = await searchHere(Number(trials));
  const settings = own.search.trials.map(({ values }) => values);
  report(own, await searchThere(settings, folder));
} finally {
  rmSync(folder, { recursive: true });
}

function report(own: Here, peer: Peer & { readonly columns: number }): void {
  const count = own.search.trials.length;
  const list = (values: readonly number[]) => values.map((value) => Math.round(value)).join(", ");
  const body = `${count} trials of a random search over depth, least posts in a leaf and share of columns of a forest of ${TREES} trees, ${FOLDS} folds each:
\`${basename(csv)}\`, repeated urls dropped, words (5,000 terms), tag, dates and text shape. Both search the same drawn settings over
the same rows, folds and ${peer.columns} columns. The time here is of the whole search, cleaning and each fold's own weighing of words with it;
scikit-learn's is of \`RandomizedSearchCV(n_jobs=-1)\` alone, on the finished matrix (${peer.form}, the quicker form for it).

|  | seconds | of processors |
| --- | --: | --: |
| Scorebook | ${own.seconds.toFixed(1)} | ${own.cpuSeconds.toFixed(1)} |
| scikit-learn ${peer.sklearn} | ${peer.seconds.toFixed(1)} | ${peer.cpuSeconds.toFixed(1)} |

**1/${(peer.seconds / own.seconds).toFixed(1)} of the time**, 1/${(peer.cpuSeconds / own.cpuSeconds).toFixed(1)} of the processors'. Mean RMSE of the folds, trial by trial: ${list(own.search.trials.map(({ value }) => value!))} here,
${list(peer.scores)} there.`;
  console.log(body);
  writeSection("Speed", body, `npx tsx src/bench/search-speed.ts ${basename(csv)} ${trials}`);
}
