import { isAbort, isDataError } from "../core/errors";

export const EXIT = { ok: 0, failed: 1, usage: 2, badInput: 3, barMissed: 4, interrupted: 130 } as const;

export const EXIT_HELP = `Exit codes: 0 done, 1 failed, 2 wrong usage, 3 bad input (experiment, data or file), 4 the bar or a check is missed and
--gate was given, 130 interrupted.`;

/** The command line itself is wrong: unknown option, missing file name ... */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Not the input's fault, whatever it was. */
const OURS: ReadonlySet<string> = new Set(["backend-failed", "not-ready", "storage-full", "out-of-memory"]);

export function exitCodeOf(thrown: unknown): number {
  if (isAbort(thrown)) return EXIT.interrupted;
  if (thrown instanceof UsageError) return EXIT.usage;
  if (isDataError(thrown)) return OURS.has((thrown as { code: string }).code) ? EXIT.failed : EXIT.badInput;
  return EXIT.failed;
}
