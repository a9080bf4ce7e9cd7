import { mergeExperiment } from "../../experiment/experiment";
import { gateOf } from "../../pipeline/validate/gate";
import { EXPERIMENT_OPTIONS } from "../command";
import type { Command } from "../command";
import { EXIT, UsageError } from "../exit-codes";
import { aligned, figure } from "../metrics-table";
import { openData, openEngine } from "../open-engine";
import { readExperiment } from "../read-experiment";

export const VALIDATE: Command = {
  name: "validate",
  usage: "validate [experiment.json] [--data posts.csv] [--folds 5]",
  purpose:
    "Checks the experiment, then that the data fit it and keep its expectations; with --folds cross-validates it.",
  options: {
    ...EXPERIMENT_OPTIONS,
    folds: { type: "string", value: "N", help: "cross-validates on the training rows; the test part is not looked at" },
    gate: { type: "boolean", help: "exit 4 when a check fails, or the folds' mean misses problem.bar" },
  },
  examples: [
    "validate experiment.json",
    "validate experiment.json --data posts.csv --gate",
    "validate experiment.json --data posts.csv --folds 10 --json",
  ],
  async run({ options, terminal, log, progress }) {
    if (options.positionals.length > 1)
      throw new UsageError(`validate takes one experiment, got ${options.positionals.length}`);
    const data = options.text("data");
    const folds = options.count("folds", 2);
    const workers = options.count("workers", 1);
    if (folds !== undefined && data === undefined) throw new UsageError("--folds needs --data: the CSV to learn from");
    const read = await readExperiment(options.positionals[0], options);
    const experiment = folds === undefined ? read : mergeExperiment(read, { validation: { folds } });
    const asJson = options.flag("json");
    log("info", "experiment", "the experiment is valid");
    if (data === undefined) {
      if (asJson)
        terminal.out(`${JSON.stringify({ experiment, data: null, checks: null, validation: null }, null, 2)}\n`);
      return EXIT.ok;
    }
    const opened = openEngine({ workers, signal: terminal.signal, onStates: progress.onStates });
    try {
      const view = await openData(opened, experiment, data, terminal.signal);
      await opened.engine.run("quality", terminal.signal);
      if (folds !== undefined) await opened.engine.run("validate", terminal.signal);
      progress.clear();
      const checks = opened.views.quality?.checks ?? [];
      const validation = folds === undefined ? null : (opened.views.validate ?? null);
      const gate = gateOf(validation, experiment);
      if (asJson) {
        const { file, sha256, rows, columns, problems, problemCounts } = view;
        const roles = columns.map(({ name, type, role, missing }) => ({ name, type, role, missing }));
        const found = { file, sha256, rows, columns: roles, problems, problemCounts };
        terminal.out(`${JSON.stringify({ experiment, data: found, checks, validation, bar: gate }, null, 2)}\n`);
      } else {
        for (const { status, title, detail } of checks) {
          if (status !== "pass") terminal.out(`${status}: ${title}${detail ? `\n      ${detail}` : ""}\n`);
        }
        const count = (status: string) => checks.filter((check) => check.status === status).length;
        terminal.out(`${count("pass")} checks passed, ${count("warn")} warned, ${count("fail")} failed\n`);
        if (validation) {
          const percent = Math.round(validation.confidence * 100);
          const rows = Object.entries(validation.summary).map(([metric, summary]) => [
            metric,
            figure(summary?.mean ?? null),
            figure(summary?.sd ?? null),
            summary ? `${figure(summary.low)} to ${figure(summary.high)}` : "",
          ]);
          terminal.out(
            `${aligned([[`${validation.folds.length} folds`, "mean", "sd", `${percent}% interval`], ...rows])}\n`,
          );
          if (gate.bar !== null) terminal.out(`${gate.metric} ${gate.status} the bar of ${gate.bar}\n`);
        }
      }
      const fails = checks.some(({ status }) => status === "fail") || gate.status === "misses";
      return options.flag("gate") && fails ? EXIT.barMissed : EXIT.ok;
    } finally {
      opened.close();
    }
  },
};
