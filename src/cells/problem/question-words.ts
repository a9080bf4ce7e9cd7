import type { Task } from "../../core/models/model";
import type { NotebookState } from "../../notebook/notebook";
import { roleOf } from "../../pipeline/inputs";

/** The question of a notebook that was given none: "What will score be?", "Which sentiment is it?" */
export function defaultQuestion(target: string | null, task: Task): string {
  if (target === null) return "What do you want to predict?";
  return task === "classification" ? `Which ${target} is it?` : `What will ${target} be?`;
}

/** Names of the columns a model is given, in the order of the file. */
export function inputColumns({ views, experiment }: Pick<NotebookState, "views" | "experiment">): readonly string[] {
  return (views.read?.columns ?? [])
    .filter((column) => ["text", "categorical", "numeric", "datetime"].includes(roleOf(experiment, column)))
    .map(({ name }) => name);
}

const NAMED = 6;

/** "Predict score from title, body and tag.": past six columns the rest are counted. */
export function problemSentence(target: string, inputs: readonly string[]): string {
  const named =
    inputs.length > NAMED ? [...inputs.slice(0, NAMED - 1), `${inputs.length - NAMED + 1} more columns`] : inputs;
  const last = named[named.length - 1];
  const list = named.length === 1 ? last : `${named.slice(0, -1).join(", ")} and ${last}`;
  return `Predict ${target} from ${list}.`;
}
