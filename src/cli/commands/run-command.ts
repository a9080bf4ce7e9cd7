import { join } from "node:path";
import { experimentJson } from "../../cells/ship/ship-files";
import { predictionsCsv } from "../../pipeline/runs/predictions-csv";
import { abortError } from "../../compute/wire-errors";
import { DataError } from "../../core/errors";
import { isGainMetric, metricOf } from "../../pipeline/metric-of";
import type { Run } from "../../pipeline/views";
import { formatDuration } from "../../ui/format";
import { EXPERIMENT_OPTIONS } from "../command";
import type { Command } from "../command";
import { EXIT, UsageError } from "../exit-codes";
import { reportOf } from "./report-command";
import { metricsTable, variantsTable } from "../metrics-table";
import { openData, openEngine } from "../open-engine";
import { readExperiments } from "../read-experiment";
import type { ReadExperiment } from "../read-experiment";
import { makeFolder, writeWhole } from "../write-whole";

export const RUN: Command = {
  name: "run",
  usage: "run [experiment.json] --data posts.csv [--out runs/]",
  purpose: "Trains and evaluates an experiment, with the numbers of the page.",
  options: {
    ...EXPERIMENT_OPTIONS,
    out: { type: "string", short: "o", value: "FOLDER", help: "keeps the run there: .scorebook, .json, predictions" },
    variants: { type: "boolean", help: "the base of a file of variants and each of them, one after another" },
    report: { type: "boolean", help: "with --out: also a report, .report.html and .report.md" },
    posts: { type: "boolean", help: "with --report: also the posts it is furthest off on, with their texts" },
    gate: { type: "boolean", help: "exit 4 when the test part misses problem.bar" },
  },
  examples: [
    "run experiment.json --data posts.csv --out runs/",
    "run --data posts.csv --preset boosted-all --set problem.target=score",
    "run experiment.yaml --data posts.csv --set problem.bar=4000 --gate --json",
    "run variants.yaml --data posts.csv --variants --out runs/",
  ],
  async run({ options, terminal, log, progress }) {
    if (options.positionals.length > 1)
      throw new UsageError(`run takes one experiment, got ${options.positionals.length}`);
    const data = options.text("data");
    if (data === undefined) throw new UsageError("run needs --data: the CSV to learn from");
    const out = options.text("out");
    const workers = options.count("workers", 1);
    const wantsReport = options.flag("report");
    if (wantsReport && out === undefined) throw new UsageError("--report needs --out: the folder it goes to");
    if (options.flag("posts") && !wantsReport) throw new UsageError("--posts goes with --report");
    const all = options.flag("variants");
    if (all && options.texts("variant").length > 0) throw new UsageError("--variant or --variants: give one of them");
    const list = await readExperiments(options.positionals[0], options, all);
    const gate = options.flag("gate");
    if (gate && list.some(({ experiment }) => experiment.problem.bar === null)) {
      throw new DataError(
        "invalid-experiment",
        "problem.bar is null, so --gate has nothing to judge by: --set problem.bar=VALUE",
        {
          path: "problem.bar",
        },
      );
    }
    // Hours of training are not to end at a place that cannot be written.
    if (out !== undefined) makeFolder(out);
    const opened = openEngine({
      workers,
      signal: terminal.signal,
      onStates: progress.onStates,
      ...(out !== undefined && { looksFile: join(out, "looks.json") }),
    });
    const made: { readonly variant: string | null; readonly run: Run; readonly files: readonly string[] }[] = [];
    const runOne = async ({ variant, experiment }: ReadExperiment): Promise<void> => {
      const view = await openData(opened, experiment, data, terminal.signal);
      if (made.length === 0) {
        log("info", "opened", `${view.rows} rows, ${view.columns.length} columns in ${view.file}`, {
          rows: view.rows,
          columns: view.columns.length,
        });
        for (const [code, count] of Object.entries(view.problemCounts)) {
          log("warn", "data-problem", `${count} lines: ${code}; the Data cell of the page lists them`, { code, count });
        }
      }
      const started = performance.now();
      const run = await opened.engine.run("evaluate", terminal.signal);
      if (!run) throw abortError();
      const which = list.length > 1 ? `${variant ?? "the base"}: ` : "";
      log("info", "run", `${which}trained and evaluated in ${formatDuration(performance.now() - started)}`, {
        hash: run.hash,
        ...(list.length > 1 && { variant }),
      });
      const files = out === undefined ? [] : keep(run, await opened.engine.exportRun(run.id), out);
      if (wantsReport) {
        await opened.engine.run("quality", terminal.signal);
        const { html, markdown } = await reportOf(opened, run, options.flag("posts"));
        for (const [ending, text] of [
          ["html", html],
          ["md", markdown],
        ]) {
          const file = `${stemOf(run, out!)}.report.${ending}`;
          writeWhole(file, text);
          files.push(file);
        }
      }
      made.push({ variant, run, files });
    };
    try {
      for (const each of list) await runOne(each);
      progress.clear();
      if (options.flag("json")) {
        const records = made.map(({ variant, run, files }) => ({
          ...(variant !== null && { variant }),
          ...runRecord(run),
          files,
        }));
        terminal.out(`${JSON.stringify(list.length === 1 ? records[0] : { runs: records }, null, 2)}\n`);
      } else {
        terminal.out(made.length === 1 ? metricsTable(made[0].run) : variantsTable(made));
        for (const file of made.flatMap(({ files }) => files)) terminal.out(`wrote ${file}\n`);
      }
      return gate && made.some(({ run }) => barMet(run) === false) ? EXIT.barMissed : EXIT.ok;
    } finally {
      opened.close();
    }
  },
};

/** What a run is, without the charts of the page. */
export function runRecord(run: Run) {
  const { id, name, createdAt, hash, experiment, environment, metrics, baselines, timings, split } = run;
  return { id, name, createdAt, hash, bar: barOf(run), metrics, baselines, timings, split, environment, experiment };
}

function barOf(run: Run) {
  const { metric, bar } = run.experiment.problem;
  return bar === null ? null : { metric, value: bar, met: barMet(run) };
}

/** null where there is no bar */
function barMet({ experiment, metrics }: Run): boolean | null {
  const { metric, bar } = experiment.problem;
  if (bar === null) return null;
  const value = metricOf(metrics.test, metric)?.value;
  if (value === undefined) return false;
  return isGainMetric(metric) ? value >= bar : value <= bar;
}

function stemOf({ experiment, hash }: Run, folder: string): string {
  return join(folder, `${experiment.model.kind}-${hash.slice(0, 12)}`);
}

/** Named after what was run, so that the same run again replaces its files. */
function keep(run: Run, bytes: Uint8Array, folder: string): string[] {
  const stem = stemOf(run, folder);
  const files: [string, string | Uint8Array][] = [
    [`${stem}.scorebook`, bytes],
    [`${stem}.json`, `${JSON.stringify(runRecord(run), null, 2)}\n`],
    [`${stem}.experiment.json`, experimentJson(run.experiment)],
    [`${stem}.predictions.csv`, predictionsCsv(run)],
  ];
  for (const [path, content] of files) writeWhole(path, content);
  return files.map(([path]) => path);
}
