import type { Task } from "../../core/models/model";
import { useNotebook } from "../use-notebook";

/** What the live model predicts: the target of its own run, whatever the notebook is set to by now. */
export function useLiveTarget(): string {
  return useNotebook(
    ({ runs, liveRunId, experiment }) =>
      (runs.find(({ id }) => id === liveRunId)?.experiment ?? experiment).problem.target ?? "score",
  );
}

/** Whether the live model predicts a score or a label. */
export function useLiveTask(): Task {
  return useNotebook(
    ({ runs, liveRunId, experiment }) =>
      (runs.find(({ id }) => id === liveRunId)?.experiment ?? experiment).problem.task,
  );
}
