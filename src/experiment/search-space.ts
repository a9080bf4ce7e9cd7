import { CLASS_OPTIONS } from "../core/classes/class-options";
import { DataError } from "../core/errors";
import {
  CATEGORICAL_OPTIONS,
  DATE_OPTIONS,
  NUMERIC_OPTIONS,
  SHAPE_OPTIONS,
  TFIDF_OPTIONS,
} from "../core/features/feature-options";
import { MODEL_DESCRIPTIONS } from "../core/models/kinds";
import type { ModelKindName } from "../core/models/kinds";
import { optionProblem } from "../core/options";
import type { OptionSpec, OptionSpecs } from "../core/options";
import { checkSpace } from "../core/search/space";
import type { SearchParameter, SearchPoint, SearchSpace, SearchValue } from "../core/search/space";
import { CLEANING_OPTIONS } from "../core/text/cleaning-options";
import { fitsTask, mergeExperiment } from "./experiment";
import type { PartialExperiment } from "./experiment";
import type { Experiment } from "./schema";

/** A setting that a search may give values to. */
export interface SearchableSetting {
  readonly path: string;
  readonly label: string;
  /** the part of the experiment it belongs to, in words */
  readonly group: string;
  readonly spec: OptionSpec;
}

const PARTS: readonly (readonly [prefix: string, group: string, specs: OptionSpecs])[] = [
  ["features.text", "Words", TFIDF_OPTIONS],
  ["features.categorical", "Categories", CATEGORICAL_OPTIONS],
  ["features.numeric", "Numbers", NUMERIC_OPTIONS],
  ["features.date", "Dates", DATE_OPTIONS],
  ["features.shape", "Text shape", SHAPE_OPTIONS],
  ["cleaning", "Cleaning", CLEANING_OPTIONS],
  ["classes", "Labels", CLASS_OPTIONS],
];

/** Limits of a vocabulary count where one is tried, numbers of hashed columns where terms are hashed. */
const VECTORIZER = "features.text.vectorizer";

const isSearchable = ({ kind }: OptionSpec) => !["words", "column", "columns"].includes(kind);

/**
 * Every setting that a search over this experiment may try: `model.kind`, options of the chosen model as `model.trees`, of
 * the others as `model.boosted.maxIter` (they count where that kind is tried), cleaning, features and labels.
 */
export function searchableSettings(experiment: Experiment): readonly SearchableSetting[] {
  const { task } = experiment.problem;
  const kinds = Object.keys(MODEL_DESCRIPTIONS) as ModelKindName[];
  const fitting = kinds.filter((kind) => fitsTask(kind, task));
  const ofKind = (kind: ModelKindName, prefix: string) =>
    settingsOf(prefix, MODEL_DESCRIPTIONS[kind].label, MODEL_DESCRIPTIONS[kind].options);
  const { kind } = experiment.model;
  return [
    ...ofKind(kind, "model"),
    {
      path: "model.kind",
      label: "Which model",
      group: "Model",
      spec: {
        kind: "choice",
        default: kind,
        label: "Model",
        help: "Which model is trained.",
        choices: fitting.map((value) => ({ value, label: MODEL_DESCRIPTIONS[value].label })),
      },
    },
    ...fitting.filter((other) => other !== kind).flatMap((other) => ofKind(other, `model.${other}`)),
    ...PARTS.filter(([prefix]) => prefix !== "classes" || task === "classification").flatMap((part) =>
      settingsOf(...part),
    ),
  ];
}

function settingsOf(prefix: string, group: string, specs: OptionSpecs): SearchableSetting[] {
  return Object.entries(specs)
    .filter(([, spec]) => isSearchable(spec))
    .map(([name, spec]) => ({ path: `${prefix}.${name}`, label: spec.label, group, spec }));
}

/** What a search tries unless told otherwise: the options of the model that come with a range and are not for experts. */
export function proposedSpace(experiment: Experiment): SearchSpace {
  const { kind } = experiment.model;
  return settingsOf("model", "", MODEL_DESCRIPTIONS[kind].options).flatMap(({ path, spec }) =>
    "search" in spec && spec.search && !spec.advanced ? [proposedParameter(path, spec)] : [],
  );
}

