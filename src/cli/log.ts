import type { Json } from "../core/errors";
import type { Terminal } from "./terminal";

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Log {
  /** `fields` are for machines; the message says it all to a person. */
  (level: Exclude<LogLevel, "silent">, event: string, message: string, fields?: Readonly<Record<string, Json>>): void;
}

/** Lines on standard error, as text or as one JSON object each: `time`, `level`, `event`, `message` and the fields. */
export function makeLog(
  terminal: Pick<Terminal, "err">,
  { level, json, before }: { readonly level: LogLevel; readonly json: boolean; readonly before?: () => void },
): Log {
  const least = LOG_LEVELS.indexOf(level);
  return (at, event, message, fields = {}) => {
    if (LOG_LEVELS.indexOf(at) < least) return;
    before?.();
    const time = new Date().toISOString();
    if (json) terminal.err(`${JSON.stringify({ time, level: at, event, message, ...fields })}\n`);
    else terminal.err(`${at === "info" ? "" : `${at}: `}${message}\n`);
  };
}
