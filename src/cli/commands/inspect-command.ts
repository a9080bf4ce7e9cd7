import { experimentJson } from "../../cells/ship/ship-files";
import { predictionsCsv } from "../../pipeline/runs/predictions-csv";
import { formatText } from "../../experiment/experiment-text";
import type { Run } from "../../pipeline/views";
import { unpackRun } from "../../predictor/run-file";
import type { Command } from "../command";
import { EXIT, UsageError } from "../exit-codes";
import { metricsTable } from "../metrics-table";
import { readInput } from "../read-experiment";
import { writeWhole } from "../write-whole";
import { runRecord } from "./run-command";

export const INSPECT: Command = {
  name: "inspect",
  usage: "inspect run.scorebook",
  purpose: "Says what a kept run holds: experiment, metrics, where and when it was made.",
  options: {},
  examples: ["inspect runs/forest-1a2b3c4d5e6f.scorebook", "inspect run.scorebook --json"],
  async run({ options, terminal }) {
    const run = await readRun(options.positionals, "inspect");
    if (options.flag("json")) terminal.out(`${JSON.stringify(runRecord(run), null, 2)}\n`);
    else {
      const { userAgent, backend, cores } = run.environment;
      terminal.out(`${run.name}, ${run.createdAt}, hash ${run.hash}\n${userAgent}, ${backend}, ${cores} cores\n\n`);
      terminal.out(metricsTable(run));
    }
    return EXIT.ok;
  },
};

const WHAT = ["experiment", "yaml", "predictions", "metrics"] as const;

export const EXPORT: Command = {
  name: "export",
  usage: "export run.scorebook --what experiment [--out FILE]",
  purpose: "Takes one thing out of a kept run.",
  options: {
    what: { type: "string", value: "WHAT", help: `${WHAT.join(", ")} (default: experiment)` },
    out: { type: "string", short: "o", value: "FILE", help: "where to; without it: standard output" },
  },
  examples: ["export run.scorebook --out experiment.json", "export run.scorebook --what predictions --out test.csv"],
  async run({ options, terminal }) {
    const what = options.text("what") ?? "experiment";
    const run = await readRun(options.positionals, "export");
    const out = options.text("out");
    const text = textOf(run, what);
    if (out === undefined) terminal.out(text);
    else writeWhole(out, text);
    return EXIT.ok;
  },
};

function textOf(run: Run, what: string): string {
  switch (what) {
    case "experiment":
      return experimentJson(run.experiment);
    case "yaml":
      return formatText(run.experiment, "yaml");
    case "predictions":
      return predictionsCsv(run);
    case "metrics":
      return `${JSON.stringify(runRecord(run), null, 2)}\n`;
    default:
      throw new UsageError(`--what must be one of ${WHAT.join(", ")}, got "${what}"`);
  }
}

async function readRun([path, ...more]: readonly string[], command: string): Promise<Run> {
  if (path === undefined || more.length > 0) throw new UsageError(`${command} takes one run file (.scorebook)`);
  return unpackRun<Run>(await readInput(path)).run;
}
