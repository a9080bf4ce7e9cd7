import { makeRunReport } from "../../cells/ship/run-report";
import { DataError } from "../../core/errors";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import type { Command } from "../command";
import { EXIT, UsageError } from "../exit-codes";
import { openData, openEngine } from "../open-engine";
import type { OpenEngine } from "../open-engine";
import { readInput } from "../read-experiment";
import { writeWhole } from "../write-whole";

const FORMATS = ["html", "markdown"] as const;

export const REPORT: Command = {
  name: "report",
  usage: "report run.scorebook [--data posts.csv] [--out report.html]",
  purpose: "Writes what a kept run found: metrics beside the baselines, checks, errors, limits in words.",
  options: {
    data: {
      type: "string",
      short: "d",
      value: "FILE",
      help: "the CSV the run was made of: adds its columns and checks",
    },
    posts: { type: "boolean", help: "adds the posts it is furthest off on, with their texts; needs --data" },
    out: { type: "string", short: "o", value: "FILE", help: "where to; without it: standard output" },
    format: {
      type: "string",
      value: "FORMAT",
      help: "html or markdown (default: by the name of --out, else markdown)",
    },
    workers: { type: "string", value: "N", help: "threads for the checks (default: one a core)" },
  },
  examples: [
    "report runs/forest-1a2b3c4d5e6f.scorebook --data posts.csv --out report.html",
    "report run.scorebook > report.md",
  ],
  async run({ options, terminal, log, progress }) {
    const [path, ...more] = options.positionals;
    if (path === undefined || more.length > 0) throw new UsageError("report takes one run file (.scorebook)");
    const data = options.text("data");
    const out = options.text("out");
    const posts = options.flag("posts");
    if (posts && data === undefined)
      throw new UsageError("--posts needs --data: a run file holds no row of the data it was made of");
    const format = options.text("format") ?? (out !== undefined && /\.html?$/i.test(out) ? "html" : "markdown");
    if (!(FORMATS as readonly string[]).includes(format))
      throw new UsageError(`--format must be html or markdown, got "${format}"`);
    const bytes = await readInput(path);
    const opened = openEngine({
      workers: options.count("workers", 1),
      signal: terminal.signal,
      onStates: progress.onStates,
    });
    try {
      const run = await opened.engine.importRun(bytes);
      if (data !== undefined) {
        const view = await openData(opened, run.experiment, data, terminal.signal);
        if (view.sha256 !== run.experiment.data.sha256) {
          throw new DataError(
            "foreign-file",
            `${data} is not the file the run was made of (${run.experiment.data.file}): its SHA-256 begins with ${view.sha256.slice(0, 12)}, expected ${run.experiment.data.sha256.slice(0, 12)}`,
            { path: data },
          );
        }
        await opened.engine.run("quality", terminal.signal);
      }
      const report = await reportOf(opened, run, posts);
      const text = format === "html" ? report.html : report.markdown;
      progress.clear();
      if (out !== undefined) writeWhole(out, text);
      if (options.flag("json"))
        terminal.out(
          `${JSON.stringify({ hash: run.hash, format, out: out ?? null, posts, ...(out === undefined && { text }) }, null, 2)}\n`,
        );
      else if (out === undefined) terminal.out(text.endsWith("\n") ? text : `${text}\n`);
      else log("info", "wrote", `wrote ${out}`, { out });
      return EXIT.ok;
    } finally {
      opened.close();
    }
  },
};

/** The page's report of a run, with what the open file says. */
export function reportOf({ engine, views }: OpenEngine, run: RunSummary, posts: boolean) {
  const client = { loadRun: engine.loadRun, rowsAt: async (rows: readonly number[]) => engine.rowsAt(rows) };
  return makeRunReport(client as never, { experiment: run.experiment, views }, run, { posts });
}
