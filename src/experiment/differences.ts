import type { Experiment } from "./schema";

export interface Difference {
  /** "model.trees" */
  readonly path: string;
  /** undefined where it is not there */
  readonly before: unknown;
  readonly after: unknown;
}

/** What two experiments say differently, in the order of the document. Lists count as one value. */
export function differencesOf(before: Experiment, after: Experiment): readonly Difference[] {
  const [from, to] = [new Map(leaves(before)), new Map(leaves(after))];
  const paths = new Set([...from.keys(), ...to.keys()]);
  return [...paths]
    .map((path) => ({ path, before: from.get(path), after: to.get(path) }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));
}

function leaves(value: unknown, path = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, path ? `${path}.${key}` : key));
}
