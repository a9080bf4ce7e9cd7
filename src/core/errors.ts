/** A value that survives `structuredClone` and `JSON`. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What was wrong with the input. One code per remedy: the page keys its advice on it. */
export type DataErrorCode =
  // reading
  | "empty-file"
  | "header-only"
  | "binary-file"
  | "undecodable"
  | "line-too-long"
  | "not-a-table"
  | "fetch-failed"
  // the experiment document
  | "invalid-experiment"
  | "invalid-space"
  | "search-failed"
  | "missing-column"
  | "no-target"
  | "no-features"
  // values
  | "target-not-numeric"
  | "target-missing"
  | "constant-target"
  | "single-class"
  | "empty-text"
  | "empty-vocabulary"
  | "too-many-categories"
  | "too-few-rows"
  | "empty-split"
  | "invalid-option"
  | "length-mismatch"
  | "not-finite"
  | "out-of-memory"
  // files of ours
  | "damaged-file"
  | "foreign-file"
  | "newer-file"
  | "other-file"
  // runs
  | "held-back"
  // storage and machines
  | "storage-full"
  | "backend-failed"
  | "not-ready";

/**
 * Input that cannot be worked with. The message is lower-case and says what, the offending value and what was
 * expected: `maxDepth must be a positive integer, got -1`. `details` says where (row, column, path) as plain JSON.
 * The class does not survive the wire between workers; ask with {@link isDataError}.
 */
export class DataError extends Error {
  override readonly name = "DataError";
  constructor(
    readonly code: DataErrorCode,
    message: string,
    readonly details: Record<string, Json> = {},
  ) {
    super(message);
  }
}

export function isDataError(thrown: unknown, code?: DataErrorCode): thrown is DataError {
  if (typeof thrown !== "object" || thrown === null) return false;
  const error = thrown as { name?: unknown; code?: unknown };
  return error.name === "DataError" && (code === undefined || error.code === code);
}

/** True for what an aborted job rejects with; never shown as a failure. */
export function isAbort(thrown: unknown): boolean {
  return typeof thrown === "object" && thrown !== null && (thrown as { name?: unknown }).name === "AbortError";
}

/** @throws {Error} named "InvariantError" when `condition` is false: a bug of ours, not of the input */
export function invariant(condition: unknown, message: string): asserts condition {
  if (condition) return;
  const error = new Error(message);
  error.name = "InvariantError";
  throw error;
}

/** Closes a switch over a union: a new member fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
