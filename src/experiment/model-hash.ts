import { hashValue } from "./content-hash";
import { featuresKey } from "./features-key";
import type { Experiment } from "./schema";

/**
 * Of everything that a trained model depends on, and nothing else: two experiments that differ in how they are judged,
 * checked or named have the same.
 */
export function hashModel(experiment: Experiment): string {
  const { data, problem, cleaning, features, split, classes, model } = experiment;
  const columns = Object.entries(data.columns).map(([name, { type, role }]) => [name, type ?? null, role ?? null]);
  return hashValue({
    data: { ...readSettings(data), columns },
    target: problem.target,
    task: problem.task,
    cleaning,
    features: featuresKey(features),
    split,
    classes: problem.task === "classification" ? classes : classes.order,
    model,
  });
}

/** Of what decides which rows are the test part: the file as read, the target, and the split. */
export function hashTestPart({ data, problem, split }: Experiment): string {
  return hashValue({ data: readSettings(data), target: problem.target, task: problem.task, split });
}

function readSettings({ sha256, delimiter, encoding, header, quote }: Experiment["data"]) {
  return { sha256, delimiter, encoding, header, quote };
}
