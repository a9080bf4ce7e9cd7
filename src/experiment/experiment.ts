import { DataError } from "../core/errors";
import type { Json } from "../core/errors";
import { MODEL_DESCRIPTIONS } from "../core/models/kinds";
import type { Task } from "../core/models/model";
import { migrate } from "./migrations";
import { experimentSchema, FIRST_MODEL } from "./schema";
import { METRICS_BY_TASK } from "./metrics";
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
  const current = withTaskDefaults(migrate(document));
  const parsed = experimentSchema.safeParse(current);
  const problems = parsed.success
    ? taskProblems(parsed.data as Experiment)
    : parsed.error.issues.flatMap((issue) => problemsOf(issue, current));
  if (parsed.success && problems.length === 0) return parsed.data as Experiment;
  throw new DataError("invalid-experiment", problems.map(({ path, message }) => `${path} ${message}`).join("; "), {
    problems: problems as unknown as Json,
  });
}

/**
 * `experiment` with `changes` merged in and validated. Changing `model.kind` starts from that kind's defaults; changing
 * `problem.task` drops the metric and the bar, and the model where it is not for that task.
 *
 * @throws {DataError} "invalid-experiment" with the path of what is wrong
 */
export function mergeExperiment(experiment: Experiment, changes: PartialExperiment): Experiment {
  const kind = (changes.model as { kind?: unknown } | undefined)?.kind;
  const task = changes.problem?.task ?? experiment.problem.task;
  const start = task === experiment.problem.task ? experiment : forTask(experiment, task);
  const base = kind !== undefined && kind !== experiment.model.kind ? { ...start, model: {} } : start;
  return parseExperiment(merge(base, changes));
}

/** Whether a kind of model predicts what this task asks for. */
export function fitsTask(kind: Experiment["model"]["kind"], task: Task): boolean {
  return (MODEL_DESCRIPTIONS[kind].tasks as readonly Task[]).includes(task);
}

function forTask(experiment: Experiment, task: Task): Record<string, unknown> {
  const { metric: _metric, bar: _bar, ...problem } = experiment.problem;
  return { ...experiment, problem, model: fitsTask(experiment.model.kind, task) ? experiment.model : {} };
}

/** What is left out of a document about labels is not what is left out of one about scores. */
function withTaskDefaults(document: unknown): unknown {
  const { problem, model } = document as { problem?: unknown; model?: unknown };
  if (!isPlainObject(problem) || problem.task !== "classification") return document;
  return {
    ...(document as object),
    problem: { metric: METRICS_BY_TASK.classification[0], ...problem },
    ...((model === undefined || isPlainObject(model)) && { model: { kind: FIRST_MODEL.classification, ...model } }),
  };
}

function taskProblems({ problem, model }: Experiment): { path: string; message: string }[] {
  const { task, metric } = problem;
  const problems: { path: string; message: string }[] = [];
  const metrics: readonly string[] = METRICS_BY_TASK[task];
  if (!metrics.includes(metric)) {
    problems.push({
      path: "problem.metric",
      message: `must be one of ${metrics.join(", ")} for ${task}, got "${metric}"`,
    });
  }
  if (!fitsTask(model.kind, task)) {
    const fitting = Object.keys(MODEL_DESCRIPTIONS).filter((kind) => fitsTask(kind as typeof model.kind, task));
    problems.push({
      path: "model.kind",
      message: `must be one of ${fitting.join(", ")} for ${task}, got "${model.kind}"`,
    });
  }
  return problems;
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
