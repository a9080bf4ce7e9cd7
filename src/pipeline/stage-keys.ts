import { qualityChoices, roleOf } from "./inputs";
import { STAGES } from "./stage-state";
import type { StageName } from "./stage-state";
import type { DataView } from "./views";
import { hashValue } from "../experiment/content-hash";
import { featuresKey } from "../experiment/features-key";
import type { Experiment } from "../experiment/schema";

/** What a stage reads: its slice of the experiment and the stages whose output it takes. Its key hashes exactly those. */
export interface StageDefinition {
  /** raised whenever the stage's result changes for the same settings */
  readonly version: number;
  readonly needs: readonly StageName[];
  slice(experiment: Experiment, columns: DataView["columns"]): unknown;
}

const columnsOfRole = (experiment: Experiment, columns: DataView["columns"], ...roles: readonly string[]) =>
  columns.map((column) => [column.name, roleOf(experiment, column)]).filter(([, role]) => roles.includes(role));

/** Labels have an order only where they are scored. */
const orderOf = ({ problem, classes }: Experiment) => (problem.task === "regression" ? classes.order : []);

export const STAGE_DEFINITIONS: Readonly<Record<StageName, StageDefinition>> = {
  read: {
    version: 1,
    needs: [],
    slice: ({ data }) => ({
      sha256: data.sha256,
      delimiter: data.delimiter,
      encoding: data.encoding,
      header: data.header,
      quote: data.quote,
      types: Object.fromEntries(
        Object.entries(data.columns).flatMap(([name, { type }]) => (type === undefined ? [] : [[name, type]])),
      ),
    }),
  },
  clean: {
    version: 1,
    needs: ["read"],
    slice: (experiment, columns) => ({
      cleaning: experiment.cleaning,
      columns: columnsOfRole(experiment, columns, "text"),
    }),
  },
  split: {
    version: 1,
    needs: ["read"],
    slice: (experiment, columns) => ({
      split: experiment.split,
      target: experiment.problem.target,
      task: experiment.problem.task,
      order: orderOf(experiment),
      // the report of what leaks looks at texts and ids
      columns: columnsOfRole(experiment, columns, "text", "id"),
    }),
  },
  features: {
    version: 2,
    needs: ["read", "clean", "split"],
    slice: (experiment, columns) => ({
      features: featuresKey(experiment.features),
      columns: columnsOfRole(experiment, columns, "text", "categorical", "numeric", "datetime"),
    }),
  },
  train: {
    version: 1,
    needs: ["read", "split", "features"],
    slice: (experiment) => ({
      model: experiment.model,
      target: experiment.problem.target,
      task: experiment.problem.task,
      classes: experiment.problem.task === "classification" ? experiment.classes : orderOf(experiment),
    }),
  },
  evaluate: {
    version: 2,
    needs: ["read", "clean", "split", "features", "train"],
    slice: ({ evaluation, problem }) => ({ evaluation, metric: problem.metric, bar: problem.bar }),
  },
  // It draws the split itself, in the pool: the data can be looked at before anything of a run is asked for.
  quality: {
    version: 4,
    needs: ["read"],
    slice: (experiment, columns) => ({
      quality: { ...experiment.quality, accepted: [], dictionary: {} },
      split: experiment.split,
      order: orderOf(experiment),
      target: experiment.problem.target,
      task: experiment.problem.task,
      choices: qualityChoices(experiment),
      columns: columns.map((column) => [column.name, roleOf(experiment, column)]),
    }),
  },
  // Everything the model depends on, but not what came of training it: folds are fitted anew, the test part is left alone.
  validate: {
    version: 2,
    needs: ["read", "clean", "split"],
    slice: (experiment, columns) => {
      const { gate: _gate, ...validation } = experiment.validation;
      return {
        validation,
        features: featuresKey(experiment.features),
        columns: columnsOfRole(experiment, columns, "text", "categorical", "numeric", "datetime"),
        model: experiment.model,
        metric: experiment.problem.metric,
        confidence: experiment.evaluation.confidence,
        classes: experiment.problem.task === "classification" ? experiment.classes : orderOf(experiment),
      };
    },
  },
  // Asks the model that was evaluated; when it runs by itself is no matter of what comes out.
  behaviour: {
    version: 1,
    needs: ["read", "split", "evaluate"],
    slice: ({ behaviour: { auto: _auto, ...behaviour } }) => behaviour,
  },
};

export type StageKeys = Readonly<Record<StageName, string | null>>;

type Columns = DataView["columns"] | null;

/** They are asked for at every event of a run. */
const known = new WeakMap<Experiment, Map<Columns, StageKeys>>();

/** The content key of every stage; null past "read" while no file is open. Neither argument may change afterwards. */
export function stageKeys(experiment: Experiment, columns: Columns): StageKeys {
  let byColumns = known.get(experiment);
  if (!byColumns) known.set(experiment, (byColumns = new Map()));
  let keys = byColumns.get(columns);
  if (!keys) byColumns.set(columns, (keys = hashKeys(experiment, columns)));
  return keys;
}

function hashKeys(experiment: Experiment, columns: Columns): StageKeys {
  const keys: Partial<Record<StageName, string | null>> = {};
  for (const name of STAGES) {
    const { version, needs, slice } = STAGE_DEFINITIONS[name];
    keys[name] =
      name !== "read" && columns === null
        ? null
        : hashValue([name, version, slice(experiment, columns ?? []), needs.map((need) => keys[need] ?? null)]);
  }
  return keys as StageKeys;
}

/** `stage` and everything it needs, in the order they run. */
export function stagesUpTo(stage: StageName): readonly StageName[] {
  const wanted = new Set<StageName>();
  const visit = (name: StageName) => {
    wanted.add(name);
    STAGE_DEFINITIONS[name].needs.forEach(visit);
  };
  visit(stage);
  return STAGES.filter((name) => wanted.has(name));
}
