import { basename } from "node:path";
import { openData, openEngine } from "../cli/open-engine";
import { defaultExperiment, mergeExperiment } from "../experiment/experiment";
import type { AutopilotLine, AutopilotView } from "../pipeline/autopilot/autopilot-view";
import { writeSection } from "./search-report";

/**
 * `npx tsx src/bench/autopilot.ts path/to/askscience.csv [minutes] [split seeds]` runs Autopilot in the page's engine on two
 * threads, trains what it chose and what was best on the folds, and writes how both do on the test part, which neither
 * was chosen by. The first split seed is the seed split; others show what the rule of choice is worth in general.
 */
const [csv, minutes = "3", splits = "42"] = process.argv.slice(2);
const count = (value: number) => Math.round(value).toLocaleString("en");

type RegressionMetrics = { readonly rmse: { readonly value: number } };

async function judge(seed: number): Promise<string> {
  const { signal } = new AbortController();
  const opened = openEngine({ workers: 2, signal, onStates: () => {} });
  const { engine } = opened;
  const experiment = mergeExperiment(defaultExperiment(), {
    problem: { target: "score" },
    split: { dropDuplicatesBy: ["url"], seed },
    data: { columns: { upvote_ratio: { role: "ignore" } } },
  });
  await openData(opened, experiment, csv, signal);
  const view = await engine.autopilot({ minutes: Number(minutes) });
  const line = (number: number | null | undefined) => view.lines.find((tried) => tried.number === number)!;
  const [chosen, best] = [line(view.chosen?.number), line(view.best)];
  const test = async ({ changes }: AutopilotLine) => {
    await engine.configure(changes);
    await engine.run();
    const run = engine.runs().reduce((latest, other) => (other.createdAt > latest.createdAt ? other : latest));
    return (run.metrics.test as RegressionMetrics).rmse.value;
  };
  const figures = { chosen: await test(chosen), best: await test(best) };
  opened.close();
  console.error(JSON.stringify({ seed, chosen: view.chosen, lines: view.lines.map(shortOf) }));
  return `| ${seed} | ${tried(view)} | ${said(chosen)} | ${count(chosen.value!)} | **${count(figures.chosen)}** | ${said(best)} | ${count(best.value!)} | ${count(figures.best)} |`;
}

const tried = ({ lines }: AutopilotView) => lines.filter(({ origin }) => origin !== "ensemble").length;
const said = ({ model, blocks, origin }: AutopilotLine) => `${origin} ${model.kind}: ${blocks.join(", ")}`;
const shortOf = ({ number, origin, model, blocks, value, folds, ms }: AutopilotLine) => ({
  number,
  origin,
  kind: model.kind,
  blocks: blocks.length,
  value,
  folds,
  ms: Math.round(ms),
});

const rows: string[] = [];
for (const seed of splits.split(",").map(Number)) {
  rows.push(await judge(seed));
  console.log(rows.at(-1));
}
const isAlone = splits === "42";
writeSection(
  isAlone ? "Autopilot" : "Autopilot on other splits",
  `\`${basename(csv)}\`, repeated urls dropped, upvote_ratio unused, ${minutes} min on 2 threads. RMSE: mean of 5 folds of the training posts (KFold,
shuffled, seed 42), and of the test part after training on all training posts. "Chosen" is the simplest within one paired standard error of the
best; "best on folds" is what the plain minimum would have taken.

| split seed | pipelines | chosen | folds | test | best on folds | folds | test |
| --: | --: | --- | --: | --: | --- | --: | --: |
${rows.join("\n")}`,
  `npx tsx src/bench/autopilot.ts ${basename(csv)} ${minutes} ${splits}`,
);