/** A setting as it joins a space: its proposed range, all of its choices, or values around its default. */
export function proposedParameter(path: string, spec: OptionSpec): SearchParameter {
  if (spec.kind === "boolean") return { path, kind: "categorical", choices: [false, true] };
  if (spec.kind === "choice") return { path, kind: "categorical", choices: spec.choices.map(({ value }) => value) };
  if (spec.kind !== "integer" && spec.kind !== "number")
    throw new DataError("invalid-space", `${path} cannot be searched`);
  const kind = spec.kind === "integer" ? "integer" : "float";
  if (spec.search) {
    const { low, high, log } = spec.search;
    return { path, kind, low, high, ...(log && { log }) };
  }
  const around = spec.default ?? spec.min;
  const low = Math.max(spec.min, around / 2);
  const high = Math.min(spec.max, Math.max(around * 2, around + 1));
  return kind === "integer"
    ? { path, kind, low: Math.ceil(low), high: Math.floor(high) }
    : { path, kind, low: spec.above && low === spec.min ? high / 100 : low, high };
}

/**
 * The space of the experiment's search, checked against what its settings take, in the order in which it is drawn.
 *
 * @throws {DataError} "invalid-space" with the path, what is wrong and what to do: an unknown setting, a bound or a choice that the
 * setting does not take, and all that `checkSpace` refuses
 */
export function resolveSpace(experiment: Experiment): SearchSpace {
  const space = experiment.search.space ?? proposedSpace(experiment);
  if (experiment.search.space === null && space.length === 0) {
    const { label } = MODEL_DESCRIPTIONS[experiment.model.kind];
    throw new DataError(
      "invalid-space",
      `search.space is empty: ${label} has no setting with a range; add one to try`,
      {
        path: "search.space",
      },
    );
  }
  const known = new Map(searchableSettings(experiment).map((setting) => [setting.path, setting]));
  const kinds = space.find(({ path }) => path === "model.kind");
  const vectorizers = space.find(({ path }) => path === VECTORIZER);
  const withKinds = space.map((parameter): SearchParameter => {
    const setting = known.get(parameter.path);
    if (!setting) {
      throw new DataError(
        "invalid-space",
        `${parameter.path} is not a setting that can be searched: take it out of the space`,
        {
          path: parameter.path,
        },
      );
    }
    checkAgainst(setting, parameter);
    if (parameter.when) return parameter;
    if (vectorizers && setting.spec.when?.option === "vectorizer") {
      return { ...parameter, when: { path: VECTORIZER, is: setting.spec.when.is } };
    }
    const kind = kindOfPath(parameter.path, experiment);
    return kinds && kind ? { ...parameter, when: { path: "model.kind", is: [kind] } } : parameter;
  });
  return checkSpace(withKinds);
}

function kindOfPath(path: string, experiment: Experiment): ModelKindName | null {
  const [part, name, option] = path.split(".");
  if (part !== "model" || name === "kind") return null;
  return option === undefined ? experiment.model.kind : (name as ModelKindName);
}

function checkAgainst({ path, spec }: SearchableSetting, parameter: SearchParameter): void {
  const tried: readonly SearchValue[] =
    parameter.kind === "categorical" ? parameter.choices : [parameter.low, parameter.high];
  for (const value of tried) {
    const problem = optionProblem(spec, value);
    if (problem) throw new DataError("invalid-space", `${path} ${problem} in the search space`, { path });
  }
  if (parameter.kind === "categorical") return;
  if (spec.kind !== "integer" && spec.kind !== "number") {
    throw new DataError("invalid-space", `${path} takes no range: name its choices`, { path });
  }
  if (spec.kind === "integer" && parameter.kind === "float") {
    throw new DataError("invalid-space", `${path} takes integers: search it as an integer`, { path });
  }
}

/**
 * The experiment with a trial's values in their places.
 *
 * @throws {DataError} "invalid-experiment" with the path of what does not go together
 */
export function withPoint(experiment: Experiment, point: SearchPoint): Experiment {
  return mergeExperiment(experiment, changesOf(point));
}

/** A trial's values as changes to the experiment. */
export function changesOf(point: SearchPoint): PartialExperiment {
  const changes: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(point)) {
    const parts = path.split(".");
    const places = parts[0] === "model" && parts.length === 3 ? ["model", parts[2]] : parts;
    let at = changes;
    for (const part of places.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[places.at(-1)!] = value;
  }
  return changes as PartialExperiment;
}
