import { SPLIT_OPTIONS } from "../core/split/split-options";
import { VALIDATION_OPTIONS } from "../core/split/validation-options";
import type { OptionSpecs } from "../core/options";
import { parseExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";

/**
 * `experiment` for the file that `present` has open: what it says of columns which the file lacks is left out, and where
 * that is the target, the present problem stays.
 *
 * @throws {DataError} "invalid-experiment" where its model is not for the present problem's task
 */
export function fitToFile(experiment: Experiment, present: Experiment, columns: readonly string[]): Experiment {
  const has = new Set(columns);
  const { target } = experiment.problem;
  const kept = Object.entries(experiment.data.columns).filter(([name]) => has.has(name));
  return parseExperiment({
    ...forOpenFile(experiment, present),
    problem: target !== null && has.has(target) ? experiment.problem : present.problem,
    data: {
      ...forOpenFile(experiment, present).data,
      columns: { ...present.data.columns, ...Object.fromEntries(kept) },
    },
    quality: {
      ...experiment.quality,
      expectations: experiment.quality.expectations.filter(({ column }) => has.has(column)),
    },
    split: withColumns(SPLIT_OPTIONS, experiment.split, has),
    validation: withColumns(VALIDATION_OPTIONS, experiment.validation, has),
  });
}

/** What is open stays open: an experiment brings no file of its own. */
export function forOpenFile(experiment: Experiment, present: Experiment): Experiment {
  const { file, sha256 } = present.data;
  return { ...experiment, data: { ...experiment.data, file, sha256 } };
}

function withColumns<T extends object>(specs: OptionSpecs, settings: T, has: ReadonlySet<string>): T {
  const entries = Object.entries(settings).map(([name, value]): [string, unknown] => {
    const kind = specs[name]?.kind;
    if (kind === "column") return [name, typeof value === "string" && !has.has(value) ? null : value];
    if (kind === "columns") return [name, (value as string[]).filter((column) => has.has(column))];
    return [name, value];
  });
  const next = Object.fromEntries(entries) as T & { kind?: string; column?: string | null };
  // Groups and times come from a column: without it rows are drawn at random.
  const lost = (settings as { column?: unknown }).column !== null && next.column === null;
  return lost && "kind" in specs ? { ...next, kind: specs.kind.default as string } : next;
}
