import { DataError } from "../core/errors";
import type { FeatureInputs } from "../core/features/feature-matrix";
import type { QualityChoices } from "../core/quality/check";
import type { Role } from "../core/table/table";
import type { PartialExperiment } from "../experiment/experiment";
import type { ColumnSettings, Experiment } from "../experiment/schema";
import type { DataView } from "./views";

/** What each column is for, after the person's choices and the guesses are put together. */
export interface ResolvedInputs {
  readonly target: string;
  readonly features: FeatureInputs;
  /** columns that identify a post: repeats are looked for in them */
  readonly ids: readonly string[];
}

type GuessedColumn = Pick<DataView["columns"][number], "name" | "guessedRole">;

/** The role in force for a column: the target's is "target", then what the person chose, then what was guessed. */
export function roleOf(experiment: Experiment, column: GuessedColumn): Role {
  if (column.name === experiment.problem.target) return "target";
  const role = experiment.data.columns[column.name]?.role ?? column.guessedRole;
  // Only problem.target decides what the target is; a second column guessed as one sits out.
  return role === "target" ? "ignore" : role;
}

/**
 * @throws {DataError} "no-target" when nothing is to be predicted, "missing-column" when the target, or a column the
 * person gave a role, is not in the file
 */
export function resolveInputs(experiment: Experiment, columns: readonly GuessedColumn[]): ResolvedInputs {
  const names = new Set(columns.map(({ name }) => name));
  const { target } = experiment.problem;
  if (target === null) {
    throw new DataError("no-target", "problem.target is null: choose the column to predict", {
      path: "problem.target",
    });
  }
  for (const name of [target, ...Object.keys(experiment.data.columns)]) {
    if (names.has(name) || experiment.data.columns[name]?.role === "ignore") continue;
    throw new DataError(
      "missing-column",
      `the experiment names the column ${JSON.stringify(name)}, the file has ${[...names].map((n) => JSON.stringify(n)).join(", ")}`,
      { column: name, path: name === target ? "problem.target" : `data.columns.${name}` },
    );
  }
  const withRole = (role: Role) =>
    columns.filter((column) => roleOf(experiment, column) === role).map(({ name }) => name);
  return {
    target,
    features: {
      text: withRole("text"),
      categorical: withRole("categorical"),
      numeric: withRole("numeric"),
      datetime: withRole("datetime"),
    },
    ids: withRole("id"),
  };
}

/** The parts of other cells' settings that the checks of the data look at. */
export function qualityChoices({ cleaning, data, features, problem }: Experiment): QualityChoices {
  return {
    encoding: data.encoding,
    metric: problem.metric,
    stripReddit: cleaning.stripReddit,
    numbersInText: cleaning.numbers,
    emptyTextFeature: features.shape.empty,
    logNumbers: features.numeric.log,
    rarestCategory: features.categorical.minCount,
  };
}

/**
 * The changes that fit a newly opened file into the experiment: settings of columns it has are kept, the others take
 * the guessed role with its reason, and the target is guessed, with its task, where the old one is not in the file.
 */
export function adoptFile(
  experiment: Experiment,
  view: DataView,
): { readonly data: Experiment["data"]; readonly problem: PartialExperiment["problem"] } {
  const columns: Record<string, ColumnSettings> = {};
  for (const { name, guessedRole, why } of view.columns) {
    columns[name] = experiment.data.columns[name] ?? { role: guessedRole, ...(why && { why }) };
  }
  const kept = view.columns.some(({ name }) => name === experiment.problem.target);
  const guessed = view.columns.find(({ guessedRole }) => guessedRole === "target")?.name ?? null;
  const task = view.target && view.target.name === guessed ? { task: view.target.task } : {};
  return {
    data: { ...experiment.data, file: view.file, sha256: view.sha256, columns },
    problem: kept ? { target: experiment.problem.target } : { target: guessed, ...task },
  };
}

const MOST_NUMBERS_AS_LABELS = 20;

/**
 * The changes that go with `changes` when they choose another target without a task: a column of anything but numbers
 * holds labels, and many different numbers are scores. What may be either stays as it is.
 */
export function withTaskOfTarget(
  experiment: Experiment,
  changes: PartialExperiment,
  columns: DataView["columns"],
): PartialExperiment {
  const target =
    changes.problem?.target ??
    Object.entries(changes.data?.columns ?? {}).find(([, settings]) => settings?.role === "target")?.[0];
  if (target === undefined || target === experiment.problem.target || changes.problem?.task !== undefined)
    return changes;
  const column = columns.find(({ name }) => name === target);
  if (!column) return changes;
  const { task: before } = experiment.problem;
  const after =
    column.type !== "number" ? "classification" : column.distinct > MOST_NUMBERS_AS_LABELS ? "regression" : before;
  return after === before ? changes : { ...changes, problem: { ...changes.problem, task: after } };
}

/**
 * The target can be chosen in two places: as problem.target, or as the role of a column. Whichever `after` changed wins and
 * the other follows.
 */
export function reconcileTarget(before: Experiment, after: Experiment): Experiment {
  const chosenRole = Object.entries(after.data.columns).find(
    ([name, { role }]) => role === "target" && before.data.columns[name]?.role !== "target",
  )?.[0];
  const target =
    after.problem.target !== before.problem.target ? after.problem.target : (chosenRole ?? after.problem.target);
  const columns: Record<string, ColumnSettings> = {};
  for (const [name, settings] of Object.entries(after.data.columns)) {
    if (name === target) columns[name] = { ...settings, role: "target" };
    else if (settings.role === "target") columns[name] = { ...settings, role: "ignore", why: "was the target" };
    else columns[name] = settings;
  }
  return { ...after, problem: { ...after.problem, target }, data: { ...after.data, columns } };
}
