import { parseArgs } from "node:util";
import { UsageError } from "./exit-codes";
import { LOG_LEVELS } from "./log";

export interface CliOption {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** may be given again and again */
  readonly multiple?: boolean;
  /** how the value is called in the help: "FILE" */
  readonly value?: string;
  readonly help: string;
}

export type CliOptions = Readonly<Record<string, CliOption>>;

/** Taken by every command. */
export const COMMON: CliOptions = {
  json: { type: "boolean", help: "the result as JSON on standard output" },
  quiet: { type: "boolean", short: "q", help: "no progress; only warnings and errors" },
  "log-level": { type: "string", value: "LEVEL", help: `${LOG_LEVELS.join(", ")} (default: info)` },
  "log-json": { type: "boolean", help: "logs on standard error as JSON, one object a line" },
  help: { type: "boolean", short: "h", help: "this text" },
};

export interface Parsed {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  /** @throws {UsageError} when it is not a whole number of at least `least` */
  count(name: string, least: number): number | undefined;
  /** @throws {UsageError} when it is not a number above 0 */
  amount(name: string): number | undefined;
}

/** @throws {UsageError} for an option or a number of arguments the command does not take */
export function parseOptions(args: readonly string[], options: CliOptions): Parsed {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    const plain = Object.entries({ ...options, ...COMMON }).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short && { short }), ...(multiple && { multiple }) },
    ]);
    parsed = parseArgs({ args: [...args], options: Object.fromEntries(plain), allowPositionals: true });
  } catch (thrown) {
    throw new UsageError((thrown as Error).message);
  }
  const { values, positionals } = parsed;
  const text = (name: string) => values[name] as string | undefined;
  return {
    positionals,
    text,
    texts: (name) => (values[name] as string[] | undefined) ?? [],
    flag: (name) => values[name] === true,
    count(name, least) {
      const given = text(name);
      if (given === undefined) return undefined;
      const value = Number(given);
      if (given.trim() !== "" && Number.isInteger(value) && value >= least) return value;
      throw new UsageError(`--${name} must be a whole number of at least ${least}, got "${given}"`);
    },
    amount(name) {
      const given = text(name);
      if (given === undefined) return undefined;
      const value = Number(given);
      if (Number.isFinite(value) && value > 0) return value;
      throw new UsageError(`--${name} must be a number above 0, got "${given}"`);
    },
  };
}

/** The options as lines of help. */
export function optionsHelp(options: CliOptions): string {
  const lines = Object.entries(options).map(([name, { short, value, help }]) => {
    const left = `  ${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`;
    return `${left.padEnd(28)}${left.length >= 28 ? `\n${" ".repeat(28)}` : ""}${help}`;
  });
  return lines.join("\n");
}
