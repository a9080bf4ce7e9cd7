import { DataError } from "../core/errors";
import type { Json } from "../core/errors";
import { migrate } from "./migrations";
import { experimentSchema } from "./schema";
import type { Experiment } from "./schema";

/** Part of an experiment: objects merge key by key, everything else replaces. */
export type PartialExperiment = { readonly [K in keyof Experiment]?: DeepPartial<Experiment[K]> };

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
    : T;

/** The experiment with every default. */
export function defaultExperiment(): Experiment {
  return parseExperiment({});
}

/**
 * A document as read from a file or the console: older versions migrated, defaults filled in.
 *
 * @throws {DataError} "invalid-experiment" with every problem as path, value and what was expected; "newer-file" for a version of
 * a later Scorebook
 */
export function parseExperiment(document: unknown): Experiment {
  const current = migrate(document);
  const parsed = experimentSchema.safeParse(current);
  if (parsed.success) return parsed.data as Experiment;
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, current));
  throw new DataError("invalid-experiment", problems.map(({ path, message }) => `${path} ${message}`).join("; "), {
    problems: problems as unknown as Json,
  });
}

/**
 * `experiment` with `changes` merged in and validated. Changing `model.kind` starts from that kind's defaults.
 *
 * @throws {DataError} "invalid-experiment" with the path of what is wrong
 */
export function mergeExperiment(experiment: Experiment, changes: PartialExperiment): Experiment {
  const kind = (changes.model as { kind?: unknown } | undefined)?.kind;
  const base = kind !== undefined && kind !== experiment.model.kind ? { ...experiment, model: {} } : experiment;
  return parseExperiment(merge(base, changes));
}

function merge(base: unknown, change: unknown): unknown {
  if (!isPlainObject(base) || !isPlainObject(change)) return change;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(change)) {
    if (value !== undefined) result[key] = key in result ? merge(result[key], value) : value;
  }
  return result;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

function problemsOf(issue: unknown, document: unknown): { path: string; message: string }[] {
  const { code, path, message, keys } = issue as Issue;
  if (keys) {
    return keys.map((key) => ({ path: [...path, key].map(String).join("."), message: "is not a known setting" }));
  }
  const where = path.map(String).join(".") || "the experiment";
  if (code === "custom" || /, got /.test(message)) return [{ path: where, message }];
  const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], document);
  return [{ path: where, message: `is ${JSON.stringify(value) ?? "absent"}: ${message}` }];
}
