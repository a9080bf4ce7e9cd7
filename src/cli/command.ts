import type { Log } from "./log";
import type { CliOptions, Parsed } from "./options";
import type { ProgressLine } from "./progress-line";
import type { Terminal } from "./terminal";

export interface CommandContext {
  readonly options: Parsed;
  readonly terminal: Terminal;
  readonly log: Log;
  readonly progress: ProgressLine;
}

/** One command: its help is made of this, and so is what it refuses. */
export interface Command {
  readonly name: string;
  /** "run [experiment.json] --data posts.csv" */
  readonly usage: string;
  readonly purpose: string;
  readonly options: CliOptions;
  readonly examples: readonly string[];
  /** the exit code */
  run(context: CommandContext): Promise<number>;
}

/** How an experiment is named on the command line. */
export const EXPERIMENT_OPTIONS: CliOptions = {
  data: { type: "string", short: "d", value: "FILE", help: "the CSV (also gzipped) to learn from" },
  set: {
    type: "string",
    short: "s",
    multiple: true,
    value: "PATH=VALUE",
    help: "one setting, such as model.trees=300; again for more",
  },
  preset: { type: "string", value: "NAME", help: "how to learn: `scorebook presets` lists them" },
  variant: {
    type: "string",
    multiple: true,
    value: "NAME",
    help: "where the experiment is a file of variants: which one (without it: the base)",
  },
  workers: { type: "string", value: "N", help: "threads (default: one a core); the numbers are the same" },
};
