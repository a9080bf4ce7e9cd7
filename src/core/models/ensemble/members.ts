import type { Task } from "../model";
import type { EnsembleMember, EnsembleOptions } from "./options";

/** The members in force: those chosen, else the usual three of the task. */
export function membersOf({ members }: EnsembleOptions, task: Task): readonly EnsembleMember[] {
  if (members && members.length > 0) return members;
  const linear = task === "regression" ? "ridge" : "logistic";
  return [{ kind: "boosted" }, { kind: "forest", minSamplesLeaf: 3 }, { kind: linear }];
}
