import { isAbort, isDataError } from "../core/errors";
import type { DataError, Json } from "../core/errors";
import { EXIT, EXIT_HELP, UsageError, exitCodeOf } from "./exit-codes";
import { INSPECT, EXPORT } from "./commands/inspect-command";
import { PREDICT } from "./commands/predict-command";
import { PRESETS_COMMAND } from "./commands/presets-command";
import { REPORT } from "./commands/report-command";
import { RUN } from "./commands/run-command";
import { SEARCH } from "./commands/search-command";
import { VALIDATE } from "./commands/validate-command";
import type { Command } from "./command";
import { LOG_LEVELS, makeLog } from "./log";
import type { Log, LogLevel } from "./log";
import { COMMON, optionsHelp, parseOptions } from "./options";
import type { Parsed } from "./options";
import { makeProgressLine } from "./progress-line";
import type { ProgressLine } from "./progress-line";
import { settingsHelp } from "./settings-help";
import { makeProcessTerminal } from "./terminal";
import type { Terminal } from "./terminal";

const COMMANDS: readonly Command[] = [RUN, VALIDATE, SEARCH, PREDICT, REPORT, INSPECT, EXPORT, PRESETS_COMMAND];

/** Runs a command line; resolves with the exit code, whatever happens. */
export async function main(args: readonly string[], terminal: Terminal = makeProcessTerminal()): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h") {
    terminal.out(overview());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  if (name === "help") return help(rest, terminal);
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    terminal.err(`error: there is no command "${name}": ${COMMANDS.map((each) => each.name).join(", ")}, help\n`);
    return EXIT.usage;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    terminal.out(commandHelp(command));
    return EXIT.ok;
  }
  let log: Log = makeLog(terminal, { level: "info", json: false });
  let progress: ProgressLine | null = null;
  let options: Parsed | null = null;
  try {
    options = parseOptions(rest, command.options);
    const level = levelOf(options);
    const json = options.flag("log-json");
    progress = makeProgressLine(
      terminal,
      () => log,
      level !== "error" && level !== "silent" && !json && !options.flag("quiet"),
    );
    log = makeLog(terminal, { level, json, before: progress.clear });
    return await command.run({ options, terminal, log, progress });
  } catch (thrown) {
    progress?.clear();
    const stopped = isAbort(thrown) || terminal.signal.aborted;
    const failure = stopped ? { code: "interrupted", message: "interrupted", details: {} } : failureOf(thrown);
    log(stopped ? "info" : "error", failure.code, failure.message, failure.details);
    if (!stopped && !isDataError(thrown) && !(thrown instanceof UsageError))
      log("debug", "stack", String((thrown as Error).stack));
    if (thrown instanceof UsageError)
      terminal.err(`usage: scorebook ${command.usage}\n       scorebook ${name} --help\n`);
    if (options?.flag("json")) terminal.out(`${JSON.stringify({ error: failure }, null, 2)}\n`);
    return stopped ? EXIT.interrupted : exitCodeOf(thrown);
  }
}

function levelOf(options: Parsed): LogLevel {
  const given = options.text("log-level") ?? (options.flag("quiet") ? "warn" : "info");
  if ((LOG_LEVELS as readonly string[]).includes(given)) return given as LogLevel;
  throw new UsageError(`--log-level must be one of ${LOG_LEVELS.join(", ")}, got "${given}"`);
}

function failureOf(thrown: unknown): { code: string; message: string; details: Record<string, Json> } {
  const { message, code, details } = thrown as Partial<DataError>;
  return {
    code: code ?? (thrown instanceof UsageError ? "usage" : "failed"),
    message: message ?? String(thrown),
    details: details ?? {},
  };
}

function help(topics: readonly string[], terminal: Terminal): number {
  const [topic] = topics;
  const command = COMMANDS.find(({ name }) => name === topic);
  const text = topic === undefined ? overview() : command ? commandHelp(command) : settingsHelp(topic);
  if (text === null) {
    terminal.err(
      `error: there is no help on "${topic}": a command, or a part of the experiment such as model, features or split\n`,
    );
    return EXIT.usage;
  }
  terminal.out(text.endsWith("\n") ? text : `${text}\n`);
  return EXIT.ok;
}

function overview(): string {
  const commands = COMMANDS.map(({ name, purpose }) => `  ${name.padEnd(12)}${purpose}`).join("\n");
  return `Scorebook in the terminal: the page's experiments with the page's numbers.

usage: scorebook COMMAND [options]

${commands}

  scorebook COMMAND --help        options of a command
  scorebook help model            every setting of --set, of a model or another part: forest, features, split ...

${EXIT_HELP}
`;
}

function commandHelp({ usage, purpose, options, examples }: Command): string {
  const settings =
    "set" in options
      ? "\nSettings: scorebook help model, help forest, help features, help split ... list what --set takes.\n"
      : "";
  return `usage: scorebook ${usage}

${purpose}

${optionsHelp({ ...options, ...COMMON })}
${settings}
${examples.map((example) => `  scorebook ${example}`).join("\n")}

${EXIT_HELP}
`;
}
