import { join } from "node:path";
import { experimentJson } from "../../cells/ship/ship-files";
import { mergeExperiment } from "../../experiment/experiment";
import type { PartialExperiment } from "../../experiment/experiment";
import { withPoint } from "../../experiment/search-space";
import { newSearch } from "../../pipeline/search/run-search";
import type { SearchView, TrialView } from "../../pipeline/search/search-view";
import { formatDuration } from "../../ui/format";
import { EXPERIMENT_OPTIONS } from "../command";
import type { Command } from "../command";
import { EXIT, UsageError } from "../exit-codes";
import { aligned, figure } from "../metrics-table";
import { openData, openEngine } from "../open-engine";
import { readExperiment } from "../read-experiment";
import { makeSearchFile, readSearch } from "../search-file";
import { makeFolder, writeWhole } from "../write-whole";

const TRIALS_SHOWN = 10;

export const SEARCH: Command = {
  name: "search",
  usage: "search [experiment.json] --data posts.csv [--trials 40] [--out runs/]",
  purpose: "Looks for better settings, judged by folds of the training rows; the test part is not looked at.",
  options: {
    ...EXPERIMENT_OPTIONS,
    out: {
      type: "string",
      short: "o",
      value: "FOLDER",
      help: "keeps the search and its best experiment there; a search broken off goes on from its file",
    },
    trials: { type: "string", value: "N", help: "how many settings are tried (search.trials)" },
    minutes: { type: "string", value: "N", help: "or for how long (search.minutes)" },
    anew: { type: "boolean", help: "begins again, whatever the file holds" },
  },
  examples: [
    "search experiment.json --data posts.csv --trials 60 --out runs/",
    "search experiment.yaml --data posts.csv --minutes 10 --set search.pruning=folds --json",
  ],
  async run({ options, terminal, log, progress }) {
    if (options.positionals.length > 1)
      throw new UsageError(`search takes one experiment, got ${options.positionals.length}`);
    const data = options.text("data");
    if (data === undefined) throw new UsageError("search needs --data: the CSV to learn from");
    const out = options.text("out");
    const workers = options.count("workers", 1);
    const budget = budgetOf(options.count("trials", 1), options.amount("minutes"));
    const experiment = mergeExperiment(await readExperiment(options.positionals[0], options), budget);
    if (out !== undefined) makeFolder(out);
    let path = "";
    let kept: SearchView | null = null;
    const opened = openEngine({
      workers,
      signal: terminal.signal,
      onStates: progress.onStates,
      onEvent: (event) => {
        if (event.type === "search") progress.onSearch(event.search);
        if (event.type === "storage-failed") log("warn", "not-kept", `the search is not kept: ${event.error.message}`);
      },
      ...(out !== undefined && {
        searchStorage: makeSearchFile(
          () => path,
          () => kept,
        ),
      }),
    });
    try {
      await openData(opened, experiment, data, terminal.signal);
      const whole = await opened.engine.configure({});
      const { key } = newSearch(whole);
      if (out !== undefined) {
        path = join(out, `search-${key.slice(0, 12)}.json`);
        if (!options.flag("anew")) kept = readSearch(path, key);
      }
      if (kept) log("info", "resumed", `going on after ${kept.trials.length} trials of ${path}`, { path });
      terminal.signal.throwIfAborted();
      const search = await opened.engine.search(options.flag("anew"));
      const best = search.trials.find(({ number }) => number === search.best);
      const found = best ? withPoint(whole, best.values) : null;
      const files = out === undefined ? [] : [path];
      if (out !== undefined && found) {
        const file = join(out, `search-${key.slice(0, 12)}.best.json`);
        writeWhole(file, experimentJson(found));
        files.push(file);
      }
      progress.clear();
      const isPaused = search.status === "paused";
      log("info", "searched", isPaused ? "interrupted, the best so far is kept" : search.ended!, {
        trials: search.trials.length,
      });
      if (options.flag("json")) {
        const { status, ended, metric, space, trials, elapsedMs } = search;
        const record = { key, status, ended, metric, best: best ?? null, experiment: found, trials, space, elapsedMs };
        terminal.out(`${JSON.stringify({ ...record, files }, null, 2)}\n`);
      } else {
        terminal.out(trialsTable(search));
        for (const file of files) terminal.out(`wrote ${file}\n`);
      }
      return isPaused ? EXIT.interrupted : EXIT.ok;
    } finally {
      opened.close();
    }
  },
};

function budgetOf(trials: number | undefined, minutes: number | undefined): PartialExperiment {
  if (trials !== undefined && minutes !== undefined) throw new UsageError("--trials or --minutes: give one of them");
  if (trials !== undefined) return { search: { budget: "trials", trials } };
  return minutes === undefined ? {} : { search: { budget: "minutes", minutes } };
}

/** The best trials with what they tried. */
function trialsTable({ trials, metric, space, foldCount, elapsedMs }: SearchView): string {
  const paths = space.map(({ path }) => path);
  const complete = trials.filter(({ state }) => state === "complete").sort((a, b) => a.loss! - b.loss!);
  const row = (trial: TrialView) => [
    String(trial.number + 1),
    figure(trial.value),
    figure(trial.spread),
    ...paths.map((path) => shown(trial.values[path])),
  ];
  const rows = complete.slice(0, TRIALS_SHOWN).map(row);
  const count = (state: TrialView["state"]) => trials.filter((trial) => trial.state === state).length;
  return [
    `${trials.length} trials on ${foldCount} folds in ${formatDuration(elapsedMs)}: ${count("complete")} judged in full, ${count("pruned")} broken off, ${count("failed")} failed`,
    aligned([["trial", metric, "sd", ...paths], ...rows]),
    "",
  ].join("\n");
}

function shown(value: unknown): string {
  return typeof value === "number" ? figure(value) : value === undefined ? "" : String(value);
}
