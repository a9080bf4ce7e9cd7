import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { makeRng } from "../core/random/xoshiro";
import { drawRandom } from "../core/search/draw-random";
import { checkSpace } from "../core/search/space";
import type { SearchPoint, SearchSpace } from "../core/search/space";
import { drawTpe } from "../core/search/tpe";
import type { FinishedTrial } from "../core/search/trial";
import { LOOKBACK } from "../pipeline/search/run-search";
import { forestTable } from "./forest-table";
import { TEST_FUNCTIONS } from "./search-functions";
import { median, writeSection } from "./search-report";
import type { TestFunction } from "./search-functions";

/**
 * `npx tsx src/bench/search.ts` writes `SEARCH.md`: TPE beside Optuna's on the same functions, and a random search, by the
 * best value after 60 trials. `--forest path/to/askscience.csv` adds the forest on real posts.
 */
const TRIALS = 60;
const SEEDS = 20;
const PYTHON = process.env.PYTHON ?? "/usr/bin/python3";

type Draw = (
  space: SearchSpace,
  trials: readonly FinishedTrial[],
  seed: number,
  pending: readonly SearchPoint[],
) => SearchPoint;

function bestOf({ space, value }: TestFunction, draw: Draw, seed: number, lookback: number): number {
  const ordered = checkSpace(space);
  const trials: FinishedTrial[] = [];
  for (let number = 0; number < TRIALS; number++) {
    const told = Math.max(0, number - lookback);
    const pending = trials.slice(told).map((trial) => trial.values);
    const values = draw(ordered, trials.slice(0, told), seed * 1000 + number, pending);
    const loss = value(values);
    trials.push({ number, values, state: "complete", loss, rungs: [loss] });
  }
  return Math.min(...trials.map(({ loss }) => loss!));
}

const tpe: Draw = (space, trials, seed, pending) => drawTpe(space, trials, makeRng(seed), pending);
const random: Draw = (space, _, seed) => drawRandom(space, makeRng(seed));

async function startOptuna() {
  const child = spawn(PYTHON, [resolve(import.meta.dirname, "optuna_bench.py")], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, PYTHONWARNINGS: "ignore" },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async () => JSON.parse((await lines.next()).value as string) as Record<string, never>;
  const version = ((await read()) as unknown as { optuna: string }).optuna;
  return {
    version,
    async best({ space, value }: TestFunction, seed: number): Promise<number> {
      child.stdin.write(`${JSON.stringify({ space, trials: TRIALS, seed })}\n`);
      for (;;) {
        const answer = (await read()) as unknown as { values?: SearchPoint; best?: number };
        if (answer.best !== undefined) return answer.best;
        child.stdin.write(`${JSON.stringify(value(answer.values!))}\n`);
      }
    },
    close: () => child.stdin.end(),
  };
}

const seeds = Array.from({ length: SEEDS }, (_, i) => i);
const functions = [...TEST_FUNCTIONS];
const csv = process.argv[process.argv.indexOf("--forest") + 1];
if (process.argv.includes("--forest") && csv && existsSync(csv)) functions.push(await forestTable(readFileSync(csv)));
const optuna = existsSync(PYTHON) ? await startOptuna() : null;
const rows: string[] = [];
for (const test of functions) {
  const ours = median(seeds.map((seed) => bestOf(test, tpe, seed, 0)));
  const apart = median(seeds.map((seed) => bestOf(test, tpe, seed, LOOKBACK)));
  const chance = median(seeds.map((seed) => bestOf(test, random, seed, 0)));
  const theirs: number[] = [];
  if (optuna) for (const seed of seeds) theirs.push(await optuna.best(test, seed));
  const peer = optuna ? median(theirs) : NaN;
  const cell = (value: number) => value.toPrecision(6);
  const change = (value: number) =>
    Number.isNaN(peer) ? "" : `${(((value - peer) / Math.abs(peer)) * 100).toFixed(2)}%`;
  const row = `| ${test.name} | ${cell(ours)} | ${cell(apart)} | ${cell(peer)} | ${change(ours)} | ${change(apart)} | ${cell(chance)} |`;
  console.log(row);
  rows.push(row);
}
optuna?.close();
writeSection(
  "TPE beside Optuna",
  `Best value after ${TRIALS} trials, median of ${SEEDS} seeds; lower is better. "one by one" tells each result before the next trial is drawn, as Optuna
does here; "${LOOKBACK} apart" is how the page does it, where a trial is drawn without the ${LOOKBACK} before it so that several run side by side.
Differences are against Optuna, as shares of its value.

| function | one by one | ${LOOKBACK} apart | Optuna ${optuna?.version ?? "absent"} | one by one | ${LOOKBACK} apart | random |
| --- | --: | --: | --: | --: | --: | --: |
${rows.join("\n")}`,
  "npx tsx src/bench/search.ts",
);
